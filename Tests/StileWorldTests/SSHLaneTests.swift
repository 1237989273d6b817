import Glibc
import StileMachine
import Testing

@testable import StileWorld

@Suite(.enabled(if: SSHServer.isInstalled, "skipped: there is no sshd here"))
struct SSHLaneTests {
  @Test func `hello over ssh finds login, key and a base in the home`() throws {
    let server = try SSHServer()
    let rig = try LaneRig()
    let binding = try rig.hello(server.host())
    #expect(binding.base == "\(server.folder)/home/.stile/test-run/far")
    #expect(binding.hostKeyPrint?.hasPrefix("SHA256:") == true)
    #expect(binding.address == "127.0.0.1")
    #expect(!binding.login.isEmpty)
  }

  @Test func `exit status 255 is the command's own`() throws {
    let server = try SSHServer()
    let rig = try LaneRig()
    try rig.hello(server.host())
    let result = try rig.ask(
      .launch(attempt: "00000001-0a", .script("exit 255", on: server.host())))
    #expect(result.output?.status == 255)
  }

  @Test func `a host with another key is refused`() throws {
    let server = try SSHServer()
    let other = try SSHServer()
    let rig = try LaneRig()
    let host = server.host(hostKey: other.hostKey)
    guard case .refused(let why) = try rig.ask(.hello(HelloRequest(host: host, base: nil))) else {
      Issue.record("it was let in")
      return
    }
    #expect(why == "Host key verification failed.")
  }

  @Test func `a host that is down is unreachable`() throws {
    let server = try SSHServer()
    server.stop()
    let rig = try LaneRig()
    let result = try rig.ask(.hello(HelloRequest(host: server.host(), base: nil)))
    guard case .unreachable(let why) = result else {
      Issue.record("it was reached")
      return
    }
    #expect(why.hasSuffix("Connection refused"))
  }

  @Test func `the ssh that carries a command is killed, and its status is taken nevertheless`()
    throws
  {
    let server = try SSHServer()
    let rig = try LaneRig()
    try rig.hello(server.host())
    let gate = Gate(server.folder)
    let name = rig.submit(
      .launch(
        attempt: "00000001-0a",
        .script("echo once >>\(gate.ledger); cat \(gate.fifo); exit 7", on: server.host())))
    try rig.turn { gate.lines == 1 }
    for process in Processes.mentioning("\(rig.folder)/sockets") { kill(process, SIGKILL) }
    try gate.open("done\n")
    let result = try rig.answer(to: name)
    #expect(result.output?.status == 7)
    #expect(result.stdout == "done\n")
    #expect(gate.lines == 1)
  }

  @Test func `a host that is silent for a while loses nothing`() throws {
    let server = try SSHServer()
    var timing = LaneTiming()
    timing.firstRetry = 50_000_000
    let rig = try LaneRig(timing: timing)
    try rig.hello(server.host())
    let gate = Gate(server.folder)
    let name = rig.submit(
      .launch(
        attempt: "00000001-0a",
        .script("echo once >>\(gate.ledger); cat \(gate.fifo)", on: server.host())))
    try rig.turn { gate.lines == 1 }
    server.stop()
    for process in Processes.mentioning("\(rig.folder)/sockets") { kill(process, SIGKILL) }
    // The first attempts to come back fail.
    let later = Moment.now.advanced(by: 200_000_000)
    while Moment.now.boot < later.boot { _ = rig.world.next(before: later) }
    try gate.open("done\n")
    try server.start()
    #expect(try rig.answer(to: name).stdout == "done\n")
    #expect(gate.lines == 1)
  }

  @Test func `a host that stays silent is unreachable after the patience for it`() throws {
    let server = try SSHServer()
    var timing = LaneTiming()
    timing.firstRetry = 20_000_000
    timing.patience = 100_000_000
    let rig = try LaneRig(timing: timing)
    try rig.hello(server.host())
    server.stop()
    for process in Processes.mentioning("\(rig.folder)/sockets") { kill(process, SIGKILL) }
    let result = try rig.ask(.launch(attempt: "00000001-0a", .words(["true"], on: server.host())))
    guard case .unreachable = result else {
      Issue.record("\(result)")
      return
    }
  }

