import StileCheck
import StileSyntax

/// The registers of a frame.
typealias Registers = UnsafeMutablePointer<Value>

extension UnsafeMutablePointer<Value> {
  /// A register; the compiler counted how many a frame needs, and `Fiber.reserve` made room for
  /// them.
  @inline(__always)
  subscript(register: Register) -> Value {
    get { self[Int(register)] }
    nonmutating set { self[Int(register)] = newValue }
  }
}

extension Machine {
  /// Runs instructions until one stops the fiber or fails. What the loop needs at every step is in
  /// locals; the fiber is brought up to date where it ends.
  func execute(_ fiber: Fiber) throws(Failure) -> Stop {
    let code = instructions
    let heap = fiber.heap
    var address = fiber.address
    var depth = fiber.depth
    var registers = fiber.registers
    var steps = fiber.stepsLeft
    do throws(Failure) {
      while true {
        let instruction = code[address]
        address &+= 1
        switch instruction {
        case .integer(let to, let number): registers[to] = .int(Int64(number))
        case .constant(let to, let number): registers[to] = constants[Int(number)]
        case .move(let to, let from): registers[to] = registers[from]
        case .jump(let target): address = Int(target)
        case .jumpIfFalse(let register, let target):
          if !Self.bool(registers[register]) { address = Int(target) }
        case .jumpIfTrue(let register, let target):
          if Self.bool(registers[register]) { address = Int(target) }
        case .jumpIfNone(let register, let target):
          if case .none = registers[register] { address = Int(target) }
        case .jumpIfLess(let left, let right, let target):
          if Self.int(registers[left]) < Self.int(registers[right]) { address = Int(target) }
        case .jumpUnlessLess(let left, let right, let target):
          if Self.int(registers[left]) >= Self.int(registers[right]) { address = Int(target) }
        case .jumpIfLessThan(let left, let number, let target):
          if Self.int(registers[left]) < Int64(number) { address = Int(target) }
        case .jumpUnlessLessThan(let left, let number, let target):
          if Self.int(registers[left]) >= Int64(number) { address = Int(target) }
        case .jumpIfEqual(let left, let right, let target):
          if Self.int(registers[left]) == Self.int(registers[right]) { address = Int(target) }
        case .jumpUnlessEqual(let left, let right, let target):
          if Self.int(registers[left]) != Self.int(registers[right]) { address = Int(target) }
        case .jumpIfEqualTo(let left, let number, let target):
          if Self.int(registers[left]) == Int64(number) { address = Int(target) }
        case .jumpUnlessEqualTo(let left, let number, let target):
          if Self.int(registers[left]) != Int64(number) { address = Int(target) }
        case .next(let to, let list, let round):
          try Self.countStep(&steps)
          if Self.advance(to, list, registers, heap) { address = Int(round) }
        case .nextInt(let to, let bounds, let round):
          try Self.countStep(&steps)
          if Self.advance(to, bounds, registers) { address = Int(round) }
        case .addInt(let to, let left, let right):
          registers[to] = try Self.sum(registers[left], registers[right])
        case .addInteger(let to, let left, let number):
          registers[to] = try Self.sum(registers[left], number)
        case .subtractInt(let to, let left, let right):
          registers[to] = try Self.difference(registers[left], registers[right])
        case .multiplyInt(let to, let left, let right):
          registers[to] = try Self.product(registers[left], registers[right])
        case .divideInt(let to, let left, let right):
          registers[to] = .int(
            try Arithmetic.quotient(Self.int(registers[left]), Self.int(registers[right])))
        case .remainderInt(let to, let left, let right):
          registers[to] = .int(
            try Arithmetic.remainder(Self.int(registers[left]), Self.int(registers[right])))
        case .remainderInteger(let to, let left, let number):
          registers[to] = .int(
            try Arithmetic.remainder(Self.int(registers[left]), Int64(number)))
        case .lessInt(let to, let left, let right):
          registers[to] = .bool(Self.int(registers[left]) < Self.int(registers[right]))
        case .lessOrEqualInt(let to, let left, let right):
          registers[to] = .bool(Self.int(registers[left]) <= Self.int(registers[right]))
        case .equalInt(let to, let left, let right):
          registers[to] = .bool(Self.int(registers[left]) == Self.int(registers[right]))
        case .call(let function, let at):
          try Self.countStep(&steps)
          let entry = functions[Int(function)]
          registers = try fiber.enter(entry, registers, at, &depth, address)
          address = Int(entry.address)
        case .callFunction(let register, let at, let count):
          try Self.countStep(&steps)
          let closure = heap.closure(of: registers[register])
          let entry = functions[closure.function]
          registers = try fiber.enter(entry, registers, at, &depth, address)
          Self.place(closure, entry, Int(count), registers)
          address = Int(entry.address)
        case .returnValue(let register):
          registers[0] = registers[register]
          if depth == 0 { return finish(fiber) }
          (registers, address) = fiber.leave(&depth)
        case .returnNothing:
          registers[0] = .none
          if depth == 0 { return finish(fiber) }
          (registers, address) = fiber.leave(&depth)
        case .request, .reached, .header, .ended, .region, .asked:
          fiber.address = address
          fiber.depth = depth
          return try stop(at: instruction, fiber)
        default:
          fiber.depth = depth
          try perform(instruction, fiber, registers, address)
        }
      }
    } catch {
      fiber.address = address
      fiber.depth = depth
      fiber.stepsLeft = steps
      throw error
    }
  }

