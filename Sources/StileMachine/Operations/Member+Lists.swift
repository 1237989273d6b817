import StileCheck

extension Heap {
  func listMember(_ member: BuiltInMember, _ values: Registers) throws(Failure) -> Value {
    let receiver = values[0]
    let count = listCount(of: receiver)
    switch member {
    case .listCount: return .int(Int64(count))
    case .listIsEmpty: return .bool(count == 0)
    case .listFirst: return element(0, of: receiver) ?? .none
    case .listLast: return element(Int64(count) - 1, of: receiver) ?? .none
    case .listContains:
      for position in 0..<count {
        guard let element = element(Int64(position), of: receiver) else { break }
        if try isEqual(element, values[1]) { return .bool(true) }
      }
      return .bool(false)
    case .listSorted:
      return try list(try elements(of: receiver).sorted { precedes($0, $1) })
    case .listUnique: return try unique(receiver)
    case .listReversed: return try list(try elements(of: receiver).reversed())
    case .listJoin:
      return try joined(receiver, string(of: values[1]))
    case .listWith: return try with(receiver, [values[1]])
    case .listJoined: return try with(receiver, try elements(of: values[1]))
    default: preconditionFailure("`\(member.rawValue)` is no member of a list")
    }
  }

  private func joined(_ receiver: Value, _ separator: String) throws(Failure) -> Value {
    let texts = try elements(of: receiver)
    var length = separator.utf8.count.multipliedReportingOverflow(by: max(0, texts.count - 1))
    for text in texts where !length.overflow {
      length = length.partialValue.addingReportingOverflow(string(of: text).utf8.count)
    }
    try Limits.check(textBytes: length.overflow ? .max : length.partialValue)
    let joined = String(unsafeUninitializedCapacity: length.partialValue) { buffer in
      var bytes = ByteWriter(buffer)
      for (position, text) in texts.enumerated() {
        if position > 0 { _ = bytes.append(separator) }
        _ = bytes.append(string(of: text))
      }
      return bytes.count
    }
    return try string(joined)
  }

  /// The list with more elements behind it: in its own buffer, if nothing stands there yet. A list
  /// of other code keeps its buffer to itself.
  func with(_ receiver: Value, _ added: [Value]) throws(Failure) -> Value {
    try Limits.check(elements: listCount(of: receiver) + added.count)
    guard case .list(let handle) = receiver, case .list(let buffer, let count) = self[handle],
      buffer.elements.count == count, handle.index >= floor
    else { return try list(try elements(of: receiver) + added) }
    buffer.owner = nil
    buffer.elements += added
    return .list(
      try add(
        .list(buffer, count: count + added.count), with: added.count * ListBuffer.elementBytes))
  }

  /// Each element once, where it stands first.
  private func unique(_ receiver: Value) throws(Failure) -> Value {
    var seen: Set<[UInt8]> = []
    var kept: [Value] = []
    for element in try elements(of: receiver) {
      if seen.insert(try identity(of: element)).inserted { kept.append(element) }
    }
    return try list(kept)
  }

  /// Bytes that are the same for equal values, and different for others.
  fileprivate func identity(of value: Value, depth: Int = 0) throws(Failure) -> [UInt8] {
    try Limits.check(nesting: depth)
    switch value {
    case .list:
      var parts: [[UInt8]] = []
      for element in try elements(of: value) {
        parts.append(try identity(of: element, depth: depth + 1))
      }
      return Self.tagged(1, parts)
    case .map:
      let (buffer, count) = map(of: value)
      let order = (0..<count).sorted {
        buffer.key(at: $0).utf8.lexicographicallyPrecedes(buffer.key(at: $1).utf8)
      }
      var parts: [[UInt8]] = []
      for position in order {
        parts.append(Array(buffer.key(at: position).utf8))
        parts.append(try identity(of: buffer.value(at: position), depth: depth + 1))
      }
      return Self.tagged(2, parts)
    case .record:
      let (number, fields) = record(of: value)
      let told = number == BuiltInRecord.host ? Array(fields.prefix(1)) : fields
      return Self.tagged(3, try told.identities(in: self, depth))
    case .plainCase, .enumCase:
      let (_, number, fields) = enumCase(of: value)
      return Self.tagged(4, [Array("\(number)".utf8)] + (try fields.identities(in: self, depth)))
    case .json: return Self.tagged(5, [json(of: value).canonicalBytes()])
    case .bytes, .path: return Self.tagged(6, [bytes(of: value)])
    case .none: return Self.tagged(7, [])
    default: return Self.tagged(8, [Array(try text(of: value).utf8)])
    }
  }

  /// Parts with their lengths, so that no two rows of parts look the same.
  private static func tagged(_ tag: UInt8, _ parts: [[UInt8]]) -> [UInt8] {
    parts.reduce([tag]) { $0 + Array("\($1.count):".utf8) + $1 }
  }
}

extension [Value] {
  fileprivate func identities(in heap: Heap, _ depth: Int) throws(Failure) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    for value in self { parts.append(try heap.identity(of: value, depth: depth + 1)) }
    return parts
  }
}
