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
    case .mapWith: return try with(buffer, count, string(of: values[1]), values[2])
    case .mapWithout:
      let key = string(of: values[1])
      guard let removed = buffer.position(of: key, count: count) else { return values[0] }
      let smaller = MapBuffer()
      for position in 0..<count where position != removed {
        smaller.append(buffer.key(at: position), buffer.value(at: position))
      }
      return .map(try add(.map(smaller, count: count - 1)))
    default: preconditionFailure("`\(member.rawValue)` is no member of a map")
    }
  }

  /// The map with an entry more, or changed; a new one goes into its own buffer, if it is the last
  /// there.
  func with(
    _ buffer: MapBuffer, _ count: Int, _ key: String, _ value: Value
  ) throws(Failure) -> Value {
    if let position = buffer.position(of: key, count: count) {
      let copy = buffer.copy(count: count)
      copy.replace(at: position, with: value)
      return .map(try add(.map(copy, count: count)))
    }
    try Limits.check(elements: count + 1)
    let target = buffer.count == count ? buffer : buffer.copy(count: count)
    target.share()
    target.append(key, value)
    return .map(try add(.map(target, count: count + 1)))
  }
}
