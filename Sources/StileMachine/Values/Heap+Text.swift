import StileCheck

extension Heap {
  /// What a hole in a string becomes: scalars and validated names only.
  func text(of value: Value) throws(Failure) -> String {
    switch value {
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .float(let number): return "\(number)"
    case .duration(let nanoseconds): return QuantityText.duration(nanoseconds)
    case .time(let nanoseconds): return QuantityText.time(nanoseconds)
    case .size(let bytes): return QuantityText.size(bytes)
    case .string, .user, .domainName, .url: return string(of: value)
    case .path:
      return try decoded(bytes(of: value), "a path that is not UTF-8 has no text")
    case .plainCase(let type, let number): return caseName(type, number)
    case .record:
      let (number, fields) = record(of: value)
      if number == BuiltInRecord.host, let name = fields.first { return try text(of: name) }
    case .unset, .none, .bytes, .list, .map, .enumCase, .json, .secret, .command, .function: break
    }
    throw Failure(.value, "\(rendering(of: value)) can't stand in a text")
  }

  /// The text of strict UTF-8.
  func decoded(_ bytes: [UInt8], _ message: String) throws(Failure) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.value, message)
    }
    return text
  }

  func caseName(_ type: Int32, _ number: Int32) -> String {
    let cases = types.enums[Int(type)].cases
    return cases[Int(number)].name
  }
}