  @Test func `several things at once share one connection`() throws {
    let server = try SSHServer()
    let rig = try LaneRig()
    try rig.hello(server.host())
    let gate = Gate(server.folder)
    let first = rig.submit(
      .launch(
        attempt: "00000001-0a",
        .script("echo once >>\(gate.ledger); cat \(gate.fifo)", on: server.host())))
    try rig.turn { gate.lines == 1 }
    #expect(
      try rig.ask(.probe(.words(["echo", "beside"], on: server.host()))).stdout == "beside\n")
    #expect(try rig.ask(.settle(attempt: "00000001-0a", server.host())).state == .alive)
    try gate.open("done\n")
    #expect(try rig.answer(to: first).stdout == "done\n")
  }

  @Test func `the sockets go when the world is closed`() throws {
    let server = try SSHServer()
    let rig = try LaneRig()
    try rig.hello(server.host())
    let link = "\(rig.folder)/sockets"
    #expect(access(link, F_OK) == 0)
    rig.world.close()
    #expect(access(link, F_OK) != 0)
  }

  @Test func `every word arrives as it was on a host, with a text for sh and without`() throws {
    let server = try SSHServer()
    let rig = try LaneRig()
    try rig.hello(server.host())
    let expected = LaneShellTests.hostile.joined(separator: "\0") + "\0"
    let plain = CommandRequest.words(
      ["printf", "%s\\0"] + LaneShellTests.hostile, on: server.host())
    #expect(try rig.ask(.launch(attempt: "00000001-0a", plain)).stdout == expected)
    let holes = LaneShellTests.hostile.indices.map { "\"${stile_\($0 + 1)}\"" }
      .joined(separator: " ")
    let text = CommandRequest.script(
      "printf '%s\\0' \(holes)", LaneShellTests.hostile, on: server.host())
    #expect(try rig.ask(.launch(attempt: "00000002-0a", text)).stdout == expected)
  }

  @Test func `a daemon on a host that keeps the output open holds nobody up`() throws {
    let server = try SSHServer()
    let rig = try LaneRig()
    try rig.hello(server.host())
    let text = "echo begun; (exec sleep 20) & echo $! >\(server.folder)/daemon"
    let result = try rig.ask(
      .launch(attempt: "00000001-0a", .script(text, on: server.host())), seconds: 10)
    #expect(result.stdout == "begun\n")
    let next = CommandRequest.words(["echo", "on"], on: server.host())
    #expect(try rig.ask(.launch(attempt: "00000002-0a", next)).stdout == "on\n")
    if let daemon = Int32(try SSHServer.read("\(server.folder)/daemon")) { kill(daemon, SIGKILL) }
  }

  @Test func `a refusal on the way back tells nothing of what was sent`() throws {
    let server = try SSHServer()
    var timing = LaneTiming()
    timing.firstRetry = 20_000_000
    let rig = try LaneRig(timing: timing)
    let base = try rig.hello(server.host()).base
    let gate = Gate(server.folder)
    let name = rig.submit(
      .launch(
        attempt: "00000001-0a",
        .script("echo once >>\(gate.ledger); cat \(gate.fifo)", on: server.host())))
    try rig.turn { gate.lines == 1 }
    #expect(rename(base, "\(base).moved") == 0)
    for process in Processes.mentioning("\(rig.folder)/sockets") { kill(process, SIGKILL) }
    guard case .unreachable = try rig.answer(to: name) else {
      Issue.record("it was taken for known")
      return
    }
    // The command's supervisor can write down how it ended, and does not linger.
    #expect(rename("\(base).moved", base) == 0)
    try gate.open("")
  }

  @Test func `two hosts with keys of their own are reached side by side`() throws {
    let server = try SSHServer()
    let other = try SSHServer()
    let rig = try LaneRig()
    try rig.hello(server.host("one"))
    try rig.hello(other.host("two"))
    let gate = Gate(server.folder)
    let first = rig.submit(
      .launch(
        attempt: "00000001-0a",
        .script("echo once >>\(gate.ledger); cat \(gate.fifo)", on: server.host("one"))))
    try rig.turn { gate.lines == 1 }
    // The second lane of the first host comes after the first lane of the second one.
    let beside = CommandRequest.words(["echo", "beside"], on: server.host("one"))
    #expect(try rig.ask(.probe(beside)).stdout == "beside\n")
    try rig.hello(other.host("two"))
    try gate.open("")
    #expect(try rig.answer(to: first).output?.status == 0)
  }
}
