import StileCheck
import StileSyntax

/// Members of lists that take parts out, put in order, or come to one value.
extension Heap {
  func listPart(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    let elements = try elements(of: values[0])
    switch member {
    case .listTake: return try list(Array(elements.prefix(count(values[1], elements))))
    case .listDrop: return try list(Array(elements.dropFirst(count(values[1], elements))))
    case .listSlice:
      let range = Self.range(values[1], values[2], of: elements.count)
      return try list(Array(elements[range]))
    case .listChunks: return try chunks(elements, values[1])
    case .listIndexOf:
      for (position, element) in elements.enumerated() where try isEqual(element, values[1]) {
        return .int(Int64(position))
      }
      return .none
    case .listSum:
      var sum = values[1]
      for element in elements { sum = try arithmetic(.add, sum, element) }
      return sum
    case .listMin: return elements.min { precedes($0, $1) } ?? .none
    case .listMax: return elements.max { precedes($0, $1) } ?? .none
    case .listSortedBy:
      let keys = try self.elements(of: values[1])
      let order = elements.indices.sorted { left, right in
        if precedes(keys[left], keys[right]) { return true }
        return !precedes(keys[right], keys[left]) && left < right
      }
      return try list(order.map { elements[$0] })
    case .listGroupBy: return try groups(of: elements, by: try self.elements(of: values[1]))
    default: preconditionFailure("`\(member.rawValue)` takes no part of a list")
    }
  }

  /// A count that a list can give: none for less than none, all for more than all.
  private func count(_ value: Value, _ elements: [Value]) -> Int {
    guard case .int(let count) = value else {
      preconditionFailure("the checker promised an Int")
    }
    return Int(min(max(0, count), Int64(elements.count)))
  }

  /// From the first position up to the second one; what lies outside is left out.
  static func range(_ start: Value, _ end: Value, of count: Int) -> Range<Int> {
    guard case .int(let start) = start, case .int(let end) = end else {
      preconditionFailure("the checker promised two Ints")
    }
    let lower = Int(min(max(0, start), Int64(count)))
    return lower..<max(lower, Int(min(max(0, end), Int64(count))))
  }

  private func chunks(_ elements: [Value], _ size: Value) throws(Failure) -> Value {
    guard case .int(let size) = size, size > 0 else {
      throw Failure(.value, "a list is cut into chunks of one element or more")
    }
    var chunks: [Value] = []
    var rest = elements[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(Int(min(size, Int64(rest.count))))
      chunks.append(try list(Array(chunk)))
      rest = rest.dropFirst(chunk.count)
    }
    return try list(chunks)
  }

  private func groups(of elements: [Value], by keys: [Value]) throws(Failure) -> Value {
    var names: [String] = []
    var groups: [ExactText: [Value]] = [:]
    for (element, key) in zip(elements, keys) {
      let name = string(of: key)
      if groups[ExactText(name)] == nil { names.append(name) }
      groups[ExactText(name), default: []].append(element)
    }
    let map = try add(.map(MapBuffer(), count: 0))
    for name in names { try insert(name, try list(groups[ExactText(name)] ?? []), into: map) }
    return .map(map)
  }
}
