/// Garbage goes while its loop goes on. Between two instructions all that a fiber can still read
/// stands in its registers, so these say what stays.
extension Machine {
  /// Carries out an instruction that may make values; a call of its own keeps the rest of the loop
  /// that calls it as short as it is.
  @inline(never)
  func performCollecting(
    _ instruction: Instruction, _ fiber: Fiber, _ registers: Registers, _ address: Int
  ) throws(Failure) {
    try perform(instruction, fiber, registers, address)
    if fiber.heap.isDue { collect(fiber, address) }
  }

  /// Collects the fiber's heap behind the instruction before `address`.
  private func collect(_ fiber: Fiber, _ address: Int) {
    var marks = fiber.item.map { [$0.heapMark] } ?? []
    marks += fiber.handlers.map(\.heapMark)
    fiber.forgetRegisters(from: fiber.frames[fiber.depth].base + registerCount(at: address - 1))
    fiber.heap.collect(fiber.allRegisters, &marks)
    if fiber.item != nil { fiber.item?.heapMark = marks.removeFirst() }
    for (position, mark) in marks.enumerated() { fiber.handlers[position].heapMark = mark }
  }

  /// What the function takes to which an instruction belongs.
  func registerCount(at address: Int) -> Int {
    let function = code.functions.indices.filter { functions[$0].address <= address }
      .max { functions[$0].address < functions[$1].address }
    guard let function else { preconditionFailure("every instruction belongs to a function") }
    return Int(functions[function].registerCount)
  }
}

extension Fiber {
  var allRegisters: UnsafeMutableBufferPointer<Value> {
    UnsafeMutableBufferPointer(start: stack, count: capacity)
  }

  /// Registers of calls that ended hold what nobody reads.
  func forgetRegisters(from position: Int) {
    for register in allRegisters.indices.dropFirst(position) { allRegisters[register] = .unset }
  }

  /// Forgets what was made since the mark; no register goes on to name it.
  func release(to mark: HeapMark) {
    heap.release(to: mark)
    for register in allRegisters.indices {
      if let handle = stack[register].handle, handle.index >= mark.count {
        stack[register] = .unset
      }
    }
  }
}
