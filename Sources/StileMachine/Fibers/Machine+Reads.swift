package import StileCheck

/// A value that an item reads from outside, with the words that people are shown.
package struct ReadValue: Hashable, Sendable {
  package let datum: Datum
  package let rendering: String
}

extension Machine {
  /// The value of a local of the body that a stopped fiber stands in, by the number of locals that
  /// come in front; nil where it has none yet, or it is no data.
  package func value(
    of local: LocalID, behind parameterCount: Int, in id: FiberID
  ) -> ReadValue? {
    let fiber = fiber(id)
    // The seat stands between the parameters and the other locals.
    let register =
      local.index < parameterCount ? local.index : local.index + FunctionCompiler.seatSize
    return read((fiber.registers + register).pointee, in: fiber.heap)
  }

  /// The value of a top-level name, as it is read.
  package func value(reading global: String) -> ReadValue? {
    guard let number = code.globals.firstIndex(where: { $0.name == global }) else { return nil }
    return read(globals[number], in: heap)
  }

  private func read(_ value: Value, in heap: Heap) -> ReadValue? {
    if case .unset = value { return nil }
    guard let datum = try? heap.datum(value) else { return nil }
    return ReadValue(datum: datum, rendering: heap.rendering(of: value))
  }
}
