import StileMachine

/// One request to one server: what to send when, and what counts as its answer. It does no I/O
/// itself.
struct DNSExchange {
  /// What is to be done next.
  enum Step: Equatable {
    /// Send by UDP from a port of its own and wait so many nanoseconds for `received`.
    case datagram([UInt8], wait: Int64)
    /// Go on waiting: what came was not the answer.
    case listen
    /// Send by TCP, the length first.
    case stream([UInt8], wait: Int64)
    case finished(DNSOutcome)
  }

  private(set) var request: DNSMessage
  private let isStream: Bool
  private let signature: DNSSignature?
  private var requestMAC: [UInt8] = []
  private var attempts = 0
  private var hasLeftUDP = false

  /// The waits for an answer by UDP, in nanoseconds; each sends the request again.
  private static let waits: [Int64] = [1_000_000_000, 2_000_000_000, 3_000_000_000]
  private static let streamWait: Int64 = 8_000_000_000

  /// A question, by UDP unless its answer is too long for that.
  init(_ question: DNSMessage) {
    request = question
    isStream = false
    signature = nil
  }

  /// A change, by TCP, signed where there is a key.
  init(update: DNSMessage, signature: DNSSignature?) {
    request = update
    isStream = true
    self.signature = signature
  }

  mutating func start(at now: Moment) -> Step { isStream ? stream(at: now) : datagram() }

  /// Bytes came by UDP from the address that was asked.
  mutating func received(datagram bytes: [UInt8], at now: Moment) -> Step {
    // Anybody on the way can send to this port: what is no answer to this request is not there.
    guard let message = try? DNSMessage(decoding: bytes), message.isResponse(to: request) else {
      return .listen
    }
    if message.flags.contains(.truncated) { return stream(at: now) }
    if refusesExtension(message) {
      request.additionals.removeAll { $0.type == .opt }
      attempts = 0
      return datagram()
    }
    return .finished(.message(message))
  }

  /// A whole message came by TCP.
  func received(stream bytes: [UInt8], at now: Moment) -> Step {
    guard let message = try? DNSMessage(decoding: bytes), message.isResponse(to: request) else {
      return .finished(.silent("sends something that is no answer"))
    }
    if let problem = signature?.problem(with: bytes, requestMAC: requestMAC, at: now.seconds) {
      return .finished(.untrusted(problem, message.resultCode))
    }
    return .finished(.message(message))
  }

  /// Nothing came within the wait.
  mutating func timedOut() -> Step {
    if isStream || hasLeftUDP { return .finished(.silent("does not answer")) }
    return datagram()
  }

  private mutating func datagram() -> Step {
    guard attempts < DNSExchange.waits.count else { return .finished(.silent("does not answer")) }
    defer { attempts += 1 }
    return .datagram(request.encoded, wait: DNSExchange.waits[attempts])
  }

  private mutating func stream(at now: Moment) -> Step {
    hasLeftUDP = true
    guard let signature else { return .stream(request.encoded, wait: DNSExchange.streamWait) }
    let (bytes, mac) = signature.sign(request, at: now.seconds)
    requestMAC = mac
    return .stream(bytes, wait: DNSExchange.streamWait)
  }

  /// A server from before EDNS0 calls its record a mistake (RFC 6891, 7).
  private func refusesExtension(_ message: DNSMessage) -> Bool {
    [1, 4].contains(message.resultCode.rawValue)
      && request.additionals.contains { $0.type == .opt }
      && !message.additionals.contains { $0.type == .opt }
  }
}

/// How a request to one address ended.
enum DNSOutcome: Hashable, Sendable {
  case message(DNSMessage)
  /// No answer came; the reason, as it goes on after the server's name: `does not answer`.
  case silent(String)
  /// An answer came, but its signature is not right: what is wrong.
  case untrusted(String, DNSResultCode)
}

/// The end of a request, and when its first packet left and its answer arrived.
struct DNSReply: Hashable, Sendable {
  let outcome: DNSOutcome
  let sent: Moment
  let received: Moment
}

extension Moment {
  /// Whole seconds since 1970.
  fileprivate var seconds: UInt64 { UInt64(max(0, utc / .nanosecondsInASecond)) }
}
