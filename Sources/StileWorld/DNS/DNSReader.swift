/// Reads a message's bytes. They come from anybody: nothing in them is believed before it is
/// checked.
struct DNSReader {
  private let bytes: [UInt8]
  private(set) var position: Int

  init(_ bytes: [UInt8], at position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  mutating func readByte() throws(DNSMalformed) -> UInt8 {
    guard bytes.indices.contains(position) else { throw DNSMalformed("it ends too early") }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func readWord() throws(DNSMalformed) -> UInt16 {
    UInt16(try readByte()) << 8 | UInt16(try readByte())
  }

  mutating func readLong() throws(DNSMalformed) -> UInt32 {
    UInt32(try readWord()) << 16 | UInt32(try readWord())
  }

  mutating func readBytes(_ count: Int) throws(DNSMalformed) -> [UInt8] {
    guard count >= 0, count <= bytes.count - position else {
      throw DNSMalformed("it ends too early")
    }
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  /// A name; each pointer must lead further back than the one before, so no chain of them is
  /// endless.
  mutating func readName() throws(DNSMalformed) -> DNSName {
    var labels: [[UInt8]] = []
    var place = self
    var end: Int?
    var bound = position
    while true {
      let length = try place.readByte()
      switch length >> 6 {
      case 0b00 where length == 0:
        position = end ?? place.position
        guard let name = DNSName(labels: labels) else { throw DNSMalformed("a name is too long") }
        return name
      case 0b00:
        labels.append(try place.readBytes(Int(length)))
        guard labels.count < 128 else { throw DNSMalformed("a name is too long") }
      case 0b11:
        let target = Int(length & 0x3f) << 8 | Int(try place.readByte())
        guard target < bound else { throw DNSMalformed("a name points forward") }
        end = end ?? place.position
        bound = target
        place.position = target
      default: throw DNSMalformed("a label of an unknown kind")
      }
    }
  }

  mutating func readQuestion() throws(DNSMalformed) -> DNSMessage.Question {
    DNSMessage.Question(
      name: try readName(), type: DNSType(rawValue: try readWord()),
      recordClass: DNSClass(rawValue: try readWord()))
  }

  mutating func readRecord() throws(DNSMalformed) -> DNSMessage.Record {
    let owner = try readName()
    let type = DNSType(rawValue: try readWord())
    let recordClass = DNSClass(rawValue: try readWord())
    let ttl = try readLong()
    let length = Int(try readWord())
    let end = position + length
    guard end <= bytes.count else { throw DNSMalformed("it ends too early") }
    let data = length == 0 ? [] : try readData(of: type, length: length)
    guard position == end else { throw DNSMalformed("the data of a record has another length") }
    // A TTL with its highest bit set counts as none (RFC 2181, 8); EDNS keeps flags in that place.
    let isTime = type != .opt && ttl > 0x7fff_ffff
    return DNSMessage.Record(
      owner: owner, type: type, recordClass: recordClass, ttl: isTime ? 0 : ttl, data: data)
  }

  /// The data with every name written out; only these types may hold pointers (RFC 3597, 4).
  private mutating func readData(of type: DNSType, length: Int) throws(DNSMalformed) -> [UInt8] {
    var writer = DNSWriter()
    switch type {
    case .cname, .ns, .ptr: writer.writeUncompressed(try readName())
    case .mx:
      writer.write(try readWord())
      writer.writeUncompressed(try readName())
    case .srv:
      writer.write(try readBytes(6))
      writer.writeUncompressed(try readName())
    case .soa:
      writer.writeUncompressed(try readName())
      writer.writeUncompressed(try readName())
      writer.write(try readBytes(20))
    default: writer.write(try readBytes(length))
    }
    return writer.bytes
  }
}

extension DNSMessage {
  /// Takes a message apart; what stands behind its end is not looked at.
  init(decoding bytes: [UInt8]) throws(DNSMalformed) {
    var reader = DNSReader(bytes)
    let id = try reader.readWord()
    let word = try reader.readWord()
    var counts: [Int] = []
    for _ in 0..<4 { counts.append(Int(try reader.readWord())) }
    self.init(
      id: id, flags: Flags(rawValue: word & 0x87b0), operation: word >> 11 & 0xf,
      resultCode: DNSResultCode(rawValue: word & 0xf))
    for _ in 0..<counts[0] { questions.append(try reader.readQuestion()) }
    for _ in 0..<counts[1] { answers.append(try reader.readRecord()) }
    for _ in 0..<counts[2] { authorities.append(try reader.readRecord()) }
    for _ in 0..<counts[3] { additionals.append(try reader.readRecord()) }
    // EDNS0 carries the upper eight bits of the result in the first byte of its TTL (RFC 6891).
    if let option = additionals.first(where: { $0.type == .opt }) {
      let upper = UInt16(truncatingIfNeeded: option.ttl >> 24) << 4
      resultCode = DNSResultCode(rawValue: upper | resultCode.rawValue)
    }
  }
}
