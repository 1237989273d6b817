import StileCheck

extension Heap {
  func mapMember(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    let (buffer, count) = map(of: values[0])
    switch member {
    case .mapCount: return .int(Int64(count))
    case .mapIsEmpty: return .bool(count == 0)
    case .mapKeys: return try strings(buffer.keys(count))
    case .mapValues: return try list(buffer.values(count))
    case .mapContains:
      return .bool(buffer.position(of: string(of: values[1]), count: count) != nil)
    case .mapWith: return try with(values[0], string(of: values[1]), values[2])
    case .mapWithout:
      let key = string(of: values[1])
      guard let removed = buffer.position(of: key, count: count) else { return values[0] }
      let smaller = MapBuffer()
      for position in 0..<count where position != removed {
        smaller.append(buffer.key(at: position), buffer.value(at: position))
      }
      return .map(
        try add(.map(smaller, count: count - 1), with: (count - 1) * MapBuffer.entryBytes))
    default: preconditionFailure("`\(member.rawValue)` is no member of a map")
    }
  }

  /// The map with an entry more, or changed; a new one goes into its own buffer, if it is the last
  /// there. A map of other code keeps its buffer to itself.
  func with(_ map: Value, _ key: String, _ value: Value) throws(Failure) -> Value {
    guard case .map(let handle) = map, case .map(let buffer, let count) = self[handle] else {
      preconditionFailure("the checker promised a map")
    }
    if let position = buffer.position(of: key, count: count) {
      let copy = buffer.copy(count: count)
      copy.replace(at: position, with: value)
      return .map(try add(.map(copy, count: count), with: count * MapBuffer.entryBytes))
    }
    try Limits.check(elements: count + 1)
    let isShared = buffer.count == count && handle.index >= floor
    let target = isShared ? buffer : buffer.copy(count: count)
    target.share()
    target.append(key, value)
    let added = isShared ? 1 : count + 1
    return .map(try add(.map(target, count: count + 1), with: added * MapBuffer.entryBytes))
  }
}
