/// One question to one address of an authoritative server, or to a resolver.
package struct DNSQuestion: Hashable, Sendable {
  /// `ADDRESS:PORT`, `[ADDRESS]:PORT` for IPv6.
  package let server: String
  /// Without a final dot, lower case.
  package let name: String
  /// The type's name: `CNAME`, `A` …
  package let type: String

  package init(server: String, name: String, type: String) {
    self.server = server
    self.name = name
    self.type = type
  }
}

/// What one address answered to one question, and when.
package struct DNSAnswer: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// Authoritative records in presentation form, sorted; `ttl` in seconds.
    case records([String], ttl: Int64)
    /// No such name or no such type; `ttl` is the negative TTL in seconds (RFC 2308).
    case missing(ttl: Int64)
    /// No answer, or none that counts (not authoritative, an error): the reason.
    case silent(String)
  }

  package let question: DNSQuestion
  package let content: Content
  package let sent: Moment
  package let received: Moment

  package init(question: DNSQuestion, content: Content, sent: Moment, received: Moment) {
    self.question = question
    self.content = content
    self.sent = sent
    self.received = received
  }
}
