import StileCheck
import StileEngine
import StileJournal
import StileMachine
import StileSyntax
import Testing

/// A runbook text, a host, and the journal that has been made durable: what a crash leaves.
final class Rig {
  struct Crash: Error {}

  /// When the process dies, counted from its start.
  enum Fault: Hashable, Sendable, CustomStringConvertible {
    case beforeCommit(Int)
    case afterCommit(Int)
    /// The request never arrives, or arrives and its answer is lost.
    case afterSubmission(Int, isDelivered: Bool)

    var description: String {
      switch self {
      case .beforeCommit(let number): "before commit \(number)"
      case .afterCommit(let number): "after commit \(number)"
      case .afterSubmission(let number, let isDelivered):
        "at submission \(number), \(isDelivered ? "delivered" : "lost")"
      }
    }
  }

  /// Every instant at which a process with so many commits and submissions can die.
  static func faults(commits: Int, submissions: Int) -> [Fault] {
    (1..<commits + 1).flatMap { [Fault.beforeCommit($0), .afterCommit($0)] }
      + (1..<submissions + 1).flatMap {
        [
          Fault.afterSubmission($0, isDelivered: false), .afterSubmission($0, isDelivered: true),
        ]
      }
  }

  let host = ScriptedHost()
  private(set) var journal: [Record] = []
  private(set) var commits = 0
  private(set) var submissions = 0
  var answers: [PersonAnswer] = []
  var notes: [PersonNote] = []
  var hasPeople = false
  var choice: PersonAnswer?
  var refusedAddresses: Set<String> = []
  var problems: [String: [Undelivered]] = [:]
  /// What name servers say: at the observation, and from then on.
  var observed: [DNSAnswer] = []
  var served: [String: String] = [:]
  private(set) var questions: [Question] = []
  private(set) var mostAtOnce = 0
  var interruptedAfter: Int?
  /// The same when so much time has gone by, in nanoseconds.
  var interruptedIn: Int64?
  /// So many questions stay open before the answers come.
  var silentQuestions = 0
  private(set) var delivered: [Message] = []
  /// The texts that the run may go by, by their revisions; it begins with `r`.
  private(set) var texts: [String: CompiledText]
  private(set) var clock = Moment(utc: 1_800_000_000_000_000_000, boot: 5_000_000_000_000)
  private(set) var bootID = "boot-1"
  var isClockSynchronised = false
  /// What people say about waits.
  var waitChanges: [WaitChange] = []

  init(_ text: CompiledText) { texts = ["r": text] }

