import StileJournal
import StileMachine

/// Puts the records of a run together, as an engine would, on a clock that the test moves.
struct RecordedRun {
  static let person = Person(name: "anna", uid: 1000, machine: "nun", terminal: "pts/3")
  static let second: Int64 = 1_000_000_000

  private(set) var records: [Record] = []
  private(set) var now = Moment(utc: 1_795_348_800 * RecordedRun.second, boot: 77 * second)

  /// Lets time pass, in seconds.
  mutating func pass(_ seconds: Double) {
    now = now.advanced(by: Int64(seconds * Double(RecordedRun.second)))
  }

  @discardableResult
  mutating func add(_ body: RecordBody) -> Record {
    let number = Int64(records.count) + 1
    let record = Record(
      sequence: number, run: "move_site-q3kd7mzx5vptw2ha", epoch: 1, moment: now, bootID: "b1",
      previousHash: String(repeating: "0", count: 64),
      hash: String(repeating: String(number % 10), count: 64), body: body)
    records.append(record)
    return record
  }

  mutating func open() {
    add(
      .runOpened(
        RunOpened(
          language: 1, tool: "0.1.0", runbook: "move_site", title: "Move the site",
          file: "move-site.stile", person: RecordedRun.person, revision: "3f9c")))
    lease(.start)
  }

  mutating func lease(_ reason: LeaseTaken.Reason) {
    add(
      .leaseTaken(
        LeaseTaken(
          epoch: 1, nonce: "n", person: RecordedRun.person, process: 4711, reason: reason)))
  }

  mutating func start(
    _ key: String, _ title: String, kind: ItemReached.Kind = .step, on host: String? = nil,
    tags: [String] = [], tryNumber: Int64 = 1, family: String? = nil
  ) {
    add(
      .itemStarted(
        ItemStarted(
          item: attempted(key, tryNumber), family: family ?? key, kind: kind, title: title,
          tags: tags,
          stages: [], host: host, continues: false)))
  }

  mutating func end(
    _ key: String, _ status: ItemStatus = .done, failure: FailureNote? = nil, by: String? = nil,
    evidence: String? = nil, tryNumber: Int64 = 1
  ) {
    add(
      .itemEnded(
        ItemEnded(
          item: attempted(key, tryNumber), status: status, failure: failure, by: by,
          evidence: evidence)))
  }

  /// An undo block that stands before the act to come.
  @discardableResult
  mutating func arm(_ key: String, _ kind: PendingArm.Kind? = nil) -> Int64 {
    let block = PendingArm.Kind.block(
      UndoReference(declaration: "permissions.freeze", ordinal: 0),
      captures: [DatumField("tree", .path(Array("/srv/site".utf8)))],
      seat: SeatValue(host: HostValue(name: "old")))
    return add(
      .undoArmed(
        UndoArmed(
          item: attempted(key, 1), name: "\(key)#1.1/0:u1",
          arm: PendingArm(kind: kind ?? block, isOfItem: false), revision: "3f9c"))
    ).sequence
  }

  /// The intention of a command; returns the attempt.
  @discardableResult
  mutating func intend(_ key: String, _ rendering: String, on host: String = "old") -> String {
    add(
      .actIntended(
        ActIntended(
          name: "\(key)#1.1/0:1", effectClass: .claimed, digest: "d", rendering: rendering,
          host: host, within: nil))
    ).attempt
  }

  mutating func exit(_ key: String, _ attempt: String, _ status: Int64 = 0, stdout: String = "") {
    let output = CommandOutput(
      status: status, stdout: Array(stdout.utf8), stderr: [], isCut: false)
    add(
      .actEnded(
        ActEnded(
          attempt: attempt, name: "\(key)#1.1/0:1", outcome: .exited(output), source: .reply)))
  }

  /// A mail in the outbox.
  mutating func post(_ key: String, to address: String, subject: String? = nil) {
    add(
      .outboxAdded(
        OutboxAdded(
          name: "\(key)#1.1/0:1",
          message: Message(
            id: "\(address)@run",
            channel: .record(
              "Channel",
              [
                DatumField("kind", .string("mail")), DatumField("address", .string(address)),
              ]), subject: subject, body: "hello"), isRequired: false)))
  }

  /// A try of it; one that failed is followed by another in a minute.
  mutating func send(to address: String, _ number: Int64 = 1, problem: String? = nil) {
    let next = problem.map { _ in now.utc + 60 * RecordedRun.second }
    add(
      .outboxTried(
        OutboxTried(message: "\(address)@run", number: number, problem: problem, next: next)))
  }

  mutating func finish(_ verdict: RunEnded.Verdict = .done) {
    add(.runEnded(RunEnded(verdict: verdict, text: "", undelivered: [])))
  }

  private func attempted(_ key: String, _ tryNumber: Int64) -> Attempted {
    Attempted(key: key, generation: 1, tryNumber: tryNumber)
  }
}
