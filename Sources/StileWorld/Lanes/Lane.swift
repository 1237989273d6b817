import CLinux
import Glibc
import StileMachine

/// One long-lived process, here or on a host, that carries out one request at a time.
///
/// It knows nothing of what the requests mean. A class because the loop's handlers share it.
final class Lane {
  enum Outcome {
    case reply(LaneReply)
    /// The shell is gone, or was given up: what it said last on stderr.
    case lost(String)
  }

  /// What carries the requests out.
  enum Program {
    /// A shell, or what leads to one.
    case shell(path: String, arguments: [String], environment: [String])
    /// The supervisor of this machine's own commands.
    case supervisor(LocalSupervisor)
  }

  private struct Exchange {
    var reader: ReplyReader
    var toSend: ArraySlice<UInt8>
    let limit: TimerID?
    let onHeader: (String) -> Void
    let onOutcome: (Outcome) -> Void
  }

  /// It takes launches only, as frames.
  let isSupervisor: Bool
  private let loop: EventLoop
  private let process: ChildProcess
  /// What makes a shell end by itself; the end of its input does it for the supervisor.
  private let farewell: [UInt8]
  private var input: Descriptor?
  private let output: Descriptor
  private let errors: Descriptor
  private var exchange: Exchange?
  private var isWatchingInput = false
  private(set) var isOpen = true
  /// Everything the shell and its transport said on stderr, capped.
  private(set) var complaints = LaneComplaints()
  /// The process id of the shell, once hello has told it.
  var shell: Int32?
  /// Called once when the lane ends with no request in flight.
  var onEnd: () -> Void = {}

  init(_ program: Program, loop: EventLoop) throws(SystemFailure) {
    self.loop = loop
    let input = try Pipe()
    let output = try Pipe()
    let errors = try Pipe()
    switch program {
    case .shell(let path, let arguments, let environment):
      isSupervisor = false
      farewell = Array("rm -f \"$R/q$me\".*; exit\n".utf8)
      process = try ChildProcess(
        path, arguments, environment: environment, input: input.reading, output: output.writing,
        error: errors.writing)
    case .supervisor(let supervisor):
      isSupervisor = true
      farewell = []
      process = try supervisor.fork(
        input: input.reading, output: output.writing, error: errors.writing)
    }
    self.input = input.takeWriting()
    self.output = output.takeReading()
    self.errors = errors.takeReading()
    for number in [self.input?.number ?? -1, self.output.number, self.errors.number] {
      try SystemFailure.check(stile_set_nonblocking(number), "fcntl")
    }
    // The handlers keep the lane until it ends; its process is collected whenever that ends.
    try loop.watch(self.output.number, for: .readable) { _ in self.readOutput() }
    try loop.watch(self.errors.number, for: .readable) { _ in self.readErrors() }
    try loop.watch(process.ending.number, for: .readable) { _ in self.processEnded() }
  }

  var isIdle: Bool { isOpen && exchange == nil }
  /// The token of the request in flight.
  private(set) var token: String?

  /// Sends one request; `onHeader` hears each header of the reply as it comes. After `limit`
  /// nanoseconds the lane is given up.
  func send(
    _ request: [UInt8], token: String, limit: Int64?,
    onHeader: @escaping (String) -> Void = { _ in }, _ onOutcome: @escaping (Outcome) -> Void
  ) {
    precondition(isIdle, "a lane has one request in flight")
    let timer = limit.map { loop.schedule(after: $0) { [weak self] in self?.giveUp("no answer") } }
    exchange = Exchange(
      reader: ReplyReader(token: token), toSend: request[...], limit: timer, onHeader: onHeader,
      onOutcome: onOutcome)
    self.token = token
    write()
  }

  /// Lets the shell end by itself once it has done what it was asked; what it runs goes on.
  func close() {
    guard isOpen else { return }
    _ = input?.write(farewell[...])
    end("closed")
  }

  /// Ends the lane's program at once; on the host, what it runs goes on.
  func giveUp(_ reason: String) {
    guard isOpen else { return }
    process.end(by: SIGTERM)
    end(reason)
  }

  // MARK: Descriptors

  private func write() {
    guard let request = exchange, !request.toSend.isEmpty else { return watchInput(false) }
    guard let count = input?.write(request.toSend) else { return end(nil) }
    exchange?.toSend = request.toSend.dropFirst(count)
    watchInput(exchange?.toSend.isEmpty == false)
  }

  private func watchInput(_ isWanted: Bool) {
    guard isWanted != isWatchingInput, let number = input?.number else { return }
    isWatchingInput = isWanted
    guard isWanted else { return loop.unwatch(number) }
    do { try loop.watch(number, for: .writable) { _ in self.write() } } catch { end("\(error)") }
  }

  private func readOutput() {
    switch output.read() {
    case .later: return
    case .end: end(nil)
    case .bytes(let bytes):
      guard exchange != nil else { return }
      let before = exchange?.reader.currentHeader
      exchange?.reader.add(bytes)
      guard let reader = exchange?.reader else { return }
      if let header = reader.currentHeader, header != before { exchange?.onHeader(header) }
      if reader.isTooLong { return giveUp("it sent more than a reply may hold") }
      if reader.isComplete { finish(.reply(LaneReply(parts: reader.parts))) }
    }
  }

  private func readErrors() {
    switch errors.read(atMost: 8192) {
    case .later: return
    case .end: loop.unwatch(errors.number)
    case .bytes(let bytes): complaints.add(bytes)
    }
  }

  private func processEnded() {
    loop.unwatch(process.ending.number)
    _ = process.reap()
    guard isOpen else { return }
    // The last words are in the pipes by now.
    while isOpen, case .bytes(let bytes) = output.read() { exchange?.reader.add(bytes) }
    while case .bytes(let bytes) = errors.read() { complaints.add(bytes) }
    if let reader = exchange?.reader, reader.isComplete {
      finish(.reply(LaneReply(parts: reader.parts)))
    }
    end(nil)
  }

  // MARK: Ends

  private func finish(_ outcome: Outcome) {
    guard let ended = exchange else { return }
    exchange = nil
    token = nil
    if let limit = ended.limit { loop.cancel(limit) }
    ended.onOutcome(outcome)
  }

  private func end(_ reason: String?) {
    guard isOpen else { return }
    isOpen = false
    watchInput(false)
    input = nil
    while case .bytes(let bytes) = errors.read() { complaints.add(bytes) }
    for number in [output.number, errors.number, process.ending.number] { loop.unwatch(number) }
    if exchange == nil { onEnd() } else { finish(.lost(reason ?? complaints.summary)) }
    onEnd = {}
  }
}