  @inline(__always)
  private static func countStep(_ steps: inout Int) throws(Failure) {
    steps &-= 1
    if steps < 0 {
      throw Failure(.limit, "it ran on and on without asking the world")
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

  @inline(__always)
  private static func sum(_ left: Value, _ right: Value) throws(Failure) -> Value {
    let (result, isOver) = int(left).addingReportingOverflow(int(right))
    if isOver { throw Arithmetic.overflow(.add, int(left), int(right)) }
    return .int(result)
  }

  @inline(__always)
  private static func sum(_ left: Value, _ number: Int32) throws(Failure) -> Value {
    let (result, isOver) = int(left).addingReportingOverflow(Int64(number))
    if isOver {
      let isSum = number >= 0
      throw Arithmetic.overflow(isSum ? .add : .subtract, int(left), Int64(number.magnitude))
    }
    return .int(result)
  }

  @inline(__always)
  private static func difference(_ left: Value, _ right: Value) throws(Failure) -> Value {
    let (result, isOver) = int(left).subtractingReportingOverflow(int(right))
    if isOver { throw Arithmetic.overflow(.subtract, int(left), int(right)) }
    return .int(result)
  }

  @inline(__always)
  private static func product(_ left: Value, _ right: Value) throws(Failure) -> Value {
    let (result, isOver) = int(left).multipliedReportingOverflow(by: int(right))
    if isOver { throw Arithmetic.overflow(.multiply, int(left), int(right)) }
    return .int(result)
  }

  /// The next element of a list, counted in the register behind it; false at the end.
  private static func advance(
    _ to: Register, _ list: Register, _ registers: Registers, _ heap: Heap
  ) -> Bool {
    let position = int(registers[list &+ 1])
    guard let element = heap.element(position, of: registers[list]) else { return false }
    registers[to] = element
    registers[list &+ 1] = .int(position &+ 1)
    return true
  }

  /// The next integer of a range; false at its end.
  @inline(__always)
  private static func advance(
    _ to: Register, _ bounds: Register, _ registers: Registers
  ) -> Bool {
    let position = int(registers[bounds])
    guard position < int(registers[bounds &+ 1]) else { return false }
    registers[to] = .int(position)
    registers[bounds] = .int(position &+ 1)
    return true
  }

  /// Puts what a function value brings along around its arguments.
  ///
  ///     │ argument │            →  │ capture │ capture │ argument │ seat │
  private static func place(
    _ closure: Closure, _ entry: FunctionEntry, _ count: Int, _ registers: Registers
  ) {
    let captured = closure.captures.count
    if captured > 0 {
      for position in (0..<count).reversed() {
        registers[position + captured] = registers[position]
      }
      for (position, value) in closure.captures.enumerated() { registers[position] = value }
    }
    registers[Int(entry.parameterCount)] = closure.seat
  }
}

extension Fiber {
  /// Begins a frame at a register of the frame at hand; gives its registers.
  @inline(__always)
  func enter(
    _ entry: FunctionEntry, _ registers: Registers, _ at: Register, _ depth: inout Int,
    _ returnAddress: Int
  ) throws(Failure) -> Registers {
    if depth &+ 1 >= Limits.callDepth {
      throw Failure(.limit, "calls nest deeper than \(Limits.callDepth) levels")
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
