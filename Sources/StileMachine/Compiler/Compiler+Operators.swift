import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compile(
    _ binary: BinaryOperator, _ left: TypedExpression, _ right: TypedExpression,
    to target: Register
  ) {
    let areInts = left.type == .int && right.type == .int
    switch binary {
    case .or, .and, .coalesce:
      let value = place(for: target)
      compile(left, to: value)
      let end: Int
      switch binary {
      case .or: end = emitOpenJump(.jumpIfTrue(value, 0))
      case .and: end = emitOpenJump(.jumpIfFalse(value, 0))
      default:
        let isNone = emitOpenJump(.jumpIfNone(value, 0))
        end = emitOpenJump(.jump(0))
        land(isNone)
      }
      compile(right, to: value)
      land(end)
      if value != target { emit(.move(to: target, value)) }
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      let first = operand(left, before: right)
      let second = operand(right)
      compileComparison(binary, areInts, first, second, to: target)
    case .add, .subtract, .multiply, .divide, .remainder:
      let first = operand(left, before: right)
      if areInts, let instruction = binary.instruction(first, right, to: target) {
        return emit(instruction)
      }
      let second = operand(right)
      compileArithmetic(binary, areInts, first, second, to: target)
    }
  }

  mutating func compileComparison(
    _ binary: BinaryOperator, _ areInts: Bool, _ left: Register, _ right: Register,
    to target: Register
  ) {
    guard areInts else {
      emit(binary.instruction(to: target, left, right))
      return
    }
    switch binary {
    case .equal: emit(.equalInt(to: target, left, right))
    case .less: emit(.lessInt(to: target, left, right))
    case .lessOrEqual: emit(.lessOrEqualInt(to: target, left, right))
    case .greater: emit(.lessInt(to: target, right, left))
    case .greaterOrEqual: emit(.lessOrEqualInt(to: target, right, left))
    default: emit(binary.instruction(to: target, left, right))
    }
  }

  private mutating func compileArithmetic(
    _ binary: BinaryOperator, _ areInts: Bool, _ left: Register, _ right: Register,
    to target: Register
  ) {
    switch binary {
    case .add where areInts: emit(.addInt(to: target, left, right))
    case .subtract where areInts: emit(.subtractInt(to: target, left, right))
    case .multiply where areInts: emit(.multiplyInt(to: target, left, right))
    case .divide where areInts: emit(.divideInt(to: target, left, right))
    case .remainder where areInts: emit(.remainderInt(to: target, left, right))
    default: emit(binary.instruction(to: target, left, right))
    }
  }

  // Conditions

  /// Open jumps that are taken when the condition is `truth`; otherwise the code goes on behind.
  mutating func compileJumps(when truth: Bool, _ condition: TypedExpression) -> [Int] {
    switch condition.kind {
    case .not(let inner): return compileJumps(when: !truth, inner)
    case .binary(let binary, let left, let right) where binary == .and || binary == .or:
      // An `and` that is false, or an `or` that is true, is so by either side alone.
      if truth == (binary == .or) {
        let first = compileJumps(when: truth, left)
        return first + compileJumps(when: truth, right)
      }
      let skip = compileJumps(when: !truth, left)
      let jumps = compileJumps(when: truth, right)
      land(skip)
      return jumps
    case .binary(let binary, let left, let right)
    where binary.isComparison && left.type == .int && right.type == .int:
      return scratch { compiler in
        let first = compiler.operand(left, before: right)
        return [compiler.emitOpenJump(compiler.jump(when: truth, binary, first, right))]
      }
    default:
      return scratch { compiler in
        let value = compiler.operand(condition)
        return [compiler.emitOpenJump(truth ? .jumpIfTrue(value, 0) : .jumpIfFalse(value, 0))]
      }
    }
  }

  /// The jump of a comparison of Ints; compiles its right side.
  private mutating func jump(
    when truth: Bool, _ binary: BinaryOperator, _ left: Register, _ right: TypedExpression
  ) -> Instruction {
    // x <= y is not y < x, and for integers x <= 5 is x < 6.
    if let number = right.smallInteger {
      switch binary {
      case .equal, .notEqual:
        let isWanted = truth == (binary == .equal)
        return isWanted ? .jumpIfEqualTo(left, number, 0) : .jumpUnlessEqualTo(left, number, 0)
      default:
        let bound = binary == .lessOrEqual || binary == .greater ? number + 1 : number
        let isWanted = truth == (binary == .less || binary == .lessOrEqual)
        return isWanted ? .jumpIfLessThan(left, bound, 0) : .jumpUnlessLessThan(left, bound, 0)
      }
    }
    let right = operand(right)
    switch binary {
    case .equal, .notEqual:
      let isWanted = truth == (binary == .equal)
      return isWanted ? .jumpIfEqual(left, right, 0) : .jumpUnlessEqual(left, right, 0)
    case .less, .greaterOrEqual:
      let isWanted = truth == (binary == .less)
      return isWanted ? .jumpIfLess(left, right, 0) : .jumpUnlessLess(left, right, 0)
    default:
      let isWanted = truth == (binary == .greater)
      return isWanted ? .jumpIfLess(right, left, 0) : .jumpUnlessLess(right, left, 0)
    }
  }

  // Choices

  /// Where the value of a choice goes.
  enum Destination {
    case register(Register)
    /// Each branch returns it.
    case result
  }

  mutating func compileChoice(_ expression: TypedExpression, into destination: Destination) {
    guard case .register(let target) = destination else {
      compileBranches(of: expression, into: .result)
      return
    }
    let value = place(for: target)
    land(compileBranches(of: expression, into: .register(value)))
    if value != target { emit(.move(to: target, value)) }
  }

  /// Gives the jumps from the ends of the branches.
  @discardableResult
  private mutating func compileBranches(
    of expression: TypedExpression, into destination: Destination
  ) -> [Int] {
    var ends: [Int] = []
    switch expression.kind {
    case .if(let condition, let then, let otherwise):
      let skip = compileJumps(when: false, condition)
      ends += compile(then, into: destination)
      land(skip)
      ends += compile(otherwise, into: destination)
    case .ifLet(let local, let optional, let then, let otherwise):
      compile(optional, to: register(of: local))
      let skip = emitOpenJump(.jumpIfNone(register(of: local), 0))
      ends += compile(then, into: destination)
      land(skip)
      ends += compile(otherwise, into: destination)
    case .match(let subject, let arms):
      let subject = operand(subject)
      for arm in arms {
        let next = compilePatterns(arm.patterns, of: subject)
        ends += compile(arm.branch, into: destination)
        land(next)
      }
    default: preconditionFailure("only `if` and `match` choose between branches")
    }
    return ends
  }

  private mutating func compile(_ branch: Branch, into destination: Destination) -> [Int] {
    compile(branch.statements)
    switch destination {
    case .register(let target):
      compile(branch.value, to: target)
      return [emitOpenJump(.jump(0))]
    case .result:
      scratch { $0.compileReturn(branch.value) }
      return []
    }
  }
}

