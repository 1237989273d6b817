import StileCheck
import StileSyntax

extension Machine {
  /// Runs instructions until one stops the fiber or fails.
  func execute(_ fiber: Fiber) throws(Failure) -> Stop {
    var address = fiber.address
    var depth = fiber.depth
    var steps = fiber.stepsLeft
    do throws(Failure) {
      let instruction = try loop(fiber, &address, &depth, &steps)
      if case .returnValue = instruction { return finish(fiber) }
      fiber.address = address
      fiber.depth = depth
      return try stop(at: instruction, fiber)
    } catch {
      fiber.address = address
      fiber.depth = depth
      fiber.stepsLeft = steps
      throw error
    }
  }

  /// Carries out instructions, and gives the one that asks for an answer or ends the fiber. What it
  /// needs at every step is in its locals; `execute` brings the fiber up to date.
  @inline(__always)
  private func loop(
    _ fiber: Fiber, _ address: inout Int, _ depth: inout Int, _ steps: inout Int
  ) throws(Failure) -> Instruction {
    let code = instructions
    var registers = fiber.registers
    while true {
      let instruction = code[address]
      address &+= 1
      switch instruction {
      case .integer(let to, let number): registers[to] = .int(Int64(number))
      case .constant(let to, let number): registers[to] = constants[Int(number)]
      case .move(let to, let from): registers[to] = registers[from]
      case .jump(let target): address = Int(target)
      case .jumpIfFalse(let register, let target):
        Self.jump(&address, to: target, if: !Self.bool(registers[register]))
      case .jumpIfTrue(let register, let target):
        Self.jump(&address, to: target, if: Self.bool(registers[register]))
      case .jumpIfNone(let register, let target):
        if case .none = registers[register] { address = Int(target) }
      case .jumpIfLess(let left, let right, let target):
        Self.jump(&address, to: target, if: registers.int(left) < registers.int(right))
      case .jumpUnlessLess(let left, let right, let target):
        Self.jump(&address, to: target, if: registers.int(left) >= registers.int(right))
      case .jumpIfLessThan(let left, let number, let target):
        Self.jump(&address, to: target, if: registers.int(left) < Int64(number))
      case .jumpUnlessLessThan(let left, let number, let target):
        Self.jump(&address, to: target, if: registers.int(left) >= Int64(number))
      case .jumpIfEqual(let left, let right, let target):
        Self.jump(&address, to: target, if: registers.int(left) == registers.int(right))
      case .jumpUnlessEqual(let left, let right, let target):
        Self.jump(&address, to: target, if: registers.int(left) != registers.int(right))
      case .jumpIfEqualTo(let left, let number, let target):
        Self.jump(&address, to: target, if: registers.int(left) == Int64(number))
      case .jumpUnlessEqualTo(let left, let number, let target):
        Self.jump(&address, to: target, if: registers.int(left) != Int64(number))
      case .next(let to, let list, let round):
        if try Self.advance(to, list, registers, fiber.heap, &steps) { address = Int(round) }
      case .nextInt(let to, let upper, let round):
        Self.jump(&address, to: round, if: try Self.advance(to, upper, registers, &steps))
      case .addInt(let to, let left, let right): try registers.add(to, left, right)
      case .addInteger(let to, let left, let number): try registers.add(to, left, number: number)
      case .subtractInt(let to, let left, let right): try registers.subtract(to, left, right)
      case .multiplyInt(let to, let left, let right): try registers.multiply(to, left, right)
      case .divideInt(let to, let left, let right): try registers.divide(to, left, right)
      case .remainderInt(let to, let left, let right): try registers.remainder(to, left, right)
      case .remainderInteger(let to, let left, let number):
        try registers.remainder(to, left, number: number)
      case .lessInt(let to, let left, let right): registers.less(to, left, right)
      case .lessOrEqualInt(let to, let left, let right): registers.lessOrEqual(to, left, right)
      case .equalInt(let to, let left, let right): registers.equal(to, left, right)
      case .call(let function, let at):
        try Self.countStep(&steps)
        registers = try fiber.enter(functions[Int(function)], at, &depth, address)
        address = Int(functions[Int(function)].address)
      case .callFunction(let register, let at, let count):
        try Self.countStep(&steps)
        let closure = fiber.heap.closure(of: registers[register])
        registers = try fiber.enter(functions[closure.function], at, &depth, address)
        address = place(closure, Int(count), registers)
      case .returnValue(let register):
        registers[0] = registers[register]
        if depth == 0 { return instruction }
        (registers, address) = fiber.leave(&depth)
      case .request, .reached, .header, .ended, .region, .asked, .fork, .join: return instruction
      default:
        fiber.depth = depth
        try performCollecting(instruction, fiber, registers, address)
      }
    }
  }

