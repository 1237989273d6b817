/// Values by name, in the order in which they came. As long as there are few, a name is looked for
/// among all: that takes less than to hash it.
struct NamedValues<Value> {
  private(set) var names: [String] = []
  private var values: [Value] = []
  private var positions: [String: Int] = [:]
  private let few = 8

  subscript(name: String) -> Value? { position(of: name).map { values[$0] } }

  /// Setting it gives the name a value, or another one.
  subscript(name: String, default value: @autoclosure () -> Value) -> Value {
    get { self[name] ?? value() }
    set {
      if let known = position(of: name) {
        values[known] = newValue
      } else {
        append(newValue, as: name)
      }
    }
  }

  private mutating func append(_ value: Value, as name: String) {
    if names.isEmpty {
      names.reserveCapacity(few)
      values.reserveCapacity(few)
    }
    names.append(name)
    values.append(value)
    if names.count == few + 1 {
      for (position, name) in names.enumerated() { positions[name] = position }
    } else if names.count > few {
      positions[name] = names.count - 1
    }
  }

  private func position(of name: String) -> Int? {
    names.count > few ? positions[name] : names.firstIndex(of: name)
  }
}
