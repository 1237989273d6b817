import StileMachine

/// Runs one look-up over the network: calls its function until nothing is missing (`DNSKnowledge`).
///
/// A class because its connections report to it.
final class DNSLookUp {
  typealias Function = (inout DNSKnowledge) throws(Failure) -> Datum?

  private let loop: EventLoop
  private let function: Function
  private var knowledge: DNSKnowledge
  private var underWay: [DNSAsk: DNSConnection] = [:]
  private var finish: ((Result<Datum, Failure>) -> Void)?

  init(
    _ knowledge: DNSKnowledge, on loop: EventLoop, _ function: @escaping Function,
    finish: @escaping (Result<Datum, Failure>) -> Void
  ) {
    self.knowledge = knowledge
    self.loop = loop
    self.function = function
    self.finish = finish
    advance()
  }

  func cancel() {
    finish = nil
    for connection in underWay.values { connection.cancel() }
    underWay = [:]
  }

  private func advance() {
    do throws(Failure) {
      if let result = try function(&knowledge) { return end(.success(result)) }
    } catch {
      return end(.failure(error))
    }
    precondition(!knowledge.missing.isEmpty, "a look-up that has no result needs an answer")
    for ask in knowledge.missing where underWay[ask] == nil {
      underWay[ask] = DNSConnection(ask, on: loop) { [weak self] reply in self?.took(reply, ask) }
    }
  }

  private func took(_ reply: DNSReply, _ ask: DNSAsk) {
    underWay[ask] = nil
    knowledge.learn(reply, to: ask)
    advance()
  }

  private func end(_ result: Result<Datum, Failure>) {
    let tell = finish
    cancel()
    tell?(result)
  }
}

extension DNSConnection {
  /// A question with an id and a port that nobody can guess.
  convenience init(_ ask: DNSAsk, on loop: EventLoop, finish: @escaping (DNSReply) -> Void) {
    let question = DNSMessage.query(
      id: .random(in: .min ... .max), DNSMessage.Question(name: ask.name, type: ask.type),
      isRecursive: ask.isRecursive)
    self.init(DNSExchange(question), to: ask.server, on: loop, finish: finish)
  }
}
