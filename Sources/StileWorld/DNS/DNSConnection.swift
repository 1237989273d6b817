import Glibc
import StileMachine

/// Carries out one `DNSExchange` on the event loop, over sockets of its own.
///
/// A class because the loop's handlers refer to it; it lives until it has finished or is cancelled.
final class DNSConnection {
  private let loop: EventLoop
  private let server: ServerAddress
  private var exchange: DNSExchange
  private var finish: ((DNSReply) -> Void)?
  private var socket: Descriptor?
  private var timer: TimerID?
  private var isStream = false
  private var outgoing: ArraySlice<UInt8> = []
  private var incoming: [UInt8] = []
  private let sent = Moment.now

  init(
    _ exchange: DNSExchange, to server: ServerAddress, on loop: EventLoop,
    finish: @escaping (DNSReply) -> Void
  ) {
    self.exchange = exchange
    self.server = server
    self.loop = loop
    self.finish = finish
    perform(self.exchange.start(at: sent))
  }

  /// Gives up: nobody hears of it.
  func cancel() {
    finish = nil
    close()
  }

  private func perform(_ step: DNSExchange.Step) {
    switch step {
    case .listen: return
    case .datagram(let bytes, let wait):
      // The same socket: an answer to the packet before is an answer too.
      if socket == nil || isStream { open(asStream: false) }
      outgoing = bytes[...]
      schedule(wait)
      if socket != nil, !isStream { sendDatagram() }
    case .stream(let bytes, let wait):
      open(asStream: true)
      outgoing = [UInt8(bytes.count >> 8 & 0xff), UInt8(bytes.count & 0xff)] + bytes
      incoming = []
      schedule(wait)
    case .finished(let outcome): end(outcome)
    }
  }

  private func end(_ outcome: DNSOutcome) {
    close()
    let tell = finish
    finish = nil
    tell?(DNSReply(outcome: outcome, sent: sent, received: .now))
  }

  private func schedule(_ wait: Int64) {
    if let timer { loop.cancel(timer) }
    timer = loop.schedule(after: wait) { [self] in
      timer = nil
      perform(exchange.timedOut())
    }
  }

  private func close() {
    if let timer { loop.cancel(timer) }
    timer = nil
    closeSocket()
  }

  private func closeSocket() {
    if let number = socket?.number { loop.unwatch(number) }
    socket = nil
  }

  private func open(asStream: Bool) {
    closeSocket()
    isStream = asStream
    let kind = (asStream ? SOCK_STREAM : SOCK_DGRAM).rawValue
    let flags = SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let number = Glibc.socket(server.isIPv6 ? AF_INET6 : AF_INET, Int32(kind | flags), 0)
    guard number >= 0 else { return fail(errno) }
    socket = Descriptor(owning: number)
    let result = server.withSocketAddress { Glibc.connect(number, $0, $1) }
    guard result == 0 || errno == EINPROGRESS else { return fail(errno) }
    do {
      try loop.watch(number, for: asStream ? .writable : .readable) { [self] _ in ready() }
    } catch {
      fail(error.code)
    }
  }

  private func fail(_ code: Int32) {
    let reason =
      switch code {
      case ECONNREFUSED: "refuses the connection"
      case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT: "can't be reached from here"
      default: "can't be asked (\(SystemFailure("socket", code: code)))"
      }
    // Not at once: who submits a request is not called back before it returns.
    closeSocket()
    if let timer { loop.cancel(timer) }
    timer = loop.schedule(after: 0) { [self] in
      timer = nil
      end(.silent(reason))
    }
  }

  private func sendDatagram() {
    guard let number = socket?.number else { return }
    let count = outgoing.withUnsafeBytes {
      Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    // A full buffer is a lost packet: the next attempt sends it again.
    if count < 0, errno != EAGAIN, errno != EINTR { fail(errno) }
  }

  private func ready() {
    guard let number = socket?.number else { return }
    if isStream, !outgoing.isEmpty { return writeStream(number) }
    var count = 0
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { room, filled in
      count = Glibc.recv(number, room.baseAddress, room.count, 0)
      code = errno
      filled = max(0, count)
    }
    if count < 0 {
      if code != EAGAIN && code != EINTR { fail(code) }
      return
    }
    isStream ? took(stream: bytes) : perform(exchange.received(datagram: bytes, at: .now))
  }

  private func writeStream(_ number: Int32) {
    var code: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(number, SOL_SOCKET, SO_ERROR, &code, &length)
    guard code == 0 else { return fail(code) }
    let count = outgoing.withUnsafeBytes {
      Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard count >= 0 else {
      if errno != EAGAIN && errno != EINTR { fail(errno) }
      return
    }
    outgoing = outgoing.dropFirst(count)
    if outgoing.isEmpty { loop.change(number, to: .readable) }
  }

  private func took(stream bytes: [UInt8]) {
    guard !bytes.isEmpty else { return end(.silent("closed the connection")) }
    incoming += bytes
    guard incoming.count >= 2 else { return }
    let length = Int(incoming[0]) << 8 | Int(incoming[1])
    guard incoming.count >= 2 + length else { return }
    perform(exchange.received(stream: Array(incoming[2..<(2 + length)]), at: .now))
  }
}
