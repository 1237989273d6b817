/// Making values and looking into them. A value of another kind than the checker promised is our
/// own mistake; what comes from outside passes `Heap.value(_:as:)` first.
extension Heap {
  func string(_ text: String) throws(Failure) -> Value {
    try Limits.check(textBytes: text.utf8.count)
    return .string(try add(.string(text)))
  }

  func bytes(_ bytes: [UInt8]) throws(Failure) -> Value { .bytes(try add(.bytes(bytes))) }

  func list(_ elements: [Value]) throws(Failure) -> Value {
    try Limits.check(elements: elements.count)
    return .list(
      try add(
        .list(ListBuffer(elements), count: elements.count),
        with: elements.count * ListBuffer.elementBytes))
  }

  func record(_ number: RecordNumber, _ fields: [Value]) throws(Failure) -> Value {
    .record(try add(.record(number, fields)))
  }

  func json(_ json: JSON) throws(Failure) -> Value { .json(try add(.json(json))) }

  /// The text of a String, User, DomainName or Url.
  func string(of value: Value) -> String {
    switch value {
    case .string(let handle), .user(let handle), .domainName(let handle), .url(let handle):
      if case .string(let text) = self[handle] { return text }
    default: break
    }
    preconditionFailure("the checker promised a text")
  }

  /// The bytes of Bytes or a Path.
  func bytes(of value: Value) -> [UInt8] {
    switch value {
    case .bytes(let handle), .path(let handle):
      if case .bytes(let bytes) = self[handle] { return bytes }
    default: break
    }
    preconditionFailure("the checker promised bytes")
  }

  func listCount(of value: Value) -> Int {
    guard case .list(let handle) = value else { preconditionFailure("the checker promised a list") }
    switch self[handle] {
    case .list(_, let count): return count
    case .range(let lower, let upper):
      return Int(clamping: upper.subtractingReportingOverflow(lower).partialValue)
    default: preconditionFailure("a list is a list")
    }
  }

  /// The element at a position; nil behind the end.
  func element(_ position: Int64, of value: Value) -> Value? {
    guard case .list(let handle) = value else { preconditionFailure("the checker promised a list") }
    guard position >= 0 else { return nil }
    switch self[handle] {
    case .list(let buffer, let count):
      return position < count ? buffer.elements[Int(position)] : nil
    case .range(let lower, let upper):
      let (element, isOver) = lower.addingReportingOverflow(position)
      return !isOver && element < upper ? .int(element) : nil
    default: preconditionFailure("a list is a list")
    }
  }

  /// All elements; a range is written out, within the bounds of a list.
  func elements(of value: Value) throws(Failure) -> [Value] {
    guard case .list(let handle) = value else { preconditionFailure("the checker promised a list") }
    switch self[handle] {
    case .list(let buffer, let count):
      return count == buffer.elements.count
        ? buffer.elements : Array(buffer.elements.prefix(count))
    case .range(let lower, let upper):
      try Limits.check(elements: listCount(of: value))
      return (lower..<max(lower, upper)).map { .int($0) }
    default: preconditionFailure("a list is a list")
    }
  }

  func map(of value: Value) -> (buffer: MapBuffer, count: Int) {
    if case .map(let handle) = value, case .map(let buffer, let count) = self[handle] {
      return (buffer, count)
    }
    preconditionFailure("the checker promised a map")
  }

  func record(of value: Value) -> (number: RecordNumber, fields: [Value]) {
    if case .record(let handle) = value, case .record(let number, let fields) = self[handle] {
      return (number, fields)
    }
    preconditionFailure("the checker promised a record")
  }

  /// The enum, the case and the payload of a case.
  func enumCase(of value: Value) -> (type: Int32, number: Int32, fields: [Value]) {
    switch value {
    case .plainCase(let type, let number): return (type, number, [])
    case .enumCase(let handle):
      if case .enumCase(let type, let number, let fields) = self[handle] {
        return (type, number, fields)
      }
    default: break
    }
    preconditionFailure("the checker promised a case of an enum")
  }

  func json(of value: Value) -> JSON {
    if case .json(let handle) = value, case .json(let json) = self[handle] { return json }
    preconditionFailure("the checker promised JSON")
  }

  func secret(of value: Value) -> SecretText {
    if case .secret(let handle) = value, case .secret(let text) = self[handle] { return text }
    preconditionFailure("the checker promised a secret")
  }

  func command(of value: Value) -> (text: CommandText, isRaw: Bool) {
    if case .command(let handle) = value, case .command(let text, let isRaw) = self[handle] {
      return (text, isRaw)
    }
    preconditionFailure("the checker promised a command")
  }

  func closure(of value: Value) -> Closure {
    if case .function(let handle) = value, case .closure(let closure) = self[handle] {
      return closure
    }
    preconditionFailure("the checker promised a function")
  }
}
