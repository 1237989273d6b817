import StileMachine

/// A question to one address.
struct DNSAsk: Hashable, Sendable {
  let server: ServerAddress
  let name: DNSName
  let type: DNSType
  /// Of a resolver; an authoritative server is asked for what it has itself.
  let isRecursive: Bool
}

/// The answers of one look-up so far, and the questions that it turned out to need.
///
/// A look-up is a plain function over this: it asks for what it needs, in order, and returns nil as
/// long as something is missing. Whoever runs it gets the missing answers and calls it again, until
/// it has all. So it is straight-line code without I/O, and all that can be asked at once is.
struct DNSKnowledge {
  let resolvers: [ServerAddress]
  /// Of authoritative servers.
  let port: UInt16
  /// Whether this machine has a way to an address at all.
  let isRouted: (ServerAddress) -> Bool
  private(set) var missing: [DNSAsk] = []
  private var replies: [DNSAsk: DNSReply] = [:]

  init(
    resolvers: [ServerAddress], port: UInt16,
    isRouted: @escaping (ServerAddress) -> Bool = \.isRouted
  ) {
    self.resolvers = resolvers
    self.port = port
    self.isRouted = isRouted
  }

  /// Takes in an answer to a question of `missing`.
  mutating func learn(_ reply: DNSReply, to ask: DNSAsk) {
    missing.removeAll { $0 == ask }
    replies[ask] = reply
  }

  /// The answer; nil, and noted as missing, where it is not known yet.
  mutating func reply(to ask: DNSAsk) -> DNSReply? {
    if let reply = replies[ask] { return reply }
    if !missing.contains(ask) { missing.append(ask) }
    return nil
  }

  /// Asks an authoritative server.
  mutating func reply(from server: ServerAddress, _ name: DNSName, _ type: DNSType) -> DNSReply? {
    reply(to: DNSAsk(server: server, name: name, type: type, isRecursive: false))
  }

  /// Asks the resolvers, each only if those before it are silent. What they can't find out is a
  /// failure.
  mutating func resolve(_ name: DNSName, _ type: DNSType) throws(Failure) -> DNSMessage? {
    var problem = "there is no resolver"
    for server in resolvers {
      let ask = DNSAsk(server: server, name: name, type: type, isRecursive: true)
      guard let reply = reply(to: ask) else { return nil }
      switch reply.outcome {
      case .silent(let reason): problem = "the resolver \(server) \(reason)"
      case .untrusted(let reason, _): problem = reason
      case .message(let message):
        switch message.resultCode {
        case .noError, .noSuchName: return message
        case let code: problem = "the resolver \(server) answers \(code)"
        }
      }
    }
    throw Failure(.unverified, "the \(type) records of \(name) can't be found out: \(problem)")
  }
}
