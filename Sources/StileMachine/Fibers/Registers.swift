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

  @inline(__always)
  func int(_ register: Register) -> Int64 { Machine.int(self[register]) }

  // Arithmetic and comparison of Ints: `to` is filled from the others.

  @inline(__always)
  func add(_ to: Register, _ left: Register, _ right: Register) throws(Failure) {
    let (result, isOver) = int(left).addingReportingOverflow(int(right))
    if isOver { throw Arithmetic.overflow(.add, int(left), int(right)) }
    self[to] = .int(result)
  }

  /// Adds a constant, which is negative where the text subtracts one.
  @inline(__always)
  func add(_ to: Register, _ left: Register, number: Int32) throws(Failure) {
    let (result, isOver) = int(left).addingReportingOverflow(Int64(number))
    if isOver {
      let isSum = number >= 0
      throw Arithmetic.overflow(isSum ? .add : .subtract, int(left), Int64(number.magnitude))
    }
    self[to] = .int(result)
  }

  @inline(__always)
  func subtract(_ to: Register, _ left: Register, _ right: Register) throws(Failure) {
    let (result, isOver) = int(left).subtractingReportingOverflow(int(right))
    if isOver { throw Arithmetic.overflow(.subtract, int(left), int(right)) }
    self[to] = .int(result)
  }

  @inline(__always)
  func multiply(_ to: Register, _ left: Register, _ right: Register) throws(Failure) {
    let (result, isOver) = int(left).multipliedReportingOverflow(by: int(right))
    if isOver { throw Arithmetic.overflow(.multiply, int(left), int(right)) }
    self[to] = .int(result)
  }

  @inline(__always)
  func divide(_ to: Register, _ left: Register, _ right: Register) throws(Failure) {
    self[to] = .int(try Arithmetic.quotient(int(left), int(right)))
  }

  @inline(__always)
  func remainder(_ to: Register, _ left: Register, _ right: Register) throws(Failure) {
    self[to] = .int(try Arithmetic.remainder(int(left), int(right)))
  }

  @inline(__always)
  func remainder(_ to: Register, _ left: Register, number: Int32) throws(Failure) {
    self[to] = .int(try Arithmetic.remainder(int(left), Int64(number)))
  }

  @inline(__always)
  func less(_ to: Register, _ left: Register, _ right: Register) {
    self[to] = .bool(int(left) < int(right))
  }

  @inline(__always)
  func lessOrEqual(_ to: Register, _ left: Register, _ right: Register) {
    self[to] = .bool(int(left) <= int(right))
  }

  @inline(__always)
  func equal(_ to: Register, _ left: Register, _ right: Register) {
    self[to] = .bool(int(left) == int(right))
  }
}