  /// A rig for the body of a runbook that runs on this machine.
  static func runbook(_ body: String) throws -> Rig {
    Rig(try #require(CompiledText(body: body)))
  }

  var view: RunView { RunView(journal) }
  /// `key: status`, in the order of the items.
  var statuses: [String] {
    view.items.map { "\($0.started.item.key): \($0.ended?.status.rawValue ?? "under way")" }
  }

  /// One process on the run; nil when it dies of the fault.
  func process(_ beginning: RunSetup.Beginning? = nil, dying fault: Fault? = nil) throws -> Verdict?
  {
    let person = Self.person
    let opened = RunOpened(
      language: 1, tool: "test", runbook: "test", title: "test", file: "test.stile",
      person: person, revision: "r")
    let start = RunSetup.Beginning.start(opened, Self.revision("r"))
    let epoch = (view.lease?.epoch ?? 0) + 1
    let setup = RunSetup(
      beginning: beginning ?? (journal.isEmpty ? start : .resume),
      lease: LeaseTaken(
        epoch: epoch, nonce: "n", person: person, process: 1,
        reason: Self.reason(for: beginning)),
      runbook: 0, hosts: [], bootID: bootID, isClockSynchronised: isClockSynchronised,
      hasPeople: hasPeople, presetChoice: choice)
    let chain =
      journal.last.map { Chain(continuing: $0, epoch: epoch, bootID: bootID) }
      ?? Chain(run: "test-run", epoch: epoch, bootID: bootID)
    let run = Run(
      setup: setup, machines: try machines(for: setup.beginning), chain: chain, history: view)
    let world = ScriptedWorld(host: host, at: clock)
    world.answers = answers
    world.notes = notes
    world.waitChanges = waitChanges
    world.refusedAddresses = refusedAddresses
    world.problems = problems
    world.observed = observed
    world.served = served
    world.interruptedAfter = interruptedAfter
    world.interruptedAt = interruptedIn.map { clock.boot + $0 }
    world.silentQuestions = silentQuestions
    if case .afterSubmission(let number, let isDelivered)? = fault {
      world.dies = (number, isDelivered)
    }
    var count = 0
    let driver = Driver(
      run: run, world: world,
      commit: { records in
        count += 1
        if world.isDead || fault == .beforeCommit(count) { throw Crash() }
        self.journal += records.map(\.record)
        if fault == .afterCommit(count) { throw Crash() }
      }, show: { _ in })
    defer {
      clock = world.moment.advanced(by: 1_000_000_000)
      answers = world.answers
      problems = world.problems
      questions += world.questions
      mostAtOnce = max(mostAtOnce, world.mostAtOnce)
      delivered += world.delivered
      commits = count
      submissions = world.submissions
    }
    do {
      return try driver.drive()
    } catch is Crash {
      return nil
    }
  }

  /// Time goes by while no process is there.
  func pass(_ nanoseconds: Int64) { clock = clock.advanced(by: nanoseconds) }

  /// Somebody sets the clock of the day.
  func setClock(by nanoseconds: Int64) {
    clock = Moment(utc: clock.utc + nanoseconds, boot: clock.boot)
  }

  /// The machine starts anew: its boot clock begins again.
  func reboot() {
    bootID += "+"
    clock = Moment(utc: clock.utc, boot: 1_000_000_000)
  }

  private static let person = Person(name: "ada", uid: 1, machine: "here", terminal: nil)

  private static func reason(for beginning: RunSetup.Beginning?) -> LeaseTaken.Reason {
    if case .undo? = beginning { .undo } else { .resume }
  }

  static func revision(
    _ hash: String, _ choices: [EditChoice] = [], _ renamings: [Renaming] = []
  ) -> RevisionAdded {
    RevisionAdded(
      hash: hash, entry: "test.stile", files: [], arguments: [], person: person,
      choices: choices, renamings: renamings)
  }

  /// One process that goes on with another text.
  func adopt(
    _ hash: String, _ text: CompiledText, _ choices: [EditChoice] = [],
    renaming: [Renaming] = [], dying fault: Fault? = nil
  ) throws -> Verdict? {
    texts[hash] = text
    return try process(.adopt(Self.revision(hash, choices, renaming)), dying: fault)
  }

  /// Another text that a process may go by.
  func add(_ hash: String, _ text: CompiledText) { texts[hash] = text }

  private func machines(for beginning: RunSetup.Beginning) throws -> RunMachines {
    var current = view.revision?.hash ?? "r"
    switch beginning {
    case .adopt(let revision), .undo(_, let revision?, _): current = revision.hash
    case .start, .resume, .undo: break
    }
    let earlier = texts.keys.filter { $0 != current }.sorted()
    let all = try ([current] + earlier).enumerated().map { number, hash in
      let text = try #require(texts[hash])
      return RunMachines.Text(
        revision: hash, machine: try Machine(code: text.code, arguments: [:], number: number),
        sources: text.sources, shape: RunbookShape(of: text.program, runbook: 0))
    }
    return RunMachines(current: all[0], earlier: Array(all.dropFirst()))
  }

  /// As if an older copy of the journal had been put in its place.
  func rollBack(before kind: RecordKind) {
    guard let index = journal.lastIndex(where: { $0.body.kind == kind }) else { return }
    journal.removeSubrange(index...)
  }

  /// Resumes, or asks for the undo again, until the run ends or parks by itself.
  func finish(back: Bool = false) throws -> Verdict? {
    for _ in 0..<5 {
      if let verdict = try process(back ? .undo(why: "test") : nil) { return verdict }
    }
    return nil
  }
}

/// A runbook text, checked and compiled once for as many rigs as need it.
struct CompiledText: Sendable {
  let sources: SourceMap
  let program: Program
  let code: Code

  /// The body of a runbook that runs on this machine.
  init?(body: String) {
    let lines = body.split(separator: "\n").map { "  \($0)\n" }.joined()
    let seat = body.contains("`") ? " on local" : ""
    self.init("stile 1\n\nrunbook trial \"Trial\"\(seat) {\n\(lines)}\n")
  }

  init?(_ text: String) {
    let result = Checker.check(
      entry: "test.stile", provider: OneFile(text: text), natives: NativeCallables.all)
    sources = result.sources
    guard let program = result.program else {
      let renderer = DiagnosticRenderer(sources: result.sources, isColoured: false)
      for diagnostic in result.diagnostics { print(renderer.render(diagnostic)) }
      return nil
    }
    self.program = program
    code = Compiler.compile(program, sources: result.sources)
  }
}

private struct OneFile: SourceProvider {
  let text: String

  func file(_ path: String) -> [UInt8]? { Array(text.utf8) }
  /// One probe that observes one name.
  func standardModule(_ name: String) -> [UInt8]? {
    guard name == "dns" else { return nil }
    let text = """
      stile 1
      enum RecordType { CNAME }
      probe observe() -> Observation =
        world.dns_observe(
          names: ["www.example.org"], type: .CNAME, before: 1m, resolver: none, port: 53)
      """
    return Array(text.utf8)
  }
  var standardModuleNames: [String] { ["dns"] }
}
