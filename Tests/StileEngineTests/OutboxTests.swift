import StileEngine
import StileJournal
import StileMachine
import Testing

/// Messages: sent again until they arrive, under one id, beside the run, in virtual time.
@Suite struct OutboxTests {
  private static let second: Int64 = 1_000_000_000

  private static func channel(_ address: String) -> String {
    "Channel(kind: \"test\", address: \"\(address)\", sender: \"\", server: \"\")"
  }

  private static let put = "step put \"Put\" { no undo \"a test\"\n run `put a 1` }"

  private func problems(_ count: Int, isFinal: Bool = false) -> [Undelivered] {
    (0..<count).map { Undelivered("refused \($0 + 1)", isFinal: isFinal) }
  }

  private func tries(_ rig: Rig) -> [OutboxTried] {
    rig.journal.compactMap { if case .outboxTried(let body) = $0.body { body } else { nil } }
  }

  /// When each try ended, in seconds from the first.
  private func moments(_ rig: Rig) -> [Int64] {
    let all = rig.journal.filter { $0.body.kind == .outboxTried }.map(\.moment.boot)
    return all.map { ($0 - (all.first ?? 0)) / Self.second }
  }

  private func undelivered(_ rig: Rig) -> [String]? {
    if case .ended(let ended) = rig.view.state { ended.undelivered } else { nil }
  }

