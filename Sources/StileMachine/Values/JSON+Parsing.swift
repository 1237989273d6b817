extension JSON {
  /// The one document that `bytes` are, in UTF-8 (RFC 8259).
  ///
  /// Members keep their order. What different readers understand differently is refused: a name
  /// that stands twice in one object, half a surrogate pair, a whole number over 64 bits, a Float
  /// that would be infinite.
  package static func parse(_ bytes: [UInt8]) throws(JSONProblem) -> JSON {
    var reader = JSONReader(bytes)
    reader.refusesRepeatedNames = true
    let value = try reader.value()
    try reader.end()
    return value
  }
}

extension JSONReader {
  /// The next value as a tree.
  package mutating func value() throws(JSONProblem) -> JSON {
    switch try kind() {
    case .null:
      try null()
      return .null
    case .bool: return .bool(try bool())
    case .number:
      switch try number() {
      case .int(let value): return .int(value)
      case .float(let value): return .float(value)
      }
    case .string: return .string(try string())
    case .array:
      var elements: [JSON] = []
      try beginArray()
      while try nextElement() { elements.append(try value()) }
      return .array(elements)
    case .object: return .object(try members())
    }
  }

  private mutating func members() throws(JSONProblem) -> [JSONMember] {
    var members: [JSONMember] = []
    var names: Set<[UInt8]> = []
    try beginObject()
    while true {
      skipSpace()
      let start = position
      guard let name = try nextName() else { return members }
      // By bytes: two names that only look the same are two.
      if refusesRepeatedNames, !names.insert(Array(name.utf8)).inserted {
        throw JSONProblem("the name `\(name.prefix(40))` stands twice in one object", at: start)
      }
      members.append(JSONMember(name, try value()))
    }
  }
}
