import StileCheck

/// Members of maps that make another map of the whole.
extension Heap {
  /// The functions have been called: behind the map stands a list with a result for each entry.
  func mapWhole(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    let (buffer, count) = map(of: values[0])
    let result = try add(.map(MapBuffer(), count: 0))
    switch member {
    case .mapPlus:
      let (others, otherCount) = map(of: values[1])
      for position in 0..<count {
        try insert(buffer.key(at: position), buffer.value(at: position), into: result)
      }
      for position in 0..<otherCount {
        try insert(others.key(at: position), others.value(at: position), into: result)
      }
    case .mapFilter:
      for (position, isKept) in zip(0..<count, try elements(of: values[1])) {
        guard case .bool(true) = isKept else { continue }
        try insert(buffer.key(at: position), buffer.value(at: position), into: result)
      }
    case .mapMapValues:
      for (position, value) in zip(0..<count, try elements(of: values[1])) {
        try insert(buffer.key(at: position), value, into: result)
      }
    default: preconditionFailure("`\(member.rawValue)` makes no map")
    }
    return .map(result)
  }
}