extension TypedExpression {
  /// The constant that an instruction has room for, with one more than it too.
  fileprivate var smallInteger: Int32? {
    guard case .constant(.int(let number)) = kind, number < Int64(Int32.max) else { return nil }
    return Int32(exactly: number)
  }
}

extension BinaryOperator {
  /// The instruction for a register and a constant of Ints, if there is one.
  fileprivate func instruction(
    _ left: Register, _ right: TypedExpression, to target: Register
  ) -> Instruction? {
    guard let number = right.smallInteger, number >= 0 else { return nil }
    switch self {
    case .add: return .addInteger(to: target, left, number)
    case .subtract: return .addInteger(to: target, left, -number)
    case .remainder: return .remainderInteger(to: target, left, number)
    default: return nil
    }
  }

  /// The instruction for operands of any kind.
  func instruction(to target: Register, _ left: Register, _ right: Register) -> Instruction {
    switch self {
    case .add: .add(to: target, left, right)
    case .subtract: .subtract(to: target, left, right)
    case .multiply: .multiply(to: target, left, right)
    case .divide: .divide(to: target, left, right)
    case .remainder: .remainder(to: target, left, right)
    case .equal: .equal(to: target, left, right)
    case .notEqual: .notEqual(to: target, left, right)
    case .less: .less(to: target, left, right)
    case .lessOrEqual: .lessOrEqual(to: target, left, right)
    case .greater: .greater(to: target, left, right)
    case .greaterOrEqual: .greaterOrEqual(to: target, left, right)
    case .or, .and, .coalesce: preconditionFailure("`\(rawValue)` is compiled to jumps")
    }
  }
}
