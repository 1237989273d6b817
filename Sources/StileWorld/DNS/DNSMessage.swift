/// A message of the DNS protocol (RFC 1035, 4), apart from its bytes.
struct DNSMessage: Hashable, Sendable {
  struct Question: Hashable, Sendable {
    var name: DNSName
    var type: DNSType
    var recordClass = DNSClass.internet
  }

  struct Record: Hashable, Sendable {
    var owner: DNSName
    var type: DNSType
    var recordClass = DNSClass.internet
    /// Seconds.
    var ttl: UInt32
    /// As in the message, but with every name in it written out and in lower case.
    var data: [UInt8]
  }

  /// The bits of the second header word that this runner sets or reads.
  struct Flags: OptionSet, Hashable, Sendable {
    let rawValue: UInt16
    static let response = Flags(rawValue: 0x8000)
    static let authoritative = Flags(rawValue: 0x0400)
    static let truncated = Flags(rawValue: 0x0200)
    static let recursionDesired = Flags(rawValue: 0x0100)
    static let recursionAvailable = Flags(rawValue: 0x0080)
  }

  enum Operation: UInt16, Sendable {
    case query = 0
    case update = 5
  }

  var id: UInt16
  var flags: Flags = []
  /// The number of the operation; `Operation` names those that are sent.
  var operation = Operation.query.rawValue
  var resultCode = DNSResultCode.noError
  var questions: [Question] = []
  var answers: [Record] = []
  var authorities: [Record] = []
  var additionals: [Record] = []

  /// A question with EDNS0, so that an answer of up to 1232 bytes comes by UDP.
  static func query(id: UInt16, _ question: Question, isRecursive: Bool) -> DNSMessage {
    var message = DNSMessage(id: id, flags: isRecursive ? [.recursionDesired] : [])
    message.questions = [question]
    message.additionals = [
      Record(
        owner: .root, type: .opt, recordClass: DNSClass(rawValue: mostBytesByUDP), ttl: 0, data: [])
    ]
    return message
  }

  /// No larger packet is expected to be cut into fragments on its way (DNS flag day 2020).
  static let mostBytesByUDP: UInt16 = 1232

  /// It answers `request`: the same id, the same question, and a response at all.
  func isResponse(to request: DNSMessage) -> Bool {
    id == request.id && flags.contains(.response) && operation == request.operation
      && (questions == request.questions || (questions.isEmpty && resultCode != .noError))
  }
}

/// Bytes that are no message of the DNS, or a text that is no data of its type.
struct DNSMalformed: Error, Hashable, Sendable {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
