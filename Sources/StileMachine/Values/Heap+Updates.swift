/// `xs = xs.with(…)`, where the old value is dead: the variable's own list or map changes in place.
///
/// It may, while nothing else holds the same object. The code says when that ends, by a `share`
/// before each read that gives the value another name; from then on the next update makes an object
/// of its own again, which shares the elements as any `with` does.
extension Heap {
  func share(_ value: Value) {
    switch value {
    case .list(let handle): if case .list(let buffer, _) = self[handle] { buffer.owner = nil }
    case .map(let handle): if case .map(let buffer, _) = self[handle] { buffer.share() }
    default: break
    }
  }

  /// The list with one more element.
  func updated(_ list: Value, with element: Value) throws(Failure) -> Value {
    guard case .list(let handle) = list, case .list(let buffer, let count) = self[handle],
      buffer.owner == handle
    else {
      let longer = try self.with(list, [element])
      if case .list(let handle) = longer, case .list(let buffer, _) = self[handle] {
        buffer.owner = handle
      }
      return longer
    }
    try Limits.check(elements: count + 1)
    buffer.elements.append(element)
    replace(handle, with: .list(buffer, count: count + 1), growingBy: ListBuffer.elementBytes)
    return list
  }

  /// The map with an entry more, or changed.
  func updated(_ map: Value, _ key: String, with value: Value) throws(Failure) -> Value {
    guard case .map(let handle) = map, case .map(let buffer, let count) = self[handle] else {
      preconditionFailure("the checker promised a map")
    }
    let position = buffer.position(of: key, count: count)
    guard buffer.owner == handle, position.map({ $0 >= buffer.sharedCount }) ?? true else {
      let changed = try with(map, key, value)
      if case .map(let handle) = changed, case .map(let buffer, _) = self[handle] {
        buffer.owner = handle
      }
      return changed
    }
    if let position {
      buffer.replace(at: position, with: value)
    } else {
      try Limits.check(elements: count + 1)
      buffer.append(key, value)
      replace(handle, with: .map(buffer, count: count + 1), growingBy: MapBuffer.entryBytes)
    }
    return map
  }
}
