import StileCheck
import StileMachine
import StileSyntax

/// Computes the value of a program by walking over it: slow, and simple enough to be believed.
struct PlainEvaluator {
  indirect enum Value: Equatable {
    case none
    case bool(Bool)
    case int(Int64)
    case string(String)
    case list([Value])
    case map([String: Value])
    /// A lambda with the values of its captures.
    case function(captures: [Value], FunctionNumber)
  }

  /// A lambda by its place in `lambdas`.
  struct FunctionNumber: Equatable {
    let index: Int
  }

  /// A number that is none, or what the evaluator does not know.
  struct Failed: Error {}

  private enum Course {
    case on
    case broken
    case returned(Value)
  }

  let program: Program
  private var lambdas: [Lambda] = []

  init(_ program: Program) { self.program = program }

  mutating func value(of name: String) throws -> Value {
    guard let global = program.globals.first(where: { $0.name == name }),
      case .let(let expression) = global.kind
    else { throw Failed() }
    var locals: [Value] = []
    return try value(expression, &locals)
  }

  private mutating func call(_ body: FunctionBody, _ arguments: [Value]) throws -> Value {
    var locals = arguments
    locals += Array(repeating: .none, count: body.locals.count - arguments.count)
    guard case .returned(let value) = try run(body.statements, &locals) else { return .none }
    return value
  }

  // Statements

  private mutating func run(
    _ statements: [TypedStatement], _ locals: inout [Value]
  ) throws -> Course {
    for statement in statements {
      let course = try run(statement, &locals)
      guard case .on = course else { return course }
    }
    return .on
  }

  private mutating func run(_ statement: TypedStatement, _ locals: inout [Value]) throws -> Course {
    switch statement.kind {
    case .set(let local, let expression):
      let value = try value(expression, &locals)
      locals[local.index] = value
      return .on
    case .evaluate(let expression):
      _ = try value(expression, &locals)
      return .on
    case .if(let condition, let then, let otherwise):
      return try run(isTrue(condition, &locals) ? then : otherwise, &locals)
    case .forEach(let loop):
      for element in try list(loop.sequence, &locals) {
        locals[loop.variable.index] = element
        switch try run(loop.body, &locals) {
        case .on: continue
        case .broken: return .on
        case .returned(let value): return .returned(value)
        }
      }
      return .on
    case .break: return .broken
    case .return(let expression):
      return .returned(try expression.map { try value($0, &locals) } ?? .none)
    default: throw Failed()
    }
  }

  // Expressions

  private mutating func value(
    _ expression: TypedExpression, _ locals: inout [Value]
  ) throws -> Value {
    switch expression.kind {
    case .constant(let constant): return try Self.value(constant)
    case .local(let local): return locals[local.index]
    case .text(let pieces):
      return .string(
        try pieces.map { piece in
          switch piece {
          case .text(let text): text
          case .hole(let hole): try Self.text(value(hole, &locals))
          }
        }.joined())
    case .list(let elements): return .list(try elements.map { try value($0, &locals) })
    case .map(let entries):
      var map: [String: Value] = [:]
      for entry in entries {
        map[try Self.text(value(entry.key, &locals))] = try value(entry.value, &locals)
      }
      return .map(map)
    case .call(let function, let arguments, _):
      let arguments = try arguments.map { try value($0, &locals) }
      return try call(program.functions[function.index].body, arguments)
    case .function(.range, let bounds):
      let bounds = try bounds.map { try int($0, &locals) }
      guard let upper = bounds.last else { throw Failed() }
      let lower = bounds.count == 1 ? 0 : bounds[0]
      return .list((lower..<max(lower, upper)).map { .int($0) })
    case .lambda(let lambda):
      lambdas.append(lambda)
      return .function(
        captures: lambda.captures.map { locals[$0.index] },
        FunctionNumber(index: lambdas.count - 1))
    case .not(let operand): return .bool(try !isTrue(operand, &locals))
    case .negate(let operand): return try Self.number(.subtract, 0, int(operand, &locals))
    case .binary(let binary, let left, let right):
      return try operation(binary, left, right, &locals)
    case .if(let condition, let then, let otherwise):
      let branch = try isTrue(condition, &locals) ? then : otherwise
      _ = try run(branch.statements, &locals)
      return try value(branch.value, &locals)
    case .index(let base, let index):
      let base = try value(base, &locals)
      return try Self.element(of: base, value(index, &locals))
    case .member(let member, let receiver, let arguments):
      let receiver = try value(receiver, &locals)
      return try self.member(member, receiver, arguments.map { try value($0, &locals) })
    default: throw Failed()
    }
  }

