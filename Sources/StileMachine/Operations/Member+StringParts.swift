import StileCheck

/// Members of strings that take parts out, put some around, or read the text as something else.
///
/// Positions count letters, as `count` does; a part is found by its bytes.
extension Heap {
  func stringPart(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    let text = string(of: values[0])
    switch member {
    case .stringIndexOf:
      return text.around(string(of: values[1])).map { .int(Int64($0.before.count)) } ?? .none
    case .stringBefore: return try optional(text.around(string(of: values[1]))?.before)
    case .stringAfter: return try optional(text.around(string(of: values[1]))?.after)
    case .stringSlice:
      let letters = Array(text)
      return try string(String(letters[Self.range(values[1], values[2], of: letters.count)]))
    case .stringWithoutPrefix:
      let part = Array(string(of: values[1]).utf8)
      return try string(text.utf8.starts(with: part) ? text.droppingFirst(part.count) : text)
    case .stringWithoutSuffix:
      let part = Array(string(of: values[1]).utf8)
      let isThere = text.utf8.reversed().starts(with: part.reversed())
      return try string(isThere ? text.keepingFirst(text.utf8.count - part.count) : text)
    case .stringRepeat: return try string(try repeated(text, values[1]))
    case .stringPadStart: return try string(try padding(text, values) + text)
    case .stringPadEnd: return try string(text + (try padding(text, values)))
    case .stringToFloat:
      return Double(text).flatMap { $0.isFinite ? .float($0) : nil } ?? .none
    case .stringBytes: return try bytes(Array(text.utf8))
    case .stringJson: return try json(try parsed(text))
    default: preconditionFailure("`\(member.rawValue)` takes no part of a String")
    }
  }

  private func optional(_ text: String?) throws(Failure) -> Value {
    guard let text else { return .none }
    return try string(text)
  }

  private func repeated(_ text: String, _ count: Value) throws(Failure) -> String {
    guard case .int(let count) = count, count > 0 else { return "" }
    let (bytes, isOver) = Int64(text.utf8.count).multipliedReportingOverflow(by: count)
    try Limits.check(textBytes: isOver ? .max : Int(bytes))
    return text.isEmpty ? "" : String(repeating: text, count: Int(count))
  }

  /// The letters that are missing up to a width.
  private func padding(_ text: String, _ values: Registers) throws(Failure) -> String {
    let fill = string(of: values[2])
    guard fill.count == 1, case .int(let width) = values[1] else {
      throw Failure(.value, "a text is padded with one letter, not with \(Self.quoted(fill))")
    }
    return try repeated(fill, .int(max(0, width) - min(max(0, width), Int64(text.count))))
  }

  private func parsed(_ text: String) throws(Failure) -> JSON {
    let document: JSON
    do throws(JSONProblem) {
      document = try JSON.parse(Array(text.utf8))
    } catch {
      throw Failure(.value, "the text is no JSON: \(error.message), at byte \(error.offset)")
    }
    try Limits.check(nesting: document.depth)
    return document
  }
}

extension String {
  /// What stands before and behind the first occurrence of a part.
  fileprivate func around(_ part: String) -> (before: String, after: String)? {
    guard let position = Array(utf8).firstRange(of: Array(part.utf8), from: 0) else { return nil }
    return (keepingFirst(position), droppingFirst(position + part.utf8.count))
  }

  fileprivate func keepingFirst(_ count: Int) -> String {
    String(decoding: utf8.prefix(count), as: UTF8.self)
  }

  fileprivate func droppingFirst(_ count: Int) -> String {
    String(decoding: utf8.dropFirst(count), as: UTF8.self)
  }

  /// The host of a checked Url: what stands between `://` and the path, without the port.
  var urlHost: String {
    let rest = utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard rest.count > 2 else { return "" }
    let authority = rest[2].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    if authority.first == UInt8(ascii: "[") {
      let end = authority.firstIndex(of: UInt8(ascii: "]")) ?? authority.endIndex
      return String(decoding: authority[authority.startIndex..<end].dropFirst(), as: UTF8.self)
    }
    return String(decoding: authority.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Two digits a byte.
  var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(count &* 2)
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
