import StileCheck

extension Heap {
  func strings(_ texts: [String]) throws(Failure) -> Value {
    var values: [Value] = []
    for text in texts { values.append(try string(text)) }
    return try list(values)
  }

  /// Texts are searched and cut by bytes, so that letters that only look the same stay apart.
  func stringMember(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    let text = string(of: values[0])
    switch member {
    case .stringCount: return .int(Int64(text.letterCount))
    case .stringIsEmpty: return .bool(text.isEmpty)
    case .stringContains: return .bool(text.position(of: string(of: values[1])) != nil)
    case .stringStartsWith: return .bool(text.utf8.starts(with: string(of: values[1]).utf8))
    case .stringEndsWith:
      return .bool(text.utf8.reversed().starts(with: string(of: values[1]).utf8.reversed()))
    case .stringTrim: return try string(text.trimmed)
    case .stringUpper: return try string(text.uppercased())
    case .stringLower: return try string(text.lowercased())
    case .stringReplace:
      return try string(try text.replacing(string(of: values[1]), with: string(of: values[2])))
    case .stringSplit:
      let separator = string(of: values[1])
      if separator.isEmpty { throw Failure(.value, "a text can't be split at an empty separator") }
      return try strings(text.pieces(between: separator))
    case .stringLines: return try strings(text.lines)
    case .stringWords:
      return try strings(
        text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { String($0) })
    case .stringToInt: return text.strictInt.map { .int($0) } ?? .none
    default: preconditionFailure("`\(member.rawValue)` is no member of a String")
    }
  }

  func outputMember(_ member: BuiltInMember, _ value: Value) throws(Failure) -> Value {
    let stdout = try wholeOutput(of: value).stdout
    switch member {
    case .outputText: return try string(try decodedOutput(stdout))
    case .outputLines: return try strings(try decodedOutput(stdout).lines)
    case .outputLines0:
      var pieces = stdout.split(separator: 0, omittingEmptySubsequences: false)
      // Each line ends with a NUL: behind the last stands nothing.
      if pieces.last?.isEmpty == true { pieces.removeLast() }
      var values: [Value] = []
      for piece in pieces { values.append(try bytes(Array(piece))) }
      return try list(values)
    case .outputJson:
      return try json(try parsedOutput(stdout))
    default: preconditionFailure("`\(member.rawValue)` is no member of an Output")
    }
  }

  private func parsedOutput(_ bytes: [UInt8]) throws(Failure) -> JSON {
    let document: JSON
    do throws(JSONProblem) {
      document = try JSON.parse(bytes)
    } catch {
      throw Failure(.value, "the output is no JSON: \(error.message), at byte \(error.offset)")
    }
    try Limits.check(nesting: document.depth)
    return document
  }

  private func decodedOutput(_ bytes: [UInt8]) throws(Failure) -> String {
    try decoded(bytes, "the output is not UTF-8: `.stdout` has its bytes")
  }
}

extension String {
  /// The number of letters as people count them. In ASCII each byte is one, but for CR LF.
  fileprivate var letterCount: Int {
    var text = self
    let isPlain = text.withUTF8 { bytes in
      var other: UInt8 = 0
      for byte in bytes { other |= byte & 0x80 | (byte == 0x0D ? 1 : 0) }
      return other == 0
    }
    return isPlain ? utf8.count : count
  }

  /// The byte offset of the first occurrence of a part.
  fileprivate func position(of part: String) -> Int? {
    Array(utf8).firstRange(of: Array(part.utf8), from: 0)
  }

  fileprivate func pieces(between separator: String) -> [String] {
    let bytes = Array(utf8)
    let part = Array(separator.utf8)
    var pieces: [String] = []
    var start = 0
    while let found = bytes.firstRange(of: part, from: start) {
      pieces.append(String(decoding: bytes[start..<found], as: UTF8.self))
      start = found + part.count
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }

  fileprivate func replacing(
    _ part: String, with replacement: String
  ) throws(Failure) -> String {
    if part.isEmpty { return self }
    let pieces = pieces(between: part)
    let (added, isOver) = (pieces.count - 1).multipliedReportingOverflow(
      by: replacement.utf8.count)
    try Limits.check(textBytes: isOver ? .max : utf8.count &+ added)
    return pieces.joined(separator: replacement)
  }

  /// Without white space at both ends.
  fileprivate var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// The lines, without their ends; behind the last end stands no line.
  fileprivate var lines: [String] {
    var lines = utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
  }

  /// Digits with at most one `-` before them.
  fileprivate var strictInt: Int64? {
    let digits = hasPrefix("-") ? dropFirst() : self[...]
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return Int64(self)
  }
}

extension [UInt8] {
  /// Where `part` first stands at or behind `start`.
  func firstRange(of part: [UInt8], from start: Int) -> Int? {
    guard let first = part.first else { return start }
    var position = start
    while position + part.count <= count {
      if self[position] == first, self[position..<(position + part.count)].elementsEqual(part) {
        return position
      }
      position += 1
    }
    return nil
  }
}
