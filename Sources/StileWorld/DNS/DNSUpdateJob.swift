import StileMachine

/// Carries one update out at a zone's primary, and then looks at what stands there.
///
/// The prerequisite makes a second sending harmless, so a lost answer is no question: it is sent
/// again, and what the primary serves afterwards decides. A class because its connections report to
/// it.
final class DNSUpdateJob {
  private let loop: EventLoop
  private let update: DNSUpdate
  private let primary: ServerAddress
  private let signature: DNSSignature?
  private var connection: DNSConnection?
  private var finish: ((WorldResult) -> Void)?
  private var attempts = 0

  private static let mostAttempts = 3

  init(
    _ update: DNSUpdate, at primary: ServerAddress, signature: DNSSignature?, on loop: EventLoop,
    finish: @escaping (WorldResult) -> Void
  ) {
    self.update = update
    self.primary = primary
    self.signature = signature
    self.loop = loop
    self.finish = finish
    send()
  }

  func cancel() {
    finish = nil
    connection?.cancel()
    connection = nil
  }

  private func send() {
    attempts += 1
    let exchange = DNSExchange(
      update: update.message(id: .random(in: .min ... .max)), signature: signature)
    connection = DNSConnection(exchange, to: primary, on: loop) { [weak self] reply in
      self?.sent(reply)
    }
  }

  private func sent(_ reply: DNSReply) {
    switch reply.outcome {
    case .silent where attempts < DNSUpdateJob.mostAttempts: send()
    case .silent(let reason):
      end(.unreachable("the primary \(primary) \(reason); whether it made the change is not known"))
    case .untrusted(let problem, _): read(after: problem)
    case .message(let message):
      switch message.resultCode {
      case .noError: read(after: nil)
      case let code where code.isFailedPrerequisite: read(after: "")
      case let code: read(after: "it answers \(code)")
      }
    }
  }

  /// `problem`: why the change was not made; empty where something else stood there; nil: it was
  /// made.
  private func read(after problem: String?) {
    let ask = DNSAsk(server: primary, name: update.name, type: update.type, isRecursive: false)
    connection = DNSConnection(ask, on: loop) { [weak self] reply in
      guard let self else { return }
      end(verdict(on: reply, after: problem))
    }
  }

  private func verdict(on reply: DNSReply, after problem: String?) -> WorldResult {
    let records = "the \(update.type) of \(update.name)"
    let served: DNSRecordSet?
    do throws(Failure) {
      served = try DNSRecordSet.served(by: reply, of: primary, update.name, update.type)
    } catch {
      return .unreachable("whether \(records) was changed is not known: \(error.message)")
    }
    if served == update.now { return .value(.none) }
    let details = [
      "there: \(served.text)", "expected: \(update.was.text)", "to be set: \(update.now.text)",
    ]
    let message =
      switch problem {
      case nil: "the primary \(primary) took the change of \(records), but serves something else"
      case "": "\(records) is not changed, because it is not what it was any more"
      case let problem?: "the primary \(primary) refuses to change \(records): \(problem)"
      }
    return .failed(Failure(.world, message, details: details))
  }

  private func end(_ result: WorldResult) {
    let tell = finish
    cancel()
    tell?(result)
  }
}

extension DNSRecordSet? {
  fileprivate var text: String { self?.description ?? "no such record" }
}

extension DNSRecordSet {
  /// What a primary's reply says; silence is a failure.
  static func served(
    by reply: DNSReply, of primary: ServerAddress, _ name: DNSName, _ type: DNSType
  ) throws(Failure) -> DNSRecordSet? {
    guard case .message(let message) = reply.outcome else {
      let question = DNSQuestion(
        server: primary.description, name: name.description, type: type.description)
      throw Failure(.unverified, "the primary " + reply.answer(to: question, name, type).silence)
    }
    let section = DNSAnswerSection(message, name, type, isAuthoritative: true)
    if case .silent(let reason) = section.content {
      throw Failure(.unverified, "the primary \(primary) \(reason)")
    }
    return try served(by: message, name, type)
  }
}
