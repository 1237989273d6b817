import StileMachine

/// What a message says of one name and type, with the chain of CNAMEs that leads there.
struct DNSAnswerSection: Hashable, Sendable {
  /// What an asker gets: the records, or that there are none, for how long.
  let content: DNSAnswer.Content
  /// The chain ends at this name, which the server does not know.
  let dangling: DNSName?

  /// A server that refers to others, refuses or fails says nothing of its own.
  init(_ message: DNSMessage, _ name: DNSName, _ type: DNSType, isAuthoritative: Bool) {
    var dangling: DNSName?
    if message.resultCode != .noError && message.resultCode != .noSuchName {
      content = .silent("answers \(message.resultCode)")
    } else if isAuthoritative && !message.flags.contains(.authoritative) {
      content = .silent("is not authoritative for \(name)")
    } else {
      (content, dangling) = DNSAnswerSection.follow(message, name, type)
    }
    self.dangling = dangling
  }

  private static func follow(
    _ message: DNSMessage, _ name: DNSName, _ type: DNSType
  ) -> (DNSAnswer.Content, DNSName?) {
    var owner = name
    var longest: Int64 = 0
    // A chain that comes back to itself ends after as many links as there are records.
    for link in 0...message.answers.count {
      let records = message.answers.filter {
        $0.owner == owner && $0.recordClass == .internet && $0.type == type
      }
      if !records.isEmpty {
        for record in records { longest = max(longest, Int64(record.ttl)) }
        let values = Set(records.map { DNSRecordData.text($0.data, of: type) })
        return (.records(values.sorted(), ttl: longest), nil)
      }
      let aliases = message.answers.filter { $0.owner == owner && $0.type == .cname }
      var reader = DNSReader(aliases.first?.data ?? [])
      guard let alias = aliases.first, let target = try? reader.readName() else {
        let negative = negativeTTL(message)
        // A server that knows the end of the chain says with its SOA that there is nothing.
        if link > 0, negative == nil, message.resultCode == .noError {
          return (.records(["CNAME \(owner)"], ttl: longest), owner)
        }
        return (.missing(ttl: max(longest, negative ?? 0)), nil)
      }
      longest = max(longest, Int64(alias.ttl))
      owner = target
    }
    return (.silent("gives a chain of names that ends in itself"), nil)
  }

  /// How long "there is none" may be kept: the lesser of the SOA's TTL and its last number (RFC
  /// 2308).
  private static func negativeTTL(_ message: DNSMessage) -> Int64? {
    guard let authority = message.authorities.first(where: { $0.type == .soa }) else { return nil }
    var reader = DNSReader(authority.data, at: max(0, authority.data.count - 4))
    guard let minimum = try? reader.readLong() else { return nil }
    return Int64(min(authority.ttl, minimum))
  }
}

extension DNSReply {
  /// What an authoritative server says, as evidence; a reply without an answer is silence.
  func section(_ name: DNSName, _ type: DNSType) -> DNSAnswerSection? {
    guard case .message(let message) = outcome else { return nil }
    return DNSAnswerSection(message, name, type, isAuthoritative: true)
  }

  func answer(to question: DNSQuestion, _ name: DNSName, _ type: DNSType) -> DNSAnswer {
    let content: DNSAnswer.Content =
      switch outcome {
      case .silent(let reason), .untrusted(let reason, _): .silent(reason)
      case .message(let message):
        DNSAnswerSection(message, name, type, isAuthoritative: true).content
      }
    return DNSAnswer(question: question, content: content, sent: sent, received: received)
  }
}
