import Glibc
import StileMachine
import StileSyntax
import Testing

@testable import StileWorld

/// What launches: a shell that a lane may find on a host, or the supervisor of this machine.
struct LaneShell: CustomTestStringConvertible {
  /// Nil for the supervisor.
  let words: [String]?
  var testDescription: String { words?.joined(separator: " ") ?? "the supervisor" }

  static let all = installed + [LaneShell(words: nil)]
  static let installed = [["/bin/dash"], ["/bin/bash", "--posix"], ["/bin/busybox", "ash"]]
    .filter { access($0[0], X_OK) == 0 }
    .map { LaneShell(words: $0) }
}

/// What words and texts mean must not depend on the shell that carries them.
@Suite struct LaneShellTests {
  static let hostile: [String] = [
    "", " ", "'", "''", "\"", "\\", "\\n", "$(touch x)", "`id`", "${HOME}", "a\nb", "\n", "*", "~",
    "-n", "--", "-", "a;b", "a|b", "a&b", "#", "!x", "{a,b}", "x=1", "\u{1}\u{2}\u{7f}", "äöü€😀",
    "%s%n",
    "\\0101", "$'x'", "\t", "\r", "stile_1", "}", "{", ")", "EOF", "\u{81}\u{88}",
  ]

  @Test(arguments: LaneShell.all)
  func `every word arrives as it was, without a shell`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let request = CommandRequest.words(["printf", "%s\\0"] + Self.hostile)
    let output = try rig.ask(.launch(attempt: "00000001-0a", request)).output
    #expect(output.map(Self.words) == Self.hostile)
  }

  @Test(arguments: LaneShell.all)
  func `every word arrives as it was, in a text for sh`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let holes = Self.hostile.indices.map { "\"${stile_\($0 + 1)}\"" }.joined(separator: " ")
    let request = CommandRequest.script(
      "f() { printf '%s\\0' \(holes); }; f; echo $#", Self.hostile)
    let output = try rig.ask(.launch(attempt: "00000001-0a", request)).output
    #expect(output.map(Self.words) == Self.hostile + ["0\n"])
  }

  @Test(arguments: LaneShell.all)
  func `every byte but NUL can stand in a word`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let bytes = (1...255).map { UInt8($0) }
    let command = CommandText(
      form: .words([Array("printf".utf8), Array("%s".utf8), bytes]), rendering: "printf")
    let request = CommandRequest(execution: .run, host: .local, command: command)
    #expect(try rig.ask(.launch(attempt: "00000001-0a", request)).output?.stdout == bytes)
  }

  @Test(arguments: LaneShell.all)
  func `a mebibyte of any bytes goes to standard input`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    var state: UInt32 = 1
    let bytes = (0..<1_048_576).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    let request = CommandRequest.words(["cat"], stdin: .plain(bytes))
    let output = try #require(try rig.ask(.launch(attempt: "00000001-0a", request)).output)
    #expect(output.stdout == bytes)
    #expect(!output.isCut)
    let more = CommandRequest.words(["cat"], stdin: .plain(bytes + [0]))
    guard case .failed = try rig.ask(.launch(attempt: "00000002-0a", more)) else {
      Issue.record("more than a mebibyte was sent")
      return
    }
  }

  @Test(arguments: LaneShell.all)
  func `much output keeps its head and its tail`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let text = "head -c 20000000 /dev/zero | tr '\\0' x; echo end; echo trouble >&2"
    let result = try rig.ask(.launch(attempt: "00000001-0a", .script(text)))
    let output = try #require(result.output)
    #expect(output.status == 0)
    #expect(output.isCut)
    #expect(output.stdout.count > 1_048_576)
    #expect(output.stdout.count < 1_048_576 + 65_536 + 100)
    #expect(output.stdout.suffix(5) == Array("xend\n".utf8))
    #expect(output.stderr == Array("trouble\n".utf8))
  }

  @Test(arguments: LaneShell.all)
  func `one attempt runs once, however often it is launched`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let gate = Gate(rig.folder)
    let request = CommandRequest.script("echo once >>\(gate.ledger); cat \(gate.fifo)")
    let names = (0..<4).map { _ in rig.submit(.launch(attempt: "00000001-0a", request)) }
    var results: [EffectName: WorldResult] = [:]
    var isOpen = false
    while results.count < names.count {
      for completion in rig.world.next(before: Moment.now.advanced(by: 20_000_000)) {
        results[completion.name] = completion.result
      }
      if !isOpen, gate.lines > 0 {
        try gate.open("done\n")
        isOpen = true
      }
    }
    #expect(names.allSatisfy { results[$0]?.stdout == "done\n" })
    #expect(gate.lines == 1)
  }

  @Test(arguments: LaneShell.all)
  func `an attempt that was settled as void never runs`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let gate = Gate(rig.folder)
    #expect(try rig.ask(.settle(attempt: "00000001-0a", .local)).state == .void)
    let late = CommandRequest.script("echo once >>\(gate.ledger)")
    #expect(try rig.ask(.launch(attempt: "00000001-0a", late)).state == .void)
    #expect(gate.lines == 0)
  }

  @Test(arguments: LaneShell.all)
  func `the time limit is enforced on the host`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let request = CommandRequest.script("echo begun; sleep 600; echo ended", within: 300_000_000)
    let result = try rig.ask(.launch(attempt: LaneRig.ownAttempt(), request))
    guard case .attempt(.ended(let output, let wasLate)) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(wasLate)
    #expect(output.status == 143)
    #expect(output.stdout == Array("begun\n".utf8))
  }

  @Test(arguments: LaneShell.installed.prefix(1))
  func `a probe that was stopped does not take the next one with it`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    guard
      case .failed(let failure) = try rig.ask(
        .probe(.words(["sleep", "600"], within: 1_000_000_000)))
    else {
      Issue.record("it was not stopped")
      return
    }
    #expect(failure.kind == .timeout)
    // The limit of the first one kills for good 5 s after it stopped it.
    #expect(try rig.ask(.probe(.script("sleep 6; echo alive"))).stdout == "alive\n")
  }

  @Test(arguments: LaneShell.all)
  func `a daemon that keeps the output open holds nobody up`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let text = "echo begun; (trap '' HUP; exec sleep 20) & echo $! >\(rig.folder)/daemon"
    let result = try rig.ask(.launch(attempt: "00000001-0a", .script(text)), seconds: 10)
    #expect(result.stdout == "begun\n")
    #expect(try rig.ask(.launch(attempt: "00000002-0a", .words(["echo", "on"]))).stdout == "on\n")
    if let daemon = Int32(try SSHServer.read("\(rig.folder)/daemon")) { kill(daemon, SIGKILL) }
  }

  @Test(arguments: LaneShell.all)
  func `nothing that a command prints ends its output`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let fake =
      "\n00000000000000000000000000000000 state ended 0\n\n00000000000000000000000000000000 .\n"
    let request = CommandRequest.words(["printf", "%s", fake])
    #expect(try rig.ask(.launch(attempt: "00000001-0a", request)).stdout == fake)
  }

  @Test(arguments: LaneShell.all)
  func `a command runs in its folder and environment, which end with it`(_ shell: LaneShell) throws
  {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let odd = "\(rig.folder)/-P $(id)\n'"
    mkdir(odd, 0o700)
    let variables = ["d", "i", "k", "R", "PATH_TO_IT"].map {
      CommandRequest.Variable(name: $0, value: .plain(Array("'\($0)'\n\n".utf8)))
    }
    let text = "pwd; printf %s \"$d$i$k$R$PATH_TO_IT\""
    let result = try rig.ask(
      .launch(
        attempt: "00000001-0a", .script(text, environment: variables, directory: odd)))
    #expect(result.stdout == "\(odd)\n'd'\n\n'i'\n\n'k'\n\n'R'\n\n'PATH_TO_IT'\n\n")
    let after = try rig.ask(.probe(.script("printf %s \"${PATH_TO_IT-none}\"")))
    #expect(after.stdout == "none")
  }

  @Test(arguments: LaneShell.all)
  func `a folder that is not there runs nothing`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let gate = Gate(rig.folder)
    let request = CommandRequest.script("echo once >>\(gate.ledger)", directory: "nowhere")
    let output = try rig.ask(.launch(attempt: "00000001-0a", request)).output
    #expect(output?.status != 0)
    #expect(gate.lines == 0)
  }

  @Test(arguments: LaneShell.all)
  func `a text stops at a failure, also of the first part of a pipe`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let plain = try rig.ask(.probe(.script("false; echo on")))
    #expect(plain.output?.status == 1)
    #expect(plain.stdout == "")
    let unset = try rig.ask(.probe(.script("echo $nothing_of_that_name")))
    #expect(unset.output?.status != 0)
    let piped = try rig.ask(.probe(.script("(exit 3) | cat", hasPipe: true)))
    #expect(piped.output?.status == 3)
  }

  /// What stands before each NUL, and what comes after the last one.
  private static func words(_ output: CommandOutput) -> [String] {
    var words = output.stdout.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if words.last == "" { words.removeLast() }
    return words
  }
}
