extension JSON {
  /// The document on one line, for people: strings escaped so that nothing in them is obeyed.
  var compactText: String {
    switch self {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .float(let number): return "\(number)"
    case .string(let text): return Heap.quoted(text)
    case .array(let elements):
      return "[" + elements.prefix(20).map(\.compactText).joined(separator: ", ")
        + (elements.count > 20 ? ", …]" : "]")
    case .object(let members):
      return "{"
        + members.prefix(20).map { Heap.quoted($0.name) + ": " + $0.value.compactText }
        .joined(separator: ", ") + (members.count > 20 ? ", …}" : "}")
    }
  }
}
