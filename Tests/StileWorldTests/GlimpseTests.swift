import FoundationEssentials
import StileMachine
import Testing

@testable import StileWorld

/// What a command writes is seen while it runs, by whoever looks on.
@Suite struct GlimpseTests {
  private static var timing: LaneTiming {
    var timing = LaneTiming()
    timing.firstGlimpse = 20_000_000
    timing.glimpsePause = 20_000_000
    return timing
  }

  /// Where a command runs: in a lane's shell, under this machine's supervisor, over ssh.
  enum Place: CaseIterable {
    case shell
    case supervisor
    case far
  }

  private struct Watched {
    let rig: LaneRig
    let host: HostValue
    let glimpses: Glimpses
    let gate: Gate
    let server: SSHServer?
    let attempt = LaneRig.ownAttempt()

    init(
      _ place: Place, secrets: [String: [UInt8]] = [:], server given: SSHServer? = nil
    ) throws {
      glimpses = Glimpses()
      server = try given ?? (place == .far ? SSHServer() : nil)
      host = server?.host() ?? .local
      rig = try LaneRig(
        shell: place == .shell ? ["/bin/sh"] : nil, secrets: secrets, timing: GlimpseTests.timing,
        glimpses: glimpses)
      gate = Gate(rig.folder)
      try rig.hello(host)
    }

    /// A command that writes and then waits.
    func start(
      _ text: String, isOutputRead: Bool = false, environment: [CommandRequest.Variable] = []
    ) -> EffectName {
      rig.submit(
        .launch(
          attempt: attempt,
          .script(
            "\(text)\necho x >>\(gate.ledger)\ncat \(gate.fifo)", on: host,
            environment: environment, isOutputRead: isOutputRead)))
    }

    var line: String? { glimpses.all[attempt] }
  }

  @Test(arguments: Place.allCases)
  func `the last line that has ended is seen`(_ place: Place) throws {
    let watched = try Watched(place)
    let name = watched.start("echo one; echo two; printf 'thr'")
    try watched.rig.turn { watched.line == "two" }
    try watched.gate.open("ee\n")
    #expect(try watched.rig.answer(to: name).stdout == "one\ntwo\nthree\n")
  }

  @Test func `where code reads the output, what it says on stderr is seen too`() throws {
    let watched = try Watched(.far)
    let name = watched.start("echo 'half of it' >&2", isOutputRead: true)
    try watched.rig.turn { watched.line == "half of it" }
    try watched.gate.open("")
    #expect(try watched.rig.answer(to: name).stdout == "")
  }

  @Test func `what another lane has launched is seen too`() throws {
    let watched = try Watched(.shell)
    let name = watched.start("echo one")
    try watched.rig.turn { watched.gate.lines == 1 }
    let glimpses = Glimpses()
    let second = try LaneRig(
      shell: ["/bin/sh"], timing: Self.timing, folder: watched.rig.folder, glimpses: glimpses)
    try second.hello()
    let again = second.submit(.launch(attempt: watched.attempt, .script("never run")))
    try second.turn { glimpses.all[watched.attempt] == "one" }
    try watched.gate.open("")
    #expect(try second.answer(to: again).stdout == "one\n")
    _ = try watched.rig.answer(to: name)
  }

  @Test func `a host that gives no second lane is not looked at, and suffers nothing`() throws {
    let server = try SSHServer(sessions: 1)
    let watched = try Watched(.far, server: server)
    // Nor a connection of its own: the one that stands goes on.
    server.stop()
    for _ in 0..<5 {
      let name = watched.rig.submit(
        .launch(
          attempt: LaneRig.ownAttempt(), .script("echo one; sleep 0.2; echo two", on: watched.host))
      )
      #expect(try watched.rig.answer(to: name).stdout == "one\ntwo\n")
      let probe = CommandRequest.words(["echo", "here"], on: watched.host)
      #expect(try watched.rig.ask(.probe(probe)).stdout == "here\n")
    }
    #expect(watched.glimpses.all.isEmpty)
  }

  @Test func `a command that was given a secret is not looked at`() throws {
    let watched = try Watched(.shell, secrets: ["key": Array("hunter2-hunter2".utf8)])
    let secret = CommandRequest.Text.secret(SecretText(pieces: [.secret("key")]))
    let name = watched.start("echo shown", environment: [.init(name: "KEY", value: secret)])
    try watched.rig.turn { watched.gate.lines == 1 }
    // As many looks as another command would have had by now.
    for _ in 0..<10 { _ = try watched.rig.ask(.probe(.words(["true"]))) }
    #expect(watched.line == nil)
    try watched.gate.open("")
    _ = try watched.rig.answer(to: name)
  }

  @Test func `an output that shows a secret is not seen`() throws {
    let watched = try Watched(.shell, secrets: ["key": Array("hunter2-hunter2".utf8)])
    let name = watched.start("echo fine; echo 'it is hunter2-''hunter2'; echo fine again")
    try watched.rig.turn { watched.gate.lines == 1 }
    for _ in 0..<10 { _ = try watched.rig.ask(.probe(.words(["true"]))) }
    #expect(watched.line != "fine again")
    try watched.gate.open("")
    _ = try watched.rig.answer(to: name)
  }

  @Test func `where nobody looks on, nothing is asked`() throws {
    let rig = try LaneRig(shell: ["/bin/sh"], timing: Self.timing)
    try rig.hello()
    _ = try rig.ask(.launch(attempt: "00000001-0a", .script("echo one; sleep 0.3")))
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(rig.folder)/local")
    #expect(files.count { $0.hasPrefix("q") && $0.hasSuffix(".o") } == 1)
  }

  @Test(arguments: [
    ("", nil), ("one", nil), ("one\n", "one"), ("one\ntwo", "one"), ("one\n\n \n", "one"),
    ("10%\r20%\r30%", "20%"), ("10%\r20%\r\n", "20%"),
  ])
  func `a line has ended by a new line, or by a return to its start`(
    _ output: String, _ line: String?
  ) {
    #expect(Glimpses.lastLine(of: Array(output.utf8)) == line)
  }

  @Test func `a line that may be cut at its front is none`() {
    let long = Array(repeating: UInt8(ascii: "x"), count: Glimpses.window - 1)
    #expect(Glimpses.lastLine(of: long + [10]) == nil)
    #expect(Glimpses.lastLine(of: long.dropLast(4) + Array("\nab\n".utf8) + [10]) == "ab")
  }
}
