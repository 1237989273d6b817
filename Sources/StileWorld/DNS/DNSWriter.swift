/// Writes a message's bytes, pointing back to names that stand there already.
struct DNSWriter {
  private(set) var bytes: [UInt8] = []
  private var places: [DNSName: Int] = [:]

  mutating func write(_ value: UInt8) { bytes.append(value) }

  mutating func write(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func write(_ value: UInt32) {
    write(UInt16(truncatingIfNeeded: value >> 16))
    write(UInt16(truncatingIfNeeded: value))
  }

  mutating func write(_ value: [UInt8]) { bytes += value }

  /// A name in full: inside data, and wherever a signature is computed.
  mutating func writeUncompressed(_ name: DNSName) {
    for label in name.labels {
      write(UInt8(truncatingIfNeeded: label.count))
      bytes += label
    }
    bytes.append(0)
  }

  mutating func write(_ name: DNSName) {
    var rest = name
    while let parent = rest.parent, let label = rest.labels.first {
      if let place = places[rest] {
        write(0xc000 | UInt16(truncatingIfNeeded: place))
        return
      }
      if bytes.count < 0x4000 { places[rest] = bytes.count }
      write(UInt8(truncatingIfNeeded: label.count))
      bytes += label
      rest = parent
    }
    bytes.append(0)
  }

  mutating func write(_ question: DNSMessage.Question) {
    write(question.name)
    write(question.type.rawValue)
    write(question.recordClass.rawValue)
  }

  mutating func write(_ record: DNSMessage.Record) {
    write(record.owner)
    write(record.type.rawValue)
    write(record.recordClass.rawValue)
    write(record.ttl)
    write(UInt16(truncatingIfNeeded: record.data.count))
    write(record.data)
  }
}

extension DNSMessage {
  /// The message as it travels by UDP; by TCP its length goes before it.
  var encoded: [UInt8] {
    var writer = DNSWriter()
    writer.write(id)
    writer.write(flags.rawValue | (operation & 0xf) << 11 | (resultCode.rawValue & 0xf))
    for count in [questions.count, answers.count, authorities.count, additionals.count] {
      writer.write(UInt16(truncatingIfNeeded: count))
    }
    for question in questions { writer.write(question) }
    for record in answers + authorities + additionals { writer.write(record) }
    return writer.bytes
  }
}
