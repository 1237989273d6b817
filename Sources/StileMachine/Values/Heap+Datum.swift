import StileCheck

/// Values leaving the machine.
extension Heap {
  /// The value as plain data; a function is none.
  func datum(_ value: Value, depth: Int = 0) throws(Failure) -> Datum {
    try Limits.check(nesting: depth)
    switch value {
    case .unset, .none: return .none
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    case .float(let number): return .float(number)
    case .duration(let nanoseconds): return .duration(nanoseconds)
    case .time(let nanoseconds): return .time(nanoseconds)
    case .size(let bytes): return .size(bytes)
    case .string: return .string(string(of: value))
    case .user: return .user(string(of: value))
    case .domainName: return .domainName(string(of: value))
    case .url: return .url(string(of: value))
    case .bytes: return .bytes(bytes(of: value))
    case .path: return .path(bytes(of: value))
    case .list:
      var elements: [Datum] = []
      for element in try self.elements(of: value) {
        elements.append(try datum(element, depth: depth + 1))
      }
      return .list(elements)
    case .map:
      let (buffer, count) = map(of: value)
      return .map(
        try fields(buffer.keys(count), buffer.values(count), depth))
    case .record: return try datum(record: value, depth)
    case .plainCase, .enumCase:
      let (type, number, payload) = enumCase(of: value)
      let enumeration = types.enums[Int(type)]
      let `case` = enumeration.cases[Int(number)]
      return .enumCase(
        type: enumeration.name, name: `case`.name,
        try fields(`case`.fields.map(\.name), payload, depth))
    case .json: return .json(json(of: value))
    case .secret: return .secret(secret(of: value))
    case .command: return .command(command(of: value).text)
    case .function: throw Failure(.value, "a function can't leave the place where it was written")
    }
  }

  private func datum(record value: Value, _ depth: Int) throws(Failure) -> Datum {
    let (number, values) = record(of: value)
    if number == BuiltInRecord.output { return .output(output(of: value)) }
    let type = types.records[Int(number)]
    return .record(type.name, try fields(type.fields.map(\.name), values, depth))
  }

  private func fields(
    _ names: [String], _ values: [Value], _ depth: Int
  ) throws(Failure) -> [DatumField] {
    var fields: [DatumField] = []
    for (name, value) in zip(names, values) {
      fields.append(DatumField(name, try datum(value, depth: depth + 1)))
    }
    return fields
  }

  func output(of value: Value) -> CommandOutput {
    let fields = record(of: value).fields
    guard fields.count == BuiltInRecord.OutputField.count,
      case .int(let status) = fields[BuiltInRecord.OutputField.status],
      case .bool(let isCut) = fields[BuiltInRecord.OutputField.cut]
    else { preconditionFailure("an Output has its four fields") }
    return CommandOutput(
      status: status, stdout: bytes(of: fields[BuiltInRecord.OutputField.stdout]),
      stderr: bytes(of: fields[BuiltInRecord.OutputField.stderr]), isCut: isCut)
  }

  func value(_ output: CommandOutput) throws(Failure) -> Value {
    try record(
      BuiltInRecord.output,
      [
        .int(output.status), try bytes(output.stdout), try bytes(output.stderr),
        .bool(output.isCut),
      ]
    )
  }

  /// The Host record as the world knows it.
  func host(of value: Value) throws(Failure) -> HostValue {
    let (number, fields) = record(of: value)
    guard number == BuiltInRecord.host, fields.count == BuiltInRecord.HostField.count,
      case .int(let port) = fields[BuiltInRecord.HostField.port]
    else { preconditionFailure("the checker promised a Host") }
    func text(_ field: Int) -> String? {
      if case .none = fields[field] { return nil }
      return string(of: fields[field])
    }
    var identity: [UInt8]?
    if case .path = fields[BuiltInRecord.HostField.identity] {
      identity = bytes(of: fields[BuiltInRecord.HostField.identity])
    }
    return HostValue(
      name: string(of: fields[BuiltInRecord.HostField.name]),
      address: text(BuiltInRecord.HostField.address), port: Int(clamping: port),
      user: text(BuiltInRecord.HostField.user), identity: identity,
      hostKey: text(BuiltInRecord.HostField.hostKey),
      legacy: try elements(of: fields[BuiltInRecord.HostField.legacy]).map { string(of: $0) })
  }
}
