import FoundationEssentials
import Glibc
import StileMachine
import StileSyntax

@testable import StileWorld

/// A real world in a temporary folder of its own, asked one question after the other.
final class LaneRig {
  let folder: String
  let run: String
  let world: RealWorld
  private let ownsFolder: Bool
  private var serial = 0
  private var answers: [EffectName: WorldResult] = [:]

  /// Nobody answers there.
  private struct EmptyDesk: PersonDesk {
    func ask(
      id: String, about: String, _ question: Question,
      answer: @escaping @Sendable (PersonAnswer) -> Void
    ) {}
    func withdraw(id: String) {}
    func show(_ message: Message) {}
  }

  init(
    shell: [String]? = nil, epoch: Int = 1, nonce: String = "nonce",
    secrets: [String: [UInt8]] = [:], timing: LaneTiming = LaneTiming(), folder: String? = nil,
    run: String = "test-run", environment: [String] = LaneRig.environment,
    glimpses: Glimpses? = nil
  ) throws {
    ownsFolder = folder == nil
    self.folder = try folder ?? Self.temporaryFolder()
    self.run = run
    var setting = RealWorld.Setting(
      run: run, runFolder: self.folder, epoch: epoch, nonce: nonce,
      secrets: SecretVault(secrets), environment: environment)
    setting.localShell = shell
    setting.timing = timing
    setting.glimpses = glimpses
    world = RealWorld(setting, loop: try EventLoop(), services: [], people: EmptyDesk())
  }

  deinit {
    world.close()
    if ownsFolder { Self.remove(folder) }
  }

  static var environment: [String] {
    let names: [String] = ["PATH", "HOME", "USER", "LOGNAME", "XDG_RUNTIME_DIR"]
    return names.compactMap { (name: String) -> String? in
      getenv(name).map { "\(name)=\(String(cString: $0))" }
    }
  }

  /// An attempt's id that no other test has. Who stops an attempt kills all that carry its id,
  /// wherever on the machine they are.
  static func ownAttempt() -> String { "00000001-\(LaneToken.fresh().prefix(8))" }

  static func temporaryFolder() throws -> String {
    let path = "/tmp/stile-test-\(LaneToken.fresh().prefix(12))"
    if mkdir(path, 0o700) != 0 { throw SystemFailure("mkdir", code: errno) }
    return path
  }

  /// Removes a folder in which shells may still be clearing up, so that a first try can fail.
  static func remove(_ folder: String) {
    let limit = Moment.now.advanced(by: 5_000_000_000)
    while access(folder, F_OK) == 0, Moment.now.boot < limit.boot {
      try? FileManager.default.removeItem(atPath: folder)
      sched_yield()
    }
  }

  /// Hands a request over; its name.
  @discardableResult
  func submit(_ request: WorldRequest) -> EffectName {
    serial += 1
    let name = EffectName("test:\(serial)")
    world.submit(Submission(name, request))
    return name
  }

  /// Waits for the answer to one request; others that come in between are kept.
  func answer(to name: EffectName, seconds: Int64 = 30) throws -> WorldResult {
    let deadline = Moment.now.advanced(by: seconds * 1_000_000_000)
    while true {
      if let result = answers.removeValue(forKey: name) { return result }
      if Moment.now.boot > deadline.boot { throw Silence() }
      for completion in world.next(before: deadline) {
        answers[completion.name] = completion.result
      }
    }
  }

  struct Silence: Error {}

  func ask(_ request: WorldRequest, seconds: Int64 = 30) throws -> WorldResult {
    try answer(to: submit(request), seconds: seconds)
  }

  /// Lets the loop turn until something holds.
  func turn(seconds: Int64 = 20, until condition: () -> Bool) throws {
    let deadline = Moment.now.advanced(by: seconds * 1_000_000_000)
    while !condition() {
      if Moment.now.boot > deadline.boot { throw Silence() }
      for completion in world.next(before: Moment.now.advanced(by: 5_000_000)) {
        answers[completion.name] = completion.result
      }
    }
  }

  /// Greets a host that must be found bound.
  @discardableResult
  func hello(_ host: HostValue = .local, base: String? = nil) throws -> HostBinding {
    guard case .bound(let binding) = try ask(.hello(HelloRequest(host: host, base: base))) else {
      throw Silence()
    }
    return binding
  }
}

extension CommandRequest {
  /// A command of plain words.
  static func words(
    _ words: [String], on host: HostValue = .local, stdin: Text? = nil,
    environment: [Variable] = [], directory: String? = nil, within: Int64? = nil,
    isOutputRead: Bool = true
  ) -> CommandRequest {
    CommandRequest(
      execution: .run, host: host,
      command: CommandText(form: .words(words.map { Array($0.utf8) }), rendering: words.joined()),
      directory: directory.map { Array($0.utf8) }, stdin: stdin, environment: environment,
      within: within, isOutputRead: isOutputRead)
  }

  /// A command that a shell reads.
  static func script(
    _ text: String, _ arguments: [String] = [], hasPipe: Bool = false,
    on host: HostValue = .local, stdin: Text? = nil, environment: [Variable] = [],
    directory: String? = nil, within: Int64? = nil, isOutputRead: Bool = true
  ) -> CommandRequest {
    CommandRequest(
      execution: .run, host: host,
      command: CommandText(
        form: .script(text, arguments: arguments.map { Array($0.utf8) }, hasPipe: hasPipe),
        rendering: text),
      directory: directory.map { Array($0.utf8) }, stdin: stdin, environment: environment,
      within: within, isOutputRead: isOutputRead)
  }
}

extension WorldResult {
  /// The output of a launch or a probe that ended.
  var output: CommandOutput? {
    switch self {
    case .attempt(.ended(let output, _)), .output(let output): output
    default: nil
    }
  }

  var stdout: String? { output.map { String(decoding: $0.stdout, as: UTF8.self) } }

  var state: AttemptState? {
    if case .attempt(let state) = self { state } else { nil }
  }
}
