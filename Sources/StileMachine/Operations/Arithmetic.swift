import StileSyntax

/// What the operators mean, by the kinds of their operands. Nothing wraps, and no Float is left
/// that is no number.
enum Arithmetic {
  static func overflow(_ binary: BinaryOperator, _ left: Int64, _ right: Int64) -> Failure {
    Failure(.limit, "\(left) \(binary.rawValue) \(right) is beyond the range of 64-bit integers")
  }

  static func integer(
    _ binary: BinaryOperator, _ left: Int64, _ right: Int64
  ) throws(Failure) -> Int64 {
    let result: (partialValue: Int64, overflow: Bool)
    switch binary {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide: return try quotient(left, right)
    case .remainder: return try remainder(left, right)
    default: preconditionFailure("`\(binary.rawValue)` is no arithmetic")
    }
    if result.overflow { throw overflow(binary, left, right) }
    return result.partialValue
  }

  @inline(__always)
  static func quotient(_ left: Int64, _ right: Int64) throws(Failure) -> Int64 {
    if right == 0 { throw dividedByZero(.divide, left) }
    let (result, isOver) = left.dividedReportingOverflow(by: right)
    if isOver { throw overflow(.divide, left, right) }
    return result
  }

  /// What is left of a division; of one by -1 nothing, though the quotient may be too large.
  @inline(__always)
  static func remainder(_ left: Int64, _ right: Int64) throws(Failure) -> Int64 {
    if right == 0 { throw dividedByZero(.remainder, left) }
    return left.remainderReportingOverflow(dividingBy: right).partialValue
  }

  private static func dividedByZero(_ binary: BinaryOperator, _ left: Int64) -> Failure {
    Failure(.limit, "\(left) \(binary.rawValue) 0 has no value")
  }

  static func float(
    _ binary: BinaryOperator, _ left: Double, _ right: Double
  ) throws(Failure) -> Value {
    let result: Double
    switch binary {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide: result = left / right
    default: preconditionFailure("`\(binary.rawValue)` is no arithmetic of Floats")
    }
    if !result.isFinite {
      throw Failure(.limit, "\(left) \(binary.rawValue) \(right) is no finite number")
    }
    return .float(result)
  }

  static func negated(_ value: Value) throws(Failure) -> Value {
    switch value {
    case .int(let number): return .int(try integer(.subtract, 0, number))
    case .float(let number): return .float(-number)
    case .duration(let nanoseconds): return .duration(try integer(.subtract, 0, nanoseconds))
    default: preconditionFailure("the checker promised a number")
    }
  }
}

extension Heap {
  func arithmetic(
    _ binary: BinaryOperator, _ left: Value, _ right: Value
  ) throws(Failure) -> Value {
    switch (left, right) {
    case (.int(let left), .int(let right)):
      return .int(try Arithmetic.integer(binary, left, right))
    case (.float(let left), .float(let right)): return try Arithmetic.float(binary, left, right)
    case (.duration(let left), .duration(let right)):
      let result = try Arithmetic.integer(binary, left, right)
      return binary == .divide ? .int(result) : .duration(result)
    case (.duration(let left), .int(let right)), (.int(let left), .duration(let right)):
      return .duration(try Arithmetic.integer(binary, left, right))
    case (.time(let left), .time(let right)):
      return .duration(try Arithmetic.integer(binary, left, right))
    case (.time(let left), .duration(let right)):
      return .time(try Arithmetic.integer(binary, left, right))
    case (.size(let left), .size(let right)):
      let result = try Arithmetic.integer(binary, left, right)
      return binary == .divide ? .int(result) : .size(result)
    case (.size(let left), .int(let right)), (.int(let left), .size(let right)):
      return .size(try Arithmetic.integer(binary, left, right))
    case (.path, .string): return try join(bytes(of: left), string(of: right))
    default: preconditionFailure("the checker promised operands that go together")
    }
  }

  /// `Path / "name"`: the name goes below the path, so it can't be absolute.
  private func join(_ path: [UInt8], _ name: String) throws(Failure) -> Value {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, first != UInt8(ascii: "/") else {
      throw Failure(
        .value, "\(Self.quoted(name)) can't be joined to a path: it is empty or absolute")
    }
    let separator: [UInt8] = path.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    return try self.path(path + separator + bytes)
  }
}
