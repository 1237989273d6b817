import StileCheck

/// Values coming in: from the journal, from the world, from arguments. Each is held against the
/// type that its place has; what does not fit is a failure, and names are validated again.
extension Heap {
  func value(_ datum: Datum, as type: Type, depth: Int = 0) throws(Failure) -> Value {
    try Limits.check(nesting: depth)
    switch (type, datum) {
    case (.optional, .none), (.void, _): return .none
    case (.optional(let inner), _): return try value(datum, as: inner, depth: depth)
    case (.bool, .bool(let flag)): return .bool(flag)
    case (.int, .int(let number)): return .int(number)
    case (.float, .float(let number)) where number.isFinite: return .float(number)
    case (.duration, .duration(let nanoseconds)): return .duration(nanoseconds)
    case (.time, .time(let nanoseconds)): return .time(nanoseconds)
    case (.size, .size(let bytes)): return .size(bytes)
    case (.string, .string(let text)): return try string(text)
    case (.bytes, .bytes(let bytes)): return try self.bytes(bytes)
    case (.path, .path(let bytes)): return try path(bytes)
    case (.user, .user(let text)): return try user(text)
    case (.domainName, .domainName(let text)): return try domainName(text)
    case (.url, .url(let text)): return try url(text)
    case (.json, .json(let json)):
      try Limits.check(nesting: json.depth)
      return try self.json(json)
    case (.secret, .secret(let text)): return .secret(try add(.secret(text)))
    case (.command, .command(let text)): return .command(try add(.command(text, isRaw: false)))
    case (.list(let element), .list(let elements)):
      return try list(try values(elements, as: element, depth + 1))
    case (.map(let element), .map(let entries)): return try map(entries, as: element, depth + 1)
    case (.record(.output), .output(let output)): return try value(output)
    case (.record(let id), .record(let name, let fields)):
      return try record(id, name, fields, depth + 1)
    case (.enumeration(let id), .enumCase(let name, let `case`, let fields)):
      return try enumCase(id, name, `case`, fields, depth + 1)
    default: throw mismatch(datum, type)
    }
  }

  private func mismatch(_ datum: Datum, _ type: Type) -> Failure {
    Failure(.value, "\(datum.kindName) is no \(types.name(of: type))")
  }

  private func values(
    _ data: [Datum], as type: Type, _ depth: Int
  ) throws(Failure) -> [Value] {
    var values: [Value] = []
    for datum in data { values.append(try value(datum, as: type, depth: depth)) }
    return values
  }

  private func map(
    _ entries: [DatumField], as type: Type, _ depth: Int
  ) throws(Failure) -> Value {
    let handle = try add(.map(MapBuffer(), count: 0))
    for entry in entries {
      try insert(entry.name, try value(entry.value, as: type, depth: depth), into: handle)
    }
    return .map(handle)
  }

  private func record(
    _ id: RecordID, _ name: String, _ fields: [DatumField], _ depth: Int
  ) throws(Failure) -> Value {
    let type = types.records[id.index]
    guard type.name == name, id != .output else {
      throw Failure(.value, "a record `\(name)` is no \(type.name)")
    }
    let values = try values(fields, as: type.fields, of: type.name, depth)
    return try checkedRecord(RecordNumber(truncatingIfNeeded: id.index), values)
  }

  private func enumCase(
    _ id: EnumID, _ name: String, _ caseName: String, _ fields: [DatumField], _ depth: Int
  ) throws(Failure) -> Value {
    let type = types.enums[id.index]
    guard type.name == name, let number = type.cases.firstIndex(where: { $0.name == caseName })
    else { throw Failure(.value, "`\(caseName)` is no case of \(type.name)") }
    let values = try values(fields, as: type.cases[number].fields, of: caseName, depth)
    return try enumCase(id.index, number, values)
  }

  /// The declared fields by their names: the journal keeps them in an order of its own.
  private func values(
    _ given: [DatumField], as declared: [RecordType.Field], of name: String, _ depth: Int
  ) throws(Failure) -> [Value] {
    if let extra = given.first(where: { field in !declared.contains { $0.name == field.name } }) {
      throw Failure(.value, "`\(name)` has no field `\(extra.name)`")
    }
    var values: [Value] = []
    for field in declared {
      guard let datum = given.first(where: { $0.name == field.name })?.value else {
        throw Failure(.value, "`\(name)` is given without its field `\(field.name)`")
      }
      values.append(try value(datum, as: field.type, depth: depth))
    }
    return values
  }

  func enumCase(_ type: Int, _ number: Int, _ fields: [Value]) throws(Failure) -> Value {
    let type = Int32(truncatingIfNeeded: type)
    let number = Int32(truncatingIfNeeded: number)
    if fields.isEmpty { return .plainCase(type, number) }
    return .enumCase(try add(.enumCase(type: type, number: number, fields)))
  }
}

extension Datum {
  /// What it is, for messages, without its content.
  fileprivate var kindName: String {
    switch self {
    case .none: "`none`"
    case .bool: "a Bool"
    case .int: "an Int"
    case .float: "a Float"
    case .string: "a String"
    case .bytes: "a value of Bytes"
    case .duration: "a Duration"
    case .time: "a Time"
    case .size: "a Size"
    case .path: "a Path"
    case .user: "a User"
    case .domainName: "a DomainName"
    case .url: "a Url"
    case .list: "a list"
    case .map: "a map"
    case .record(let name, _): "a record `\(name)`"
    case .enumCase(let type, _, _): "a case of `\(type)`"
    case .output: "an Output"
    case .json: "a Json"
    case .secret: "a Secret"
    case .command: "a Command"
    }
  }
}

extension JSON {
  /// How deep it nests, counted no further than just beyond the limit.
  var depth: Int { depth(within: Limits.nesting + 1) }

  private func depth(within budget: Int) -> Int {
    if budget == 0 { return 0 }
    switch self {
    case .null, .bool, .int, .float, .string: return 0
    case .array(let elements):
      return 1 + (elements.map { $0.depth(within: budget - 1) }.max() ?? 0)
    case .object(let members):
      return 1 + (members.map { $0.value.depth(within: budget - 1) }.max() ?? 0)
    }
  }
}

extension Heap {
  /// The value of a constant of the code; validated texts were checked with it.
  func value(of constant: Constant) throws(Failure) -> Value {
    switch constant {
    case .none: .none
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .float(let number): .float(number)
    case .string(let text): try string(text)
    case .duration(let nanoseconds): .duration(nanoseconds)
    case .time(let nanoseconds): .time(nanoseconds)
    case .size(let bytes): .size(bytes)
    case .path(let text): try path(Array(text.utf8))
    case .domainName(let text): try domainName(text)
    case .user(let text): try user(text)
    case .url(let text): try url(text)
    }
  }

  /// A Host record of what the world or the journal knows.
  func value(_ host: HostValue) throws(Failure) -> Value {
    func text(_ text: String?) throws(Failure) -> Value {
      guard let text else { return .none }
      return try string(text)
    }
    var legacy: [Value] = []
    for algorithm in host.legacy { legacy.append(try string(algorithm)) }
    var login = Value.none
    if let name = host.user { login = try user(name) }
    var identity = Value.none
    if let path = host.identity { identity = try self.path(path) }
    return try checkedRecord(
      BuiltInRecord.host,
      [
        try domainName(host.name), try text(host.address), .int(Int64(host.port)), login,
        identity, try text(host.hostKey), try list(legacy),
      ])
  }
}
