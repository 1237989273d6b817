/// A number as JSON writes it.
package enum JSONNumber: Hashable, Sendable {
  /// Without a fraction and an exponent.
  case int(Int64)
  case float(Double)
}

extension JSONReader {
  package mutating func number() throws(JSONProblem) -> JSONNumber {
    skipSpace()
    let start = position
    if next == UInt8(ascii: "-") { advance() }
    let leading = next
    guard try digits() == 1 || leading != UInt8(ascii: "0") else {
      throw problem("a number does not begin with a needless 0")
    }
    var isWhole = true
    if next == UInt8(ascii: ".") {
      isWhole = false
      advance()
      _ = try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      isWhole = false
      advance()
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { advance() }
      _ = try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole {
      guard let value = Int64(text) else {
        throw JSONProblem("`\(text.prefix(40))` does not fit into 64 bits", at: start)
      }
      return .int(value)
    }
    guard let value = Double(text), value.isFinite else {
      throw JSONProblem("`\(text.prefix(40))` is too large for a Float", at: start)
    }
    return .float(value)
  }

  package mutating func int() throws(JSONProblem) -> Int64 {
    if let value = shortInt() { return value }
    if try kind() == .number, case .int(let value) = try number() { return value }
    throw problem("a whole number is due here")
  }

  /// Takes a whole number of at most 18 digits without a sign, as almost all are; nil and nothing
  /// taken for every other value.
  private mutating func shortInt() -> Int64? {
    skipSpace()
    var value: Int64 = 0
    var end = position
    while end < bytes.count, bytes[end] >= UInt8(ascii: "0"), bytes[end] <= UInt8(ascii: "9") {
      guard end - position < 18, value > 0 || end == position else { return nil }
      value = value * 10 + Int64(bytes[end] - UInt8(ascii: "0"))
      end += 1
    }
    guard end > position, end < bytes.count, ![0x2E, 0x45, 0x65].contains(bytes[end]) else {
      return nil
    }
    advance(by: end - position)
    return value
  }

  /// Takes digits, at least one, and says how many.
  private mutating func digits() throws(JSONProblem) -> Int {
    let start = position
    while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { advance() }
    guard position > start else { throw problem("a digit is due here") }
    return position - start
  }

  // MARK: Strings

  package mutating func string() throws(JSONProblem) -> String {
    let start = position
    let raw = try rawString()
    if raw.isPlain { return text(bytes, raw.content) }
    let content = try unescaped(raw.content)
    let text = text(content, 0..<content.count)
    // Making the text has replaced what is not UTF-8, so it differs then.
    guard text.utf8.elementsEqual(content) else {
      throw JSONProblem("a string is not UTF-8", at: start)
    }
    return text
  }

  private func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  /// Takes the next string if it is `known`, a plain text.
  package mutating func take(_ known: String) throws(JSONProblem) -> Bool {
    let start = position
    let raw = try rawString()
    var known = known
    if raw.isPlain, raw.content.count == known.utf8.count,
      known.withUTF8({ comes($0, at: raw.content.lowerBound) })
    {
      return true
    }
    position = start
    return false
  }

  package mutating func skipString() throws(JSONProblem) { _ = try rawString() }

  /// Takes a string and says where its content lies, as written; it is plain if it is ASCII without
  /// escapes.
  package mutating func rawString() throws(JSONProblem) -> (content: Range<Int>, isPlain: Bool) {
    skipSpace()
    guard next == UInt8(ascii: "\"") else { throw problem("a string is due here") }
    let start = position + 1
    var end = start
    var isPlain = true
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "\""):
        position = end + 1
        return (start..<end, isPlain)
      case UInt8(ascii: "\\"):
        isPlain = false
        end += 2
      case 0..<0x20: throw JSONProblem("a control character stands in a string", at: end)
      case let byte:
        isPlain = isPlain && byte < 0x80
        end += 1
      }
    }
    throw JSONProblem("a string does not end", at: start - 1)
  }

  private func unescaped(_ content: Range<Int>) throws(JSONProblem) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var index = content.lowerBound
    while index < content.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      // `rawString` has seen to it that something follows a backslash.
      let letter = bytes[index]
      index += 1
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        let scalar = try escapedScalar(&index, before: content.upperBound)
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      default: throw JSONProblem("this is no escape of JSON", at: index - 2)
      }
    }
    return result
  }

  /// The scalar of one `\u` with four digits, or of two that are a surrogate pair; `index` stands
  /// after the first `\u`.
  private func escapedScalar(_ index: inout Int, before end: Int) throws(JSONProblem)
    -> Unicode.Scalar
  {
    let start = index - 2
    let first = try fourHexDigits(&index, before: end)
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    {
      index += 2
      let second = try fourHexDigits(&index, before: end)
      if second >= 0xDC00, second < 0xE000,
        let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
      {
        return scalar
      }
    }
    throw JSONProblem("half a surrogate pair stands alone", at: start)
  }

  private func fourHexDigits(_ index: inout Int, before end: Int) throws(JSONProblem) -> UInt32 {
    var value: UInt32 = 0
    guard end - index >= 4 else { throw JSONProblem("four hex digits are due here", at: index) }
    for _ in 0..<4 {
      let digit: UInt8
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[index] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[index] - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[index] - UInt8(ascii: "A") + 10
      default: throw JSONProblem("four hex digits are due here", at: index)
      }
      value = (value << 4) + UInt32(digit)
      index += 1
    }
    return value
  }
}
