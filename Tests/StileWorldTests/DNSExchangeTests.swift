import StileMachine
import Testing

@testable import StileWorld

/// What is sent when, and what counts as an answer: without a network.
@Suite struct DNSExchangeTests {
  private let now = Moment(utc: 1_800_000_000_000_000_000, boot: 0)
  private let question = DNSMessage.Question(name: DNSName("example.org") ?? .root, type: .a)

  private func answer(_ change: (inout DNSMessage) -> Void = { _ in }) -> [UInt8] {
    var answer = DNSMessage(id: 7, flags: [.response])
    answer.questions = [question]
    change(&answer)
    return answer.encoded
  }

  private func exchange() -> DNSExchange {
    DNSExchange(DNSMessage.query(id: 7, question, isRecursive: false))
  }

  @Test func `a question is sent three times, then its server is silent`() {
    var exchange = exchange()
    var waits: [Int64] = []
    var step = exchange.start(at: now)
    while case .datagram(_, let wait) = step {
      waits.append(wait / 1_000_000_000)
      step = exchange.timedOut()
    }
    #expect(waits == [1, 2, 3])
    #expect(step == .finished(.silent("does not answer")))
  }

  @Test func `what is no answer to it is not there`() {
    var exchange = exchange()
    _ = exchange.start(at: now)
    #expect(exchange.received(datagram: [1, 2, 3], at: now) == .listen)
    #expect(exchange.received(datagram: answer { $0.id = 8 }, at: now) == .listen)
    guard case .finished(.message) = exchange.received(datagram: answer(), at: now) else {
      Issue.record("the right answer is taken")
      return
    }
  }

  @Test func `an answer that is cut is asked for again by TCP`() {
    var exchange = exchange()
    _ = exchange.start(at: now)
    let cut = answer { $0.flags.insert(.truncated) }
    guard case .stream(let bytes, _) = exchange.received(datagram: cut, at: now) else {
      Issue.record("TCP is used")
      return
    }
    #expect(bytes == exchange.request.encoded)
    #expect(exchange.timedOut() == .finished(.silent("does not answer")))
  }

  @Test func `a server from before EDNS is asked without it`() {
    var exchange = exchange()
    _ = exchange.start(at: now)
    let refusal = answer { $0.resultCode = DNSResultCode(rawValue: 1) }
    guard case .datagram(let bytes, _) = exchange.received(datagram: refusal, at: now) else {
      Issue.record("it is asked again")
      return
    }
    #expect((try? DNSMessage(decoding: bytes))?.additionals.isEmpty == true)
    guard case .finished(.message) = exchange.received(datagram: refusal, at: now) else {
      Issue.record("a second refusal is the answer")
      return
    }
  }

  @Test func `an answer to a signed change must be signed`() throws {
    let signature = DNSSignature(key: try #require(DNSName("key")), secret: Array("secret".utf8))
    var exchange = DNSExchange(
      update: DNSMessage(id: 7, operation: 5, questions: [question]), signature: signature)
    guard case .stream(let bytes, _) = exchange.start(at: now) else {
      Issue.record("a change goes by TCP")
      return
    }
    #expect(try DNSMessage(decoding: bytes).additionals.last?.type == .tsig)
    let plain = answer { $0.operation = 5 }
    #expect(
      exchange.received(stream: plain, at: now)
        == .finished(.untrusted("the answer is not signed", .noError)))
  }

  @Test func `a signature is right only for its message, key and time`() throws {
    let key = try #require(DNSName("key"))
    let signature = DNSSignature(key: key, secret: Array("secret".utf8))
    // A signed request is an answer too, but for the MAC of a request, which is empty here; what is
    // covered then begins with its length.
    let (bytes, _) = signature.sign(DNSMessage(id: 7), at: 1000)
    #expect(signature.problem(with: bytes, requestMAC: [1], at: 1000) != nil)
    var changed = bytes
    changed[2] ^= 1
    #expect(signature.problem(with: changed, requestMAC: [], at: 1000) != nil)
  }
}
