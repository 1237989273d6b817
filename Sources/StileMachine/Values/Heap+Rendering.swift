import StileCheck

/// Values as people read them, in the form of the language's literals: in reports of verifications
/// and in messages. Long ones are cut; a secret shows nothing but its name.
extension Heap {
  func rendering(of value: Value) -> String {
    var text = ""
    render(value, into: &text, depth: 0)
    return Self.shortened(text, to: 400)
  }

  private func render(_ value: Value, into text: inout String, depth: Int) {
    if text.utf8.count > 400 || depth > 8 {
      if !text.hasSuffix("…") { text += "…" }
      return
    }
    switch value {
    case .unset, .none: text += "none"
    case .bool(let flag): text += flag ? "true" : "false"
    case .int(let number): text += String(number)
    case .float(let number): text += "\(number)"
    case .duration(let nanoseconds): text += QuantityText.duration(nanoseconds)
    case .time(let nanoseconds): text += QuantityText.time(nanoseconds)
    case .size(let bytes): text += QuantityText.size(bytes)
    case .string: text += Self.quoted(string(of: value))
    case .user, .domainName, .url: text += string(of: value)
    case .path: text += Self.quoted(String(decoding: bytes(of: value), as: UTF8.self))
    case .bytes: renderBytes(bytes(of: value), into: &text)
    case .list: renderList(value, into: &text, depth: depth)
    case .map: renderMap(value, into: &text, depth: depth)
    case .record: renderRecord(value, into: &text, depth: depth)
    case .plainCase(let type, let number): text += "." + caseName(type, number)
    case .enumCase:
      let (type, number, fields) = enumCase(of: value)
      text += "." + caseName(type, number)
      let names = types.enums[Int(type)].cases[Int(number)].fields.map(\.name)
      renderFields(names, fields, into: &text, depth: depth)
    case .json: text += Self.shortened(json(of: value).compactText, to: 400)
    case .secret: text += "a secret"
    case .command: text += "`\(command(of: value).text.rendering)`"
    case .function: text += "a function"
    }
  }

  private func renderBytes(_ bytes: [UInt8], into text: inout String) {
    if let decoded = String(validating: bytes, as: UTF8.self) {
      text += Self.quoted(decoded)
    } else {
      text += "\(bytes.count) bytes"
    }
  }

  private func renderList(_ value: Value, into text: inout String, depth: Int) {
    let count = listCount(of: value)
    text += "["
    for position in 0..<min(count, 20) {
      guard let element = element(Int64(position), of: value) else { break }
      if position > 0 { text += ", " }
      render(element, into: &text, depth: depth + 1)
    }
    text += count > 20 ? ", … \(count) in all]" : "]"
  }

  private func renderMap(_ value: Value, into text: inout String, depth: Int) {
    let (buffer, count) = map(of: value)
    text += "{"
    for position in 0..<min(count, 20) {
      if position > 0 { text += ", " }
      text += Self.quoted(buffer.key(at: position)) + ": "
      render(buffer.value(at: position), into: &text, depth: depth + 1)
    }
    text += count > 20 ? ", … \(count) in all}" : "}"
  }

  /// A host by its name alone; an output by its status and its text.
  private func renderRecord(_ value: Value, into text: inout String, depth: Int) {
    let (number, fields) = record(of: value)
    if number == BuiltInRecord.host, let name = fields.first {
      text += string(of: name)
      return
    }
    let type = types.records[Int(number)]
    text += type.name
    renderFields(type.fields.map(\.name), fields, into: &text, depth: depth)
  }

  private func renderFields(
    _ names: [String], _ fields: [Value], into text: inout String, depth: Int
  ) {
    text += "("
    for (position, (name, field)) in zip(names, fields).enumerated() {
      if position > 0 { text += ", " }
      text += name + ": "
      render(field, into: &text, depth: depth + 1)
    }
    text += ")"
  }

  /// In double quotes, with everything that is not printable escaped.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default: quoted += VisibleText.escaped(scalar)
      }
      if quoted.utf8.count > 400 { return quoted + "…\"" }
    }
    return quoted + "\""
  }

  static func shortened(_ text: String, to count: Int) -> String {
    text.unicodeScalars.count <= count
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(count))) + "…"
  }
}
