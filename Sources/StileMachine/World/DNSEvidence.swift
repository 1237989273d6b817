/// What an `Observation` holds for the engine: every answer that was taken, and what nobody asked.
package struct DNSEvidence: Hashable, Sendable {
  /// One for each name and each address of its authoritative servers.
  package let answers: [DNSAnswer]
  /// The longest TTL that the names had in the time before, in nanoseconds: a person's word.
  /// Without it nobody knows what resolvers kept from before the observation.
  package let before: Int64?
  /// The boot that the answers' boot clock counts in.
  package let bootID: String

  package init(answers: [DNSAnswer], before: Int64?, bootID: String) {
    self.answers = answers
    self.before = before
    self.bootID = bootID
  }

  /// The evidence of an `Observation` record; nil where the value is none.
  package init?(observation: Datum) {
    guard case .json(let document)? = observation[field: "evidence"] else { return nil }
    self.init(json: document)
  }
}

extension DNSEvidence {
  package var json: JSON {
    JSON.object([
      JSONMember("boot", .string(bootID)),
      JSONMember("before", before.map { .int($0) } ?? .null),
      JSONMember("answers", .array(answers.map(\.json))),
    ])
  }

  package init?(json: JSON) {
    guard case .object(let members) = json,
      case .string(let bootID)? = members[named: "boot"],
      case .array(let items)? = members[named: "answers"]
    else { return nil }
    switch members[named: "before"] {
    case .int(let nanoseconds)?: before = nanoseconds
    case .null?, nil: before = nil
    default: return nil
    }
    var answers: [DNSAnswer] = []
    for item in items {
      guard let answer = DNSAnswer(json: item) else { return nil }
      answers.append(answer)
    }
    self.answers = answers
    self.bootID = bootID
  }
}

extension DNSAnswer {
  package var json: JSON {
    let outcome: [JSONMember] =
      switch content {
      case .records(let values, let ttl):
        [
          JSONMember("records", .array(values.map { .string($0) })),
          JSONMember("ttl", .int(ttl)),
        ]
      case .missing(let ttl): [JSONMember("missing", .bool(true)), JSONMember("ttl", .int(ttl))]
      case .silent(let reason): [JSONMember("silent", .string(reason))]
      }
    return .object(
      [
        JSONMember("server", .string(question.server)),
        JSONMember("name", .string(question.name)),
        JSONMember("type", .string(question.type)),
        JSONMember("sent", sent.json),
        JSONMember("received", received.json),
      ] + outcome)
  }

  package init?(json: JSON) {
    guard case .object(let members) = json,
      case .string(let server)? = members[named: "server"],
      case .string(let name)? = members[named: "name"],
      case .string(let type)? = members[named: "type"],
      let sent = members[named: "sent"].flatMap(Moment.init(json:)),
      let received = members[named: "received"].flatMap(Moment.init(json:)),
      let content = Content(members: members)
    else { return nil }
    self.init(
      question: DNSQuestion(server: server, name: name, type: type), content: content, sent: sent,
      received: received)
  }
}

extension DNSAnswer.Content {
  fileprivate init?(members: [JSONMember]) {
    if case .string(let reason)? = members[named: "silent"] {
      self = .silent(reason)
      return
    }
    guard case .int(let ttl)? = members[named: "ttl"], ttl >= 0 else { return nil }
    guard case .array(let items)? = members[named: "records"] else {
      guard case .bool(true)? = members[named: "missing"] else { return nil }
      self = .missing(ttl: ttl)
      return
    }
    var values: [String] = []
    for item in items {
      guard case .string(let value) = item else { return nil }
      values.append(value)
    }
    self = .records(values, ttl: ttl)
  }
}

extension Moment {
  fileprivate var json: JSON { .array([.int(utc), .int(boot)]) }

  fileprivate init?(json: JSON) {
    guard case .array(let items) = json, items.count == 2,
      case .int(let utc) = items[0], case .int(let boot) = items[1]
    else { return nil }
    self.init(utc: utc, boot: boot)
  }
}

extension [JSONMember] {
  fileprivate subscript(named name: String) -> JSON? { first { $0.name == name }?.value }
}
