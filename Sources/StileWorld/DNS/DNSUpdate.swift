import StileMachine

/// A compare-and-set of the records of one name and type (RFC 2136).
struct DNSUpdate {

  let zone: DNSName
  let name: DNSName
  let type: DNSType
  let was: DNSRecordSet?
  let now: DNSRecordSet?

  /// Refuses what would cut the zone off, and what the servers would take without doing it.
  init(
    zone: DNSName, name: DNSName, type: DNSType, was: DNSRecordSet?, now: DNSRecordSet?
  ) throws(Failure) {
    guard name.isWithin(zone) else {
      throw Failure(.value, "\(name) does not belong to the zone \(zone)")
    }
    if type == .soa || (type == .ns && name == zone) {
      throw Failure(.value, "the \(type) records of the zone \(zone) itself are not changed")
    }
    if type == .cname, let now, now.values.count > 1 {
      throw Failure(.value, "\(name) can be a CNAME of one name only")
    }
    self.zone = zone
    self.name = name
    self.type = type
    self.was = was
    self.now = now
  }

  /// The request: what must stand there, what goes, what comes.
  func message(id: UInt16) -> DNSMessage {
    var message = DNSMessage(id: id, operation: DNSMessage.Operation.update.rawValue)
    message.questions = [DNSMessage.Question(name: zone, type: .soa)]
    if let was {
      message.answers = was.data.map { record($0, .internet, ttl: 0) }
    } else {
      message.answers = [record([], .none, ttl: 0)]
    }
    message.authorities = [record([], .any, ttl: 0)]
    if let now {
      message.authorities += now.data.map { record($0, .internet, ttl: now.ttl) }
    }
    return message
  }

  private func record(_ data: [UInt8], _ kind: DNSClass, ttl: UInt32) -> DNSMessage.Record {
    DNSMessage.Record(owner: name, type: type, recordClass: kind, ttl: ttl, data: data)
  }
}

/// All records of one name and type, in the order of their texts.
struct DNSRecordSet: Hashable, Sendable {
  let values: [String]
  let data: [[UInt8]]
  /// Seconds.
  let ttl: UInt32

  /// Reads texts as a script writes them; two spellings of one value are one.
  init(_ texts: [String], type: DNSType, ttl: Int64) throws(Failure) {
    guard !texts.isEmpty else {
      throw Failure(.value, "a set of records is not empty; to take one away there is `dns.remove`")
    }
    guard let seconds = UInt32(exactly: ttl), seconds <= 0x7fff_ffff else {
      throw Failure(.value, "a TTL is from 0 s to 2147483647 s")
    }
    var sorted: [String: [UInt8]] = [:]
    for text in texts {
      do throws(DNSMalformed) {
        let data = try DNSRecordData.data(text, of: type)
        sorted[DNSRecordData.text(data, of: type)] = data
      } catch {
        throw Failure(.value, error.reason)
      }
    }
    values = sorted.keys.sorted()
    data = values.compactMap { sorted[$0] }
    self.ttl = seconds
  }

  /// What a primary serves; nil where there are none.
  static func served(
    by message: DNSMessage, _ name: DNSName, _ type: DNSType
  ) throws(Failure) -> DNSRecordSet? {
    let records = message.answers.filter {
      $0.owner == name && $0.type == type && $0.recordClass == .internet
    }
    guard let ttl = records.map(\.ttl).max() else { return nil }
    return try DNSRecordSet(
      records.map { DNSRecordData.text($0.data, of: type) }, type: type, ttl: Int64(ttl))
  }

  /// `new.example.org (TTL 300 s)`, for messages.
  var description: String { "\(values.joined(separator: ", ")) (TTL \(ttl) s)" }
}
