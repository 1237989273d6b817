import FoundationEssentials
import Glibc
import StileMachine
import Testing

@testable import StileWorld

/// What may go wrong between us and a command, and what is then known of it.
@Suite struct LaneFaultTests {
  @Test(arguments: LaneShell.all)
  func `a supervisor that is killed leaves its command dead, not ended`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let gate = Gate(rig.folder)
    let name = rig.submit(
      .launch(
        attempt: "00000001-0a",
        .script("echo once >>\(gate.ledger); cat \(gate.fifo) >\(rig.folder)/result")))
    try rig.turn { gate.lines == 1 }
    let claim = try Claim(at: "\(rig.folder)/local/a/00000001-0a")
    kill(try #require(Int32(claim.process)), SIGKILL)
    #expect(try rig.answer(to: name).state == .dead)
    // The command itself still runs: that is why nobody may say that it did not.
    try gate.open("done\n")
    try rig.turn { (try? SSHServer.read("\(rig.folder)/result")) == "done" }
  }

  @Test func `a claim of another boot is rebooted, also where the numbers are the same`() throws {
    let rig = try LaneRig()
    try rig.hello()
    let gate = Gate(rig.folder)
    let name = rig.submit(
      .launch(attempt: "00000001-0a", .script("echo once >>\(gate.ledger); cat \(gate.fifo)")))
    try rig.turn { gate.lines == 1 }
    let path = "\(rig.folder)/local/a/00000001-0a"
    var claim = try Claim(at: path)
    claim.boot = "another-boot"
    try claim.write(to: path)
    #expect(try rig.ask(.settle(attempt: "00000001-0a", .local)).state == .rebooted)
    try gate.open("")
    _ = try rig.answer(to: name)
  }

  @Test func `a supervisor that only waits to be collected is dead`() throws {
    let rig = try LaneRig()
    let base = try rig.hello().base
    let pipe = try Pipe()
    let supervisor = try ChildProcess(
      "/bin/true", [], environment: [], input: pipe.reading, output: pipe.writing,
      error: pipe.writing)
    var end = pollfd(fd: supervisor.ending.number, events: Int16(POLLIN), revents: 0)
    #expect(poll(&end, 1, 10_000) == 1)
    try Claim(by: supervisor.id).write(to: "\(base)/a/00000001-0a")
    #expect(try rig.ask(.settle(attempt: "00000001-0a", .local)).state == .dead)
  }

  @Test func `a claim that can't be read is unclear, after a second look`() throws {
    var timing = LaneTiming()
    timing.attachPause = 20_000_000
    let rig = try LaneRig(timing: timing)
    let binding = try rig.hello()
    try SSHServer.write("", to: "\(binding.base)/a/00000001-0a")
    #expect(try rig.ask(.settle(attempt: "00000001-0a", .local)).state == .unclear)
  }

  @Test func `a newer runner fences an older one that was there before it`() throws {
    let old = try LaneRig(epoch: 1)
    let base = try old.hello().base
    let gate = Gate(old.folder)
    let new = try LaneRig(epoch: 2, folder: old.folder)
    try new.hello(base: base)
    // The lane of the old one stands; its launch is claimed, and then void.
    let late = CommandRequest.script("echo once >>\(gate.ledger)")
    #expect(try old.ask(.launch(attempt: "00000001-0a", late)).state == .void)
    #expect(gate.lines == 0)
    guard case .fenced = try old.ask(.hello(HelloRequest(host: .local, base: base))) else {
      Issue.record("the old one was let in again")
      return
    }
    #expect(try new.ask(.launch(attempt: "00000002-0a", late)).output?.status == 0)
    #expect(gate.lines == 1)
  }

  @Test(arguments: LaneShell.all)
  func `an older runner starts nothing when a newer one has ended the run`(
    _ shell: LaneShell
  ) throws {
    let old = try LaneRig(shell: shell.words, epoch: 1)
    let base = try old.hello().base
    let gate = Gate(old.folder)
    let new = try LaneRig(epoch: 2, folder: old.folder)
    try new.hello(base: base)
    guard case .done = try new.ask(.bye(.local)) else {
      Issue.record("the newer one can't end it")
      return
    }
    let late = CommandRequest.script("echo once >>\(gate.ledger)")
    #expect(try old.ask(.launch(attempt: "00000001-0a", late)).state == .void)
    #expect(gate.lines == 0)
  }

