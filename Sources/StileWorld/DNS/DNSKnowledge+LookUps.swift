import StileMachine

extension DNSKnowledge {
  /// What each address of each authoritative server of `name` says; over a chain of CNAMEs that
  /// leaves the zone with the longest TTL of all its links.
  mutating func authoritative(
    _ name: DNSName, _ type: DNSType, sparing spared: Set<DNSName> = [], depth: Int = 0
  ) throws(Failure) -> [(answer: DNSAnswer, dangling: DNSName?)]? {
    guard depth < 8 else {
      throw Failure(.unverified, "the chain of names that leads to \(name) is too long")
    }
    guard let servers = try servers(of: name, sparing: spared) else { return nil }
    var answers: [(answer: DNSAnswer, dangling: DNSName?)] = []
    var isComplete = true
    for server in servers {
      guard let reply = reply(from: server, name, type) else {
        isComplete = false
        continue
      }
      let question = DNSQuestion(
        server: server.description, name: name.description, type: type.description)
      answers.append((reply.answer(to: question, name, type), reply.section(name, type)?.dangling))
    }
    return isComplete ? answers : nil
  }

  /// The evidence of an observation of one name.
  mutating func observe(
    _ name: DNSName, _ type: DNSType, sparing spared: Set<DNSName>, depth: Int = 0
  ) throws(Failure) -> [DNSAnswer]? {
    guard let answers = try authoritative(name, type, sparing: spared, depth: depth) else {
      return nil
    }
    if answers.allSatisfy({ $0.answer.isSilent }), let first = answers.first {
      throw Failure(
        .unverified, "no server of \(name) can be asked", details: [first.answer.silence])
    }
    var observed: [DNSAnswer] = []
    var isComplete = true
    for (answer, dangling) in answers {
      guard let dangling, case .records(let values, let ttl) = answer.content else {
        observed.append(answer)
        continue
      }
      guard let rest = try observe(dangling, type, sparing: spared, depth: depth + 1) else {
        isComplete = false
        continue
      }
      let longest = rest.map(\.ttl).reduce(ttl, max)
      observed.append(
        DNSAnswer(
          question: answer.question, content: .records(values, ttl: longest), sent: answer.sent,
          received: answer.received))
    }
    return isComplete ? observed : nil
  }

  /// The values that any address of any authoritative server gives, the chain followed to its end.
  /// One that is silent makes it a failure: nobody knows what it would have said.
  mutating func union(
    _ name: DNSName, _ type: DNSType, depth: Int = 0
  ) throws(Failure) -> [String]? {
    guard let answers = try authoritative(name, type, depth: depth) else { return nil }
    if let silent = answers.first(where: { $0.answer.isSilent }) {
      throw Failure(.unverified, silent.answer.silence)
    }
    var union: Set<String> = []
    var isComplete = true
    for (answer, dangling) in answers {
      if let dangling {
        guard let rest = try self.union(dangling, type, depth: depth + 1) else {
          isComplete = false
          continue
        }
        union.formUnion(rest)
      } else if case .records(let values, _) = answer.content {
        union.formUnion(values)
      }
    }
    return isComplete ? union.sorted() : nil
  }

  /// What the resolver says, which may be an old answer that it holds.
  mutating func resolved(_ name: DNSName, _ type: DNSType) throws(Failure) -> [String]? {
    guard let message = try resolve(name, type) else { return nil }
    switch DNSAnswerSection(message, name, type, isAuthoritative: false).content {
    case .records(let values, _): return values
    case .missing: return []
    case .silent(let reason): throw Failure(.unverified, "the resolver \(reason)")
    }
  }
}

extension DNSAnswer {
  var isSilent: Bool {
    if case .silent = content { true } else { false }
  }

  /// Seconds; of a silent server 0.
  var ttl: Int64 {
    switch content {
    case .records(_, let ttl), .missing(let ttl): ttl
    case .silent: 0
    }
  }

  /// `192.0.2.1:53 does not answer`, for one that is silent.
  var silence: String {
    if case .silent(let reason) = content { "\(question.server) \(reason)" } else { "" }
  }
}
