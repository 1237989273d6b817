import StileCheck

extension Heap {
  /// A value of a checked type made of a text; stops the item where the text is none.
  func convert(_ conversion: Conversion, _ value: Value) throws(Failure) -> Value {
    switch conversion {
    case .path: return try path(Array(string(of: value).utf8))
    case .pathOfBytes: return try path(bytes(of: value))
    case .domainName: return try domainName(string(of: value))
    case .user: return try user(string(of: value))
    case .url: return try url(string(of: value))
    case .host: return try host(string(of: value))
    }
  }
}

extension Machine {
  /// `Record.decode(json)`: what does not fit the type stops the item, with the place in the
  /// document.
  func decode(_ json: JSON, as type: Type, _ heap: Heap) throws(Failure) -> Value {
    try Limits.check(nesting: json.depth)
    return try decode(json, as: type, heap, at: "")
  }

  private func decode(
    _ json: JSON, as type: Type, _ heap: Heap, at place: String
  ) throws(Failure) -> Value {
    switch (type, json) {
    case (.optional, .null): return .none
    case (.optional(let inner), _): return try decode(json, as: inner, heap, at: place)
    case (.json, _): return try heap.json(json)
    case (.bool, .bool(let flag)): return .bool(flag)
    case (.int, .int(let number)): return .int(number)
    case (.float, .float(let number)): return .float(number)
    case (.float, .int(let number)): return .float(Double(number))
    case (.string, .string(let text)): return try heap.string(text)
    case (.path, .string(let text)): return try heap.path(Array(text.utf8))
    case (.domainName, .string(let text)): return try heap.domainName(text)
    case (.user, .string(let text)): return try heap.user(text)
    case (.url, .string(let text)): return try heap.url(text)
    case (.list(let element), .array(let elements)):
      var values: [Value] = []
      for (position, json) in elements.enumerated() {
        values.append(try decode(json, as: element, heap, at: "\(place)[\(position)]"))
      }
      return try heap.list(values)
    case (.map(let element), .object(let members)):
      let handle = try heap.add(.map(MapBuffer(), count: 0))
      for member in members {
        let value = try decode(member.value, as: element, heap, at: "\(place).\(member.name)")
        try heap.insert(member.name, value, into: handle)
      }
      return .map(handle)
    case (.record(let id), .object(let members)):
      return try decode(record: id, members, heap, at: place)
    case (.enumeration(let id), .string(let name)):
      let cases = code.types.enums[id.index].cases
      if let number = cases.firstIndex(where: { $0.name == name && $0.fields.isEmpty }) {
        return try heap.enumCase(id.index, number, [])
      }
    default: break
    }
    throw Failure(
      .value,
      "the JSON\(place.isEmpty ? "" : " at `\(VisibleText.line(place))`") is no "
        + "\(code.types.name(of: type)): it is \(Heap.shortened(json.compactText, to: 60))")
  }

  private func decode(
    record id: RecordID, _ members: [JSONMember], _ heap: Heap, at place: String
  ) throws(Failure) -> Value {
    let record = code.types.records[id.index]
    var fields: [Value] = []
    for (position, field) in record.fields.enumerated() {
      let place = "\(place).\(field.name)"
      if let member = members.first(where: { $0.name.isSameText(as: field.name) }) {
        fields.append(try decode(member.value, as: field.type, heap, at: place))
      } else if let function = code.fieldDefaults[FieldKey(record: id.index, field: position)] {
        fields.append(try result(of: function, in: heap))
      } else if case .optional = field.type {
        fields.append(.none)
      } else {
        throw Failure(.value, "the JSON has no `\(place)`, which a \(record.name) needs")
      }
    }
    return try heap.checkedRecord(RecordNumber(truncatingIfNeeded: id.index), fields)
  }
}