  @Test func `a message is tried again after longer and longer pauses, up to 15 min`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"\nwait 2h")
    rig.problems["ops"] = problems(13)
    #expect(try rig.process() == .done)
    var expected: [Int64] = [0]
    for pause: Int64 in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900] {
      expected.append((expected.last ?? 0) + pause)
    }
    #expect(moments(rig) == expected)
    #expect(rig.delivered.map(\.body) == ["hello"])
    #expect(undelivered(rig) == [])
  }

  @Test func `each try says when the next one is`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"\nwait 1m")
    rig.problems["ops"] = problems(2)
    #expect(try rig.process() == .done)
    let said = tries(rig).map(\.next)
    let utc = rig.journal.filter { $0.body.kind == .outboxTried }.map(\.moment.utc)
    #expect(said == [utc[1], utc[2], nil])
  }

  @Test func `a message that does not arrive never stops the run`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"\n\(Self.put)")
    rig.refusedAddresses = ["ops"]
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["hello: done", "put: done"])
    #expect(undelivered(rig)?.count == 1)
    #expect(moments(rig) == [0, 0, 2, 6, 14], "the end waits for it, but no longer than 30 s")
  }

  @Test func `what is refused for good is not tried again by itself`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"\nwait 1h")
    rig.problems["ops"] = problems(1, isFinal: true)
    #expect(try rig.process() == .done)
    #expect(moments(rig) == [0])
    #expect(undelivered(rig)?.count == 1)
  }

  @Test func `the end of a run tries at once what rests for long`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"\nwait 10m")
    rig.problems["ops"] = problems(10)
    #expect(try rig.process() == .done)
    #expect(moments(rig).last == 600)
    #expect(undelivered(rig) == [])
  }

  @Test func `a resume goes on with the tries, under the same id`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"\nconfirm go \"Go on?\"")
    rig.problems["ops"] = problems(1)
    #expect(try rig.process()?.exitCode == 3)
    #expect(rig.view.undelivered.count == 1)
    rig.hasPeople = true
    rig.answers = [PersonAnswer(word: "yes", text: "", person: "ada", terminal: nil)]
    #expect(try rig.process() == .done)
    #expect(Set(tries(rig).map(\.message)).count == 1)
    #expect(tries(rig).map(\.number) == [1, 2])
    #expect(rig.delivered.count == 1)
  }

  @Test func `a message reaches people before the run parks for their answer`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"\nconfirm go \"Go on?\"")
    rig.host.delays["deliver hello"] = 5 * Self.second
    #expect(try rig.process()?.exitCode == 3)
    #expect(rig.delivered.count == 1)
    #expect(tries(rig).map(\.problem) == [nil])
  }

  @Test func `a run that goes back waits for its messages too`() throws {
    let rig = try Rig.runbook(
      "step put \"Put\" { undo { notify \(Self.channel("ops")) \"back\"\n run `drop a` }\n"
        + "run `put a 1` }")
    #expect(try rig.process() == .done)
    rig.problems["ops"] = problems(2)
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.delivered.map(\.body) == ["back"])
    #expect(undelivered(rig) == [])
  }

  @Test func `somebody who leaves while only messages are waited for ends the run`() throws {
    let rig = try Rig.runbook("notify \(Self.channel("ops")) \"hello\"")
    rig.refusedAddresses = ["ops"]
    rig.interruptedAfter = 2
    #expect(try rig.process() == .done)
    #expect(tries(rig).count == 1)
    #expect(undelivered(rig)?.count == 1)
  }

  // MARK: Required

  private static let required =
    "step tell \"Tell\" { no undo \"a test\"\n run `put a 1`\n"
    + "notify [\(channel("ops")), \(channel("all"))] \"hello\" required }\n"

  @Test func `a required notification is done when it has arrived everywhere`() throws {
    let rig = try Rig.runbook(
      "notify [\(Self.channel("ops")), \(Self.channel("all"))] \"hello\" required\n\(Self.put)")
    rig.problems["all"] = problems(3)
    #expect(try rig.process() == .done)
    let last = try #require(rig.journal.last { $0.body.kind == .outboxTried }?.sequence)
    let put = try #require(rig.journal.first { $0.body.kind == .actIntended }?.sequence)
    #expect(last < put)
    #expect(rig.delivered.count == 2)
  }

  @Test func `one that is refused for good fails, and going on sends what is owed alone`() throws {
    let rig = try Rig.runbook(Self.required)
    rig.problems["all"] = problems(1, isFinal: true)
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.statuses == ["tell: failed"])
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1"], "the command before it is not run again")
    #expect(rig.delivered.count == 2)
    #expect(Set(tries(rig).map(\.message)).count == 2)
  }

  @Test func `one that does not arrive in 15 min fails, not before`() throws {
    let rig = try Rig.runbook(Self.required)
    rig.refusedAddresses = ["all"]
    #expect(try rig.process()?.exitCode == 1)
    let ended = try #require(rig.journal.last { $0.body.kind == .itemEnded }?.moment.boot)
    let first = try #require(rig.journal.first { $0.body.kind == .outboxAdded }?.moment.boot)
    #expect((ended - first) / Self.second == 900)
    guard case .itemEnded(let end)? = rig.journal.last(where: { $0.body.kind == .itemEnded })?.body
    else { return }
    #expect(end.failure?.message == "the notification is required, and has not arrived")
    #expect(end.failure?.details == ["try 10: refused"])
  }

  @Test func `the time of its step bounds it`() throws {
    let rig = try Rig.runbook(
      "step tell \"Tell\" within 1m { no undo \"a test\"\n run `put a 1`\n"
        + "notify \(Self.channel("ops")) \"hello\" required }")
    rig.refusedAddresses = ["ops"]
    #expect(try rig.process()?.exitCode == 1)
    let ended = try #require(rig.journal.last { $0.body.kind == .itemEnded }?.moment.boot)
    let first = try #require(rig.journal.first { $0.body.kind == .outboxAdded }?.moment.boot)
    #expect((ended - first) / Self.second == 60)
  }

  @Test func `killed anywhere, each message has one id and arrives`() throws {
    let body =
      "notify [\(Self.channel("ops")), \(Self.channel("all"))] \"first\"\n"
      + Self.required + "notify \(Self.channel("ops")) \"last\""
    let whole = try Rig.runbook(body)
    whole.problems["ops"] = problems(1)
    #expect(try whole.process() == .done)
    var places = 0
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try Rig.runbook(body)
      rig.problems["ops"] = problems(1)
      let verdict = try rig.process(dying: fault) ?? rig.finish()
      #expect(verdict == .done, "\(fault)")
      #expect(rig.view.outbox.count == 5, "\(fault)")
      #expect(Set(rig.delivered.map(\.id)).count == 5, "\(fault)")
      #expect(rig.view.undelivered.isEmpty, "\(fault)")
      #expect(rig.host.ledger == ["put a 1"], "\(fault)")
      places += 1
    }
    #expect(places >= 20)
  }
}
