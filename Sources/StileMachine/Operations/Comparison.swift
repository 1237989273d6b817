import StileSyntax

extension Heap {
  func compare(
    _ binary: BinaryOperator, _ left: Value, _ right: Value
  ) throws(Failure) -> Bool {
    switch binary {
    case .equal: return try isEqual(left, right)
    case .notEqual: return try !isEqual(left, right)
    case .less: return precedes(left, right)
    case .lessOrEqual: return !precedes(right, left)
    case .greater: return precedes(right, left)
    case .greaterOrEqual: return !precedes(left, right)
    case .or, .and, .coalesce, .add, .subtract, .multiply, .divide, .remainder:
      preconditionFailure("`\(binary.rawValue)` compares nothing")
    }
  }

  /// Equality of data: texts by their bytes, maps whatever their order, hosts by their names.
  func isEqual(_ left: Value, _ right: Value, depth: Int = 0) throws(Failure) -> Bool {
    try Limits.check(nesting: depth)
    switch (left, right) {
    case (.none, .none): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.int(let left), .int(let right)), (.duration(let left), .duration(let right)),
      (.time(let left), .time(let right)), (.size(let left), .size(let right)):
      return left == right
    case (.float(let left), .float(let right)): return left == right
    case (.string, .string), (.user, .user), (.domainName, .domainName), (.url, .url):
      return string(of: left).isSameText(as: string(of: right))
    case (.bytes, .bytes), (.path, .path): return bytes(of: left) == bytes(of: right)
    case (.list, .list): return try areEqualLists(left, right, depth)
    case (.map, .map): return try areEqualMaps(left, right, depth)
    case (.record, .record): return try areEqualRecords(left, right, depth)
    case (.plainCase, .plainCase), (.plainCase, .enumCase), (.enumCase, .plainCase),
      (.enumCase, .enumCase):
      let (first, second) = (enumCase(of: left), enumCase(of: right))
      guard first.type == second.type, first.number == second.number else { return false }
      return try areEqual(first.fields, second.fields, depth)
    case (.json, .json): return json(of: left).isSame(as: json(of: right))
    default: return false
    }
  }

  private func areEqual(
    _ left: [Value], _ right: [Value], _ depth: Int
  ) throws(Failure) -> Bool {
    guard left.count == right.count else { return false }
    for (first, second) in zip(left, right) {
      if try !isEqual(first, second, depth: depth + 1) { return false }
    }
    return true
  }

  private func areEqualLists(
    _ left: Value, _ right: Value, _ depth: Int
  ) throws(Failure) -> Bool {
    let count = listCount(of: left)
    guard count == listCount(of: right) else { return false }
    for position in 0..<count {
      guard let first = element(Int64(position), of: left),
        let second = element(Int64(position), of: right)
      else { return false }
      if try !isEqual(first, second, depth: depth + 1) { return false }
    }
    return true
  }

  private func areEqualMaps(
    _ left: Value, _ right: Value, _ depth: Int
  ) throws(Failure) -> Bool {
    let (first, count) = map(of: left)
    let (second, otherCount) = map(of: right)
    guard count == otherCount else { return false }
    for position in 0..<count {
      guard let other = second.position(of: first.key(at: position), count: count) else {
        return false
      }
      let value = first.value(at: position)
      if try !isEqual(value, second.value(at: other), depth: depth + 1) { return false }
    }
    return true
  }

  private func areEqualRecords(
    _ left: Value, _ right: Value, _ depth: Int
  ) throws(Failure) -> Bool {
    let (first, second) = (record(of: left), record(of: right))
    guard first.number == second.number else { return false }
    if first.number == BuiltInRecord.host {
      return try isEqual(first.fields[0], second.fields[0], depth: depth + 1)
    }
    return try areEqual(first.fields, second.fields, depth)
  }

  /// The order of Int Float Duration Time Size, and of texts by their bytes.
  func precedes(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.int(let left), .int(let right)), (.duration(let left), .duration(let right)),
      (.time(let left), .time(let right)), (.size(let left), .size(let right)):
      left < right
    case (.float(let left), .float(let right)): left < right
    case (.bool(let left), .bool(let right)): !left && right
    case (.string, .string), (.user, .user), (.domainName, .domainName), (.url, .url):
      string(of: left).utf8.lexicographicallyPrecedes(string(of: right).utf8)
    case (.bytes, .bytes), (.path, .path):
      bytes(of: left).lexicographicallyPrecedes(bytes(of: right))
    case (.plainCase(_, let left), .plainCase(_, let right)): left < right
    case (.record, .record):
      // Hosts are ordered by name, other records not at all.
      if let first = record(of: left).fields.first, let second = record(of: right).fields.first {
        precedes(first, second)
      } else {
        false
      }
    default: false
    }
  }
}

extension JSON {
  /// Equality by bytes of texts, whatever the order of members.
  fileprivate func isSame(as other: JSON) -> Bool {
    canonicalBytes() == other.canonicalBytes()
  }
}