  @Test func `of two copies of a journal with one epoch one is fenced`() throws {
    let first = try LaneRig(epoch: 7, nonce: "a")
    let base = try first.hello().base
    let second = try LaneRig(epoch: 7, nonce: "b", folder: first.folder)
    guard case .fenced = try second.ask(.hello(HelloRequest(host: .local, base: base))) else {
      Issue.record("both are let in")
      return
    }
    #expect(try first.ask(.launch(attempt: "00000001-0a", .words(["true"]))).output?.status == 0)
  }

  @Test func `a base folder that is gone is noticed, and not made again`() throws {
    let rig = try LaneRig()
    let base = try rig.hello().base
    try FileManager.default.removeItem(atPath: base)
    guard case .refused(let why) = try rig.ask(.hello(HelloRequest(host: .local, base: base)))
    else {
      Issue.record("it was made again")
      return
    }
    #expect(why == "the run's folder \(base) is gone, or can't be made")
  }

  @Test(arguments: LaneShell.installed)
  func `no beginning of a request runs anything`(_ shell: LaneShell) throws {
    let folder = try LaneRig.temporaryFolder()
    defer { LaneRig.remove(folder) }
    mkdir("\(folder)/a", 0o700)
    let identity = LaneIdentity(run: "test-run/local", epoch: 1, nonce: "nonce")
    let hello = try LaneRequest.hello(identity, base: folder).encoded(token: "t0")
    let launch = try Launch(
      .script("echo once >>\(folder)/ledger"), isProbe: false, pipeShell: "sh",
      vault: SecretVault([:]))
    let request = try LaneRequest.launch(attempt: "00000001-0a", launch).encoded(token: "t1")
    // All of it but the newline is all of it.
    for length in stride(from: 0, to: request.count - 2, by: 7) {
      try Self.feed(hello + request.prefix(length), to: shell)
      #expect(access("\(folder)/ledger", F_OK) != 0, "\(length) bytes ran")
      #expect(access("\(folder)/a/00000001-0a", F_OK) != 0, "\(length) bytes made a claim")
    }
    try Self.feed(hello + request, to: shell)
    #expect(access("\(folder)/ledger", F_OK) == 0)
  }

  @Test func `no beginning of a frame runs anything, nor does one that is broken`() throws {
    let folder = try LaneRig.temporaryFolder()
    defer { LaneRig.remove(folder) }
    for path in ["a", "e000001", "e000001/nonce"] { mkdir("\(folder)/\(path)", 0o700) }
    let supervisor = LocalSupervisor(
      base: folder, epoch: 1, nonce: "nonce", bootID: "boot", environment: LaneRig.environment)
    let launch = try Launch(
      .script("echo once >>\(folder)/ledger"), isProbe: false, pipeShell: "sh",
      vault: SecretVault([:]))
    let frame = try LaunchFrame(
      launch, attempt: "00000001-0a", token: "t1", environment: supervisor.environment
    ).bytes
    for length in stride(from: 0, to: frame.count, by: 97) {
      try Self.feed(Array(frame.prefix(length)), to: supervisor)
      var broken = frame
      broken[length] ^= 0x80
      if length < 4 || frame[length] == 0 { try Self.feed(broken, to: supervisor) }
    }
    #expect(access("\(folder)/ledger", F_OK) != 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a") == [])
    try Self.feed(frame, to: supervisor)
    #expect(access("\(folder)/ledger", F_OK) == 0)
  }

