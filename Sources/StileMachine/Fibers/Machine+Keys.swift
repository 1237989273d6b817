import StileCheck
import StileSyntax

extension Machine {
  /// A part of a key with the values of its loops: `point["trac"][3]`.
  func keyText(
    _ part: PartCode, _ registers: Registers, _ heap: Heap
  ) throws(Failure) -> KeyText {
    var key = part.name
    for loop in part.loops { key += "[\(try keyValue(registers[loop], heap))]" }
    if let host = part.host { key += "@\(try heap.host(of: registers[host]).name)" }
    return KeyText(key: key, family: part.name)
  }

  /// A loop's value as it stands in a key: the same in every run, and never two values the same.
  private func keyValue(_ value: Value, _ heap: Heap) throws(Failure) -> String {
    switch value {
    case .int(let number): return String(number)
    case .bool(let flag): return flag ? "true" : "false"
    case .string, .user, .domainName: return Self.quotedForKey(heap.string(of: value))
    case .path: return Self.quotedForKey(String(decoding: heap.bytes(of: value), as: UTF8.self))
    case .plainCase: return Self.quotedForKey(try heap.text(of: value))
    case .record:
      let (number, fields) = heap.record(of: value)
      let names = code.types.records[Int(number)].fields.map(\.name)
      if let position = names.firstIndex(of: "name") { return try keyValue(fields[position], heap) }
    default: break
    }
    throw Failure(.value, "\(heap.rendering(of: value)) can't name a round of a loop")
  }

  private static func quotedForKey(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      default: quoted += VisibleText.escaped(scalar)
      }
    }
    return quoted + "\""
  }

  /// Adds a round's key value to those seen; two equal ones would be one item.
  func checkDistinct(_ value: Value, _ seen: Value, _ heap: Heap) throws(Failure) {
    let text = try keyValue(value, heap)
    let (buffer, count) = heap.map(of: seen)
    if buffer.position(of: text, count: count) != nil {
      throw Failure(
        .value, "\(text) comes twice, and so two items would have one key")
    }
    guard case .map(let handle) = seen else { preconditionFailure("what was seen is a map") }
    try heap.insert(text, .none, into: handle)
  }

  /// The key and the family of an item at the place where the fiber stands.
  func key(of part: KeyText, _ fiber: Fiber) -> KeyText {
    let parts = fiber.parts.map(\.text) + [part]
    return KeyText(
      key: parts.map(\.key).joined(separator: "/"),
      family: parts.map(\.family).joined(separator: "/"))
  }

  /// The family of a step of the flow that the frame at hand runs.
  func family(of names: [String], _ fiber: Fiber) -> String {
    let outer = fiber.parts.prefix { $0.depth < fiber.depth }.map(\.text.family)
    return (outer + names).joined(separator: "/")
  }
}
