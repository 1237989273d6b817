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
    if try kind() == .number, case .int(let value) = try number() { return value }
    throw problem("a whole number is due here")
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
    let (content, hasEscapes) = try rawString()
    let text =
      hasEscapes
      ? String(validating: try unescaped(content), as: UTF8.self)
      : String(validating: bytes[content], as: UTF8.self)
    guard let text else { throw JSONProblem("a string is not UTF-8", at: start) }
    return text
  }

  package mutating func skipString() throws(JSONProblem) { _ = try rawString() }

  /// Takes a string; says where its content lies, as written, and whether that has escapes.
  package mutating func rawString() throws(JSONProblem) -> (Range<Int>, hasEscapes: Bool) {
    skipSpace()
    guard next == UInt8(ascii: "\"") else { throw problem("a string is due here") }
    advance()
    let start = position
    var hasEscapes = false
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return (start..<position - 1, hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        advance(by: 2)
      case 0..<0x20: throw problem("a control character stands in a string")
      default: advance()
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

  /// The scalar of one `\uXXXX`, or of two that are a surrogate pair; `index` stands after the first `\u`.
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