  private mutating func operation(
    _ binary: BinaryOperator, _ left: TypedExpression, _ right: TypedExpression,
    _ locals: inout [Value]
  ) throws -> Value {
    let first = try value(left, &locals)
    switch (binary, first) {
    case (.and, .bool(false)), (.or, .bool(true)): return first
    case (.coalesce, let value) where value != .none: return value
    default: break
    }
    let second = try value(right, &locals)
    switch (binary, first, second) {
    case (.and, _, _), (.or, _, _), (.coalesce, _, _): return second
    case (.equal, _, _): return .bool(first == second)
    case (.notEqual, _, _): return .bool(first != second)
    case (.less, .int(let first), .int(let second)): return .bool(first < second)
    case (.lessOrEqual, .int(let first), .int(let second)): return .bool(first <= second)
    case (.greater, .int(let first), .int(let second)): return .bool(first > second)
    case (.greaterOrEqual, .int(let first), .int(let second)): return .bool(first >= second)
    case (_, .int(let first), .int(let second)): return try Self.number(binary, first, second)
    default: throw Failed()
    }
  }

  private mutating func member(
    _ member: BuiltInMember, _ receiver: Value, _ arguments: [Value]
  ) throws -> Value {
    switch (member, receiver, arguments.first) {
    case (.listCount, .list(let list), _): return .int(Int64(list.count))
    case (.listContains, .list(let list), let element?): return .bool(list.contains(element))
    case (.listWith, .list(let list), let element?): return .list(list + [element])
    case (.listJoined, .list(let list), .list(let others)?): return .list(list + others)
    case (.listReversed, .list(let list), _): return .list(list.reversed())
    case (.listJoin, .list(let list), .string(let separator)?):
      return .string(try list.map(Self.text).joined(separator: separator))
    case (.listMap, .list(let list), let function?):
      return .list(try list.map { try apply(function, $0) })
    case (.listFilter, .list(let list), let function?):
      return .list(try list.filter { try apply(function, $0) == .bool(true) })
    case (.mapWith, .map(var map), .string(let key)?) where arguments.count == 2:
      map[key] = arguments[1]
      return .map(map)
    case (.mapWithout, .map(var map), .string(let key)?):
      map[key] = nil
      return .map(map)
    default: throw Failed()
    }
  }

  private mutating func apply(_ function: Value, _ argument: Value) throws -> Value {
    guard case .function(let captures, let number) = function else { throw Failed() }
    return try call(lambdas[number.index].body, captures + [argument])
  }

  // Values

  private mutating func isTrue(
    _ expression: TypedExpression, _ locals: inout [Value]
  ) throws -> Bool { try value(expression, &locals) == .bool(true) }

  private mutating func int(
    _ expression: TypedExpression, _ locals: inout [Value]
  ) throws -> Int64 {
    guard case .int(let number) = try value(expression, &locals) else { throw Failed() }
    return number
  }

  private mutating func list(
    _ expression: TypedExpression, _ locals: inout [Value]
  ) throws -> [Value] {
    guard case .list(let list) = try value(expression, &locals) else { throw Failed() }
    return list
  }

  private static func value(_ constant: Constant) throws -> Value {
    switch constant {
    case .none: .none
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .string(let text): .string(text)
    default: throw Failed()
    }
  }

  private static func text(_ value: Value) throws -> String {
    switch value {
    case .int(let number): String(number)
    case .bool(let flag): flag ? "true" : "false"
    case .string(let text): text
    default: throw Failed()
    }
  }

  private static func element(of base: Value, _ index: Value) throws -> Value {
    switch (base, index) {
    case (.list(let list), .int(let position)):
      list.indices.contains(Int(position)) ? list[Int(position)] : .none
    case (.map(let map), .string(let key)): map[key] ?? .none
    default: throw Failed()
    }
  }

  private static func number(
    _ binary: BinaryOperator, _ left: Int64, _ right: Int64
  ) throws -> Value {
    let result: (partialValue: Int64, overflow: Bool)
    switch binary {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide where right != 0: result = left.dividedReportingOverflow(by: right)
    case .remainder where right != 0: result = (right == -1 ? 0 : left % right, false)
    default: throw Failed()
    }
    if result.overflow { throw Failed() }
    return .int(result.partialValue)
  }
}
