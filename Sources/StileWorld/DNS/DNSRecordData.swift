import Glibc

/// A record's data as text, as zone files have it; names without their final dot.
enum DNSRecordData {
  /// The presentation form; data that doesn't fit its type is shown in hexadecimal (RFC 3597).
  static func text(_ data: [UInt8], of type: DNSType) -> String {
    var reader = DNSReader(data)
    if let text = try? text(&reader, type, data), reader.position == data.count { return text }
    let digits = data.map { byte in
      String(byte >> 4, radix: 16) + String(byte & 0xf, radix: 16)
    }
    return (["\\#", String(data.count)] + (data.isEmpty ? [] : [digits.joined()]))
      .joined(separator: " ")
  }

  private static func text(
    _ reader: inout DNSReader, _ type: DNSType, _ data: [UInt8]
  ) throws(DNSMalformed) -> String {
    switch type {
    case .a: return try address(try reader.readBytes(4), AF_INET)
    case .aaaa: return try address(try reader.readBytes(16), AF_INET6)
    case .cname, .ns, .ptr: return try reader.readName().description
    case .mx: return "\(try reader.readWord()) \(try reader.readName())"
    case .srv:
      return "\(try reader.readWord()) \(try reader.readWord()) \(try reader.readWord())"
        + " \(try reader.readName())"
    case .soa:
      var words = [try reader.readName().description, try reader.readName().description]
      for _ in 0..<5 { words.append(String(try reader.readLong())) }
      return words.joined(separator: " ")
    case .txt:
      var words: [String] = []
      while reader.position < data.count {
        words.append(quoted(try reader.readBytes(Int(try reader.readByte()))))
      }
      return words.joined(separator: " ")
    case .caa:
      let flags = try reader.readByte()
      let tag = try reader.readBytes(Int(try reader.readByte()))
      let value = try reader.readBytes(data.count - reader.position)
      return "\(flags) \(PresentationText.escape(tag, special: " \\\"")) \(quoted(value))"
    default: throw DNSMalformed("no text for this type")
    }
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    "\"\(PresentationText.escape(bytes, special: "\\\""))\""
  }

  private static func address(_ bytes: [UInt8], _ family: Int32) throws(DNSMalformed) -> String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else {
      throw DNSMalformed("not an address")
    }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension DNSRecordData {
  /// The data of a text in presentation form, or the reason why it is none of this type.
  static func data(_ text: String, of type: DNSType) throws(DNSMalformed) -> [UInt8] {
    guard let words = PresentationText.words(text) else {
      throw DNSMalformed("`\(text)` has a quote that is not closed")
    }
    var fields = Fields(text: text, type: type, words: words[...])
    var writer = DNSWriter()
    switch type {
    case .a: writer.write(try fields.address(AF_INET, count: 4))
    case .aaaa: writer.write(try fields.address(AF_INET6, count: 16))
    case .cname, .ns, .ptr: writer.writeUncompressed(try fields.name())
    case .mx:
      writer.write(try fields.number(UInt16.self))
      writer.writeUncompressed(try fields.name())
    case .srv:
      for _ in 0..<3 { writer.write(try fields.number(UInt16.self)) }
      writer.writeUncompressed(try fields.name())
    case .soa:
      for _ in 0..<2 { writer.writeUncompressed(try fields.name()) }
      for _ in 0..<5 { writer.write(try fields.number(UInt32.self)) }
    case .txt:
      repeat { writer.write(try fields.shortString()) } while !fields.words.isEmpty
    case .caa:
      writer.write(try fields.number(UInt8.self))
      writer.write(try fields.shortString())
      writer.write(try fields.next())
    default: throw DNSMalformed("records of type \(type) can't be written")
    }
    guard fields.words.isEmpty, writer.bytes.count <= Int(UInt16.max) else { throw fields.misfit }
    return writer.bytes
  }

  /// The words of a text that are not read yet.
  private struct Fields {
    let text: String
    let type: DNSType
    var words: ArraySlice<[UInt8]>

    var misfit: DNSMalformed { DNSMalformed("`\(text)` is no data of a record of type \(type)") }

    mutating func next() throws(DNSMalformed) -> [UInt8] {
      guard let word = words.popFirst() else { throw misfit }
      return word
    }

    mutating func number<Number: FixedWidthInteger>(
      _: Number.Type
    ) throws(DNSMalformed) -> Number {
      guard let number = Number(String(decoding: try next(), as: UTF8.self)) else { throw misfit }
      return number
    }

    /// Names are read from the text again, because an escaped dot is no end of a label.
    mutating func name() throws(DNSMalformed) -> DNSName {
      let index = words.startIndex
      _ = try next()
      let parts = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard parts.indices.contains(index), let name = DNSName(String(parts[index])) else {
        throw misfit
      }
      return name
    }

    mutating func shortString() throws(DNSMalformed) -> [UInt8] {
      let word = try next()
      guard let count = UInt8(exactly: word.count) else { throw misfit }
      return [count] + word
    }

    mutating func address(_ family: Int32, count: Int) throws(DNSMalformed) -> [UInt8] {
      let word = String(decoding: try next(), as: UTF8.self)
      var bytes = [UInt8](repeating: 0, count: count)
      guard inet_pton(family, word, &bytes) == 1 else { throw misfit }
      return bytes
    }
  }
}
