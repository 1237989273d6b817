import StileMachine
import StileSyntax
import Testing

@testable import StileWorld

/// What is sent to a lane and what comes back, without a lane.
@Suite struct LaneTextTests {
  @Test func `a reply is the same wherever the stream is cut`() {
    let stream = Array("Welcome!\n\nt0 state ended 0\n\nt0 out\nx\n\nt1 .\n\nt0\n\n\nt0 .\n".utf8)
    let parts = [
      ReplyReader.Part(header: "state ended 0", content: []),
      ReplyReader.Part(header: "out", content: Array("x\n\nt1 .\n\nt0\n\n".utf8)),
    ]
    for cut in 0...stream.count {
      for second in cut...stream.count {
        var reader = ReplyReader(token: "t0")
        reader.add(Array(stream[..<cut]))
        reader.add(Array(stream[cut..<second]))
        #expect(!reader.isComplete || second == stream.count)
        reader.add(Array(stream[second...]))
        #expect(reader.isComplete)
        #expect(reader.parts == parts)
      }
    }
  }

  @Test func `no reply can grow without end`() {
    var reader = ReplyReader(token: "t0")
    let much = Array(repeating: UInt8(ascii: "x"), count: 1_048_577)
    for _ in 0..<16 { reader.add(much) }
    #expect(reader.isTooLong)
  }

  @Test(arguments: [
    "", "state", "state ended", "state ended x", "state ended 99999999999999999999", "state odd",
  ])
  func `a state that makes no sense is none`(_ header: String) {
    #expect(LaneReply(parts: [ReplyReader.Part(header: header, content: [])]).attempt == nil)
  }

  @Test(arguments: ["", "bound", "bound a b c", "bound b x 1 m sh root /r", "odd", "state void"])
  func `a hello that makes no sense is a refusal`(_ header: String) {
    let reply = LaneReply(parts: [ReplyReader.Part(header: header, content: [])])
    guard case .refused = reply.hello else {
      Issue.record("\(reply.hello)")
      return
    }
  }

  @Test func `a base folder with spaces is read whole`() {
    let header = "bound boot 12 34 none none root /home/a  b/.stile"
    let content = Array("00000001-0a 00000001-0a.rc 00000001-0a.out\n".utf8)
    let reply = LaneReply(parts: [ReplyReader.Part(header: header, content: content)])
    guard case .bound(let bound) = reply.hello else {
      Issue.record("\(reply.hello)")
      return
    }
    #expect(bound.base == "/home/a  b/.stile")
    #expect(bound.machineID == nil)
    #expect(bound.claims == ["00000001-0a"])
  }

  @Test func `a request is one brace group, and forgets what it was given`() throws {
    let launch = try Launch(
      .words(
        ["cat", "it's"], stdin: .plain(Array("a b".utf8)),
        environment: [.init(name: "A", value: .plain([0x27]))], directory: "-x", within: 1),
      isProbe: false, pipeShell: "none", vault: SecretVault([:]))
    let request = try LaneRequest.launch(attempt: "00000001-0a", launch).encoded(token: "t0")
    #expect(
      String(decoding: request, as: UTF8.self) == #"""
        { k=t0 u= i=00000001-0a w=1 f=1 m=1
        feed() {
        :
        printf 'a\040b'
        }
        given() {
        : && cd -- './-x' && export A=''\'''
        }
        launch 'cat' 'it'\''s'
        given() { :; }
        feed() { :; }
        }

        """#)
  }

  @Test func `all that belongs to another user's command is in their shell's input`() throws {
    let request = CommandRequest(
      execution: .run, host: HostValue(name: "far"),
      command: CommandText(
        form: .words([Array("cat".utf8), Array("it's".utf8)]), rendering: "cat"),
      user: "anna", directory: Array("/tmp".utf8), stdin: .plain(Array("a b".utf8)),
      environment: [.init(name: "A", value: .plain([0x27]))])
    let launch = try Launch(request, isProbe: false, pipeShell: "sh", vault: SecretVault([:]))
    let inside = try launch.insideShellOfUser(attempt: "00000001-0a")
    #expect(inside.words == [Array("sh".utf8)])
    #expect(inside.directory == nil && inside.environment.isEmpty)
    #expect(
      inside.stdin.map { String(decoding: $0, as: UTF8.self) } == #"""
        cd 2>/dev/null || cd /
        export STILE_ATTEMPT=00000001-0a
        cd -- '/tmp' || exit
        export A=''\'''
        { :
        printf 'a\040b'
        } | exec 'cat' 'it'\''s'

        """#)
  }

  @Test func `a text's holes are variables that nothing in it can change`() throws {
    let launch = try Launch(
      .script("a | b", ["x", "y"], hasPipe: true), isProbe: true, pipeShell: "/usr/bin/bash",
      vault: SecretVault([:]))
    let prelude = """
      set -eu; set -o pipefail
      readonly stile_1="${1}" stile_2="${2}"
      set --

      """
    #expect(
      launch.words.map { String(decoding: $0, as: UTF8.self) } == [
        "/usr/bin/bash", "--posix", "-c", prelude + "a | b", "sh", "x", "y",
      ])
  }

  @Test(arguments: [
    ["a\0b"], ["-x"], [""], [], ["echo", String(repeating: "x", count: 131_072)],
  ])
  func `words that can't be given to a command are refused`(_ words: [String]) {
    #expect(throws: Failure.self) {
      let launch = try Launch(
        .words(words), isProbe: false, pipeShell: "sh", vault: SecretVault([:]))
      _ = try LaneRequest.launch(attempt: "00000001-0a", launch).encoded(token: "t0")
    }
  }

  @Test(arguments: ["", "a b", "1a", "A-B", "A=", "STILE_ATTEMPT", "ä"])
  func `a name that is no variable's is refused`(_ name: String) {
    #expect(throws: Failure.self) {
      try Launch(
        .words(["env"], environment: [.init(name: name, value: .plain([]))]), isProbe: false,
        pipeShell: "sh", vault: SecretVault([:]))
    }
  }

  @Test(arguments: ["../x", "a b", "a;b", "", "$(x)"])
  func `an attempt's id is a plain file name`(_ attempt: String) {
    #expect(throws: Failure.self) {
      try LaneRequest.settle(attempt: attempt).encoded(token: "t0")
    }
  }

  @Test func `a vault never describes what it holds`() {
    let vault = SecretVault(["a": Array("hunter2".utf8)])
    var dumped = ""
    dump(vault, to: &dumped)
    #expect(!"\(vault) \(String(reflecting: vault)) \(dumped)".contains("hunter2"))
  }
}