  /// Goes on at `target` if the condition holds. Without the hint it becomes a conditional move:
  /// the next instruction then waits for the comparison, where the processor would guess what comes
  /// of it, and `fib(30)` takes twice as long.
  @inline(__always)
  private static func jump(_ address: inout Int, to target: CodeAddress, if condition: Bool) {
    if _slowPath(condition) { address = Int(target) }
  }

  @inline(__always)
  private static func countStep(_ steps: inout Int) throws(Failure) {
    steps &-= 1
    if steps < 0 {
      throw Limit.codeWithoutEnd.failure("it ran on and on without asking the world")
    }
  }

  @inline(__always)
  static func bool(_ value: Value) -> Bool {
    guard case .bool(let flag) = value else { preconditionFailure("the checker promised a Bool") }
    return flag
  }

  @inline(__always)
  static func int(_ value: Value) -> Int64 {
    guard case .int(let number) = value else { preconditionFailure("the checker promised an Int") }
    return number
  }

  /// The next element of a list, counted in the register behind it; false at the end.
  private static func advance(
    _ to: Register, _ list: Register, _ registers: Registers, _ heap: Heap, _ steps: inout Int
  ) throws(Failure) -> Bool {
    try countStep(&steps)
    let position = int(registers[list &+ 1])
    guard let element = heap.element(position, of: registers[list]) else { return false }
    registers[to] = element
    registers[list &+ 1] = .int(position &+ 1)
    return true
  }

  /// The next integer of a range; false at its end. Nothing else assigns the variable of a loop.
  @inline(__always)
  private static func advance(
    _ to: Register, _ upper: Register, _ registers: Registers, _ steps: inout Int
  ) throws(Failure) -> Bool {
    try countStep(&steps)
    let next = registers.int(to) &+ 1
    guard next < registers.int(upper) else { return false }
    registers[to] = .int(next)
    return true
  }

  /// Puts what a function value brings along around its arguments; gives where its code begins.
  ///
  ///     │ argument │            →  │ capture │ capture │ argument │ host │ user │
  private func place(_ closure: Closure, _ count: Int, _ registers: Registers) -> Int {
    let entry = functions[closure.function]
    let captured = closure.captures.count
    if captured > 0 {
      for position in (0..<count).reversed() {
        registers[position + captured] = registers[position]
      }
      for (position, value) in closure.captures.enumerated() { registers[position] = value }
    }
    registers[Int(entry.parameterCount)] = closure.host
    registers[Int(entry.parameterCount) + 1] = closure.user
    return Int(entry.address)
  }
}

extension Fiber {
  /// Begins a frame at a register of the frame at hand; gives its registers.
  @inline(__always)
  func enter(
    _ entry: FunctionEntry, _ at: Register, _ depth: inout Int, _ returnAddress: Int
  ) throws(Failure) -> Registers {
    if depth &+ 1 >= Limits.callDepth {
      throw Limit.callsTooDeep.failure("calls nest deeper than \(Limits.callDepth) levels")
    }
    let base = frames[depth].base &+ Int(at)
    depth &+= 1
    (frames + depth).initialize(
      to: Frame(base: base, returnAddress: CodeAddress(truncatingIfNeeded: returnAddress)))
    reserve(base &+ Int(entry.registerCount))
    return stack + base
  }

  /// Ends a frame that is not the outermost; gives the caller's registers and where it goes on.
  @inline(__always)
  func leave(_ depth: inout Int) -> (Registers, Int) {
    let frame = frames[depth]
    depth &-= 1
    if frame.hasArms { dropArms(deeperThan: depth) }
    return (stack + frames[depth].base, Int(frame.returnAddress))
  }

  /// Undo blocks go with the frame that they stand in, unless an act came.
  func dropArms(deeperThan depth: Int) {
    while let last = arms.last, last.depth > depth { arms.removeLast() }
  }

  /// Gives up every frame deeper than `depth`, and what belongs to them.
  func unwind(to depth: Int) {
    while self.depth > depth { _ = leave(&self.depth) }
    dropArms(deeperThan: depth)
  }
}