  @Test(arguments: LaneShell.all)
  func `a command that is stopped ends, with all that it started`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words)
    try rig.hello()
    let gate = Gate(rig.folder)
    let text = "setsid sleep 600 & echo once >>\(gate.ledger); sleep 600"
    let attempt = LaneRig.ownAttempt()
    let name = rig.submit(.launch(attempt: attempt, .script(text)))
    try rig.turn { gate.lines == 1 }
    let stopped = try rig.ask(.stop(attempt: attempt, .local))
    #expect(stopped.output?.status == 143)
    #expect(try rig.answer(to: name).output?.status == 143)
    let left = Processes.all { Processes.environment($0).contains("STILE_ATTEMPT=\(attempt)") }
    #expect(left == [])
  }

  @Test func `stopping what never started makes it void`() throws {
    let rig = try LaneRig()
    try rig.hello()
    #expect(try rig.ask(.stop(attempt: "00000001-0a", .local)).state == .void)
  }

  @Test func `secrets reach environment and input, and show in no argument`() throws {
    let rig = try LaneRig(secrets: ["main.password": Array("hunter2'x".utf8)])
    try rig.hello()
    let gate = Gate(rig.folder)
    let secret = SecretText(pieces: [.text("p="), .secret("main.password")])
    let request = CommandRequest.script(
      "line=$(cat); echo \"$line $PASSWORD\"; echo once >>\(gate.ledger); cat \(gate.fifo)",
      stdin: .secret(secret), environment: [.init(name: "PASSWORD", value: .secret(secret))])
    let name = rig.submit(.launch(attempt: "00000001-0a", request))
    try rig.turn { gate.lines == 1 }
    let seen = Processes.all { Processes.commandLine($0).contains("hunter2") }
    #expect(seen == [])
    try gate.open("")
    _ = try rig.answer(to: name)
    let unknown = CommandRequest.words(
      ["cat"], stdin: .secret(SecretText(pieces: [.secret("main.other")])))
    guard case .failed(let failure) = try rig.ask(.launch(attempt: "00000002-0a", unknown)) else {
      Issue.record("it was sent without its secret")
      return
    }
    #expect(failure.message == "the secret `main.other` was not fetched")
  }

  @Test func `the end of a run clears its claims and keeps its fence`() throws {
    let rig = try LaneRig()
    let base = try rig.hello().base
    _ = try rig.ask(.launch(attempt: "00000001-0a", .words(["true"])))
    guard case .done = try rig.ask(.bye(.local)) else {
      Issue.record("not done")
      return
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: base).sorted()
    #expect(left == ["closed", "e000001"])
    let again = try rig.hello()
    #expect(again.base == base)
    #expect(access("\(base)/closed", F_OK) != 0)
  }

  @Test func `nobody hears of a request that was cancelled`() throws {
    let rig = try LaneRig()
    try rig.hello()
    let gate = Gate(rig.folder)
    let name = rig.submit(
      .launch(attempt: "00000001-0a", .script("echo once >>\(gate.ledger); cat \(gate.fifo)")))
    try rig.turn { gate.lines == 1 }
    rig.world.cancel(name)
    try gate.open("")
    #expect(try rig.ask(.settle(attempt: "00000001-0a", .local)).state != .void)
    #expect(throws: LaneRig.Silence.self) { try rig.answer(to: name, seconds: 1) }
  }

  /// Gives a shell this input, and waits for its end.
  private static func feed(_ input: [UInt8], to shell: LaneShell) throws {
    let words = try #require(shell.words)
    try feed(input) { pipe, nowhere throws(SystemFailure) in
      try ChildProcess(
        words[0], Array(words.dropFirst()), environment: LaneRig.environment,
        input: pipe.reading, output: nowhere, error: nowhere)
    }
  }

  private static func feed(_ input: [UInt8], to supervisor: LocalSupervisor) throws {
    try feed(input) { pipe, nowhere throws(SystemFailure) in
      try supervisor.fork(input: pipe.reading, output: nowhere, error: nowhere)
    }
  }

  private static func feed(
    _ input: [UInt8],
    to start: (borrowing Pipe, borrowing Descriptor) throws(SystemFailure) -> ChildProcess
  ) throws {
    let pipe = try Pipe()
    let process = try start(pipe, Descriptor(owning: open("/dev/null", O_RDWR | O_CLOEXEC)))
    _ = pipe.writing.write(input[...])
    let writing = pipe.takeWriting()
    _ = consume writing
    _ = process.wait()
  }
}
