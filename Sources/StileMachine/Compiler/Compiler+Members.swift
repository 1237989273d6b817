import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compile(
    _ member: BuiltInMember, of receiver: TypedExpression, _ arguments: [TypedExpression],
    to target: Register
  ) {
    switch member {
    case .listMap, .listFilter, .listAny, .listAll, .listFind, .listFlatMap, .listCountWhere:
      compileWalk(member, of: receiver, function(of: member, arguments), to: target)
    case .listSortedBy, .listGroupBy:
      compileListWith(member, of: receiver, function(of: member, arguments), to: target)
    case .mapMapValues, .mapFilter:
      compileMapWith(member, of: receiver, function(of: member, arguments), to: target)
    case .listSum:
      let zero = TypedExpression(.constant(receiver.type.zero), receiver.type, receiver.span)
      emit(.member(to: target, from: row(of: [receiver, zero]), member))
    default:
      let from = allocate(arguments.count + 1)
      let isInspected = member.onlyInspects && !arguments.contains(where: \.mayAssign)
      compile(receiver, to: from, isInspected: isInspected)
      for (position, argument) in arguments.enumerated() {
        compile(argument, to: from + 1 + Register(truncatingIfNeeded: position))
      }
      emit(.member(to: target, from: from, member))
    }
  }

  private func function(
    of member: BuiltInMember, _ arguments: [TypedExpression]
  ) -> TypedExpression {
    guard let function = arguments.first else {
      preconditionFailure("\(member.rawValue) takes a function")
    }
    return function
  }

  /// The function gives a key for each element; the member takes the list and the keys.
  private mutating func compileListWith(
    _ member: BuiltInMember, of receiver: TypedExpression, _ function: TypedExpression,
    to target: Register
  ) {
    let row = allocate(2)
    compile(receiver, to: row)
    let function = operand(function)
    compileEach(row, to: row + 1) { compiler, element in
      compiler.emitCall(function, of: element)
    }
    emit(.member(to: target, from: row, member))
  }

  /// The function gives a result for each entry; the member takes the map and the results.
  private mutating func compileMapWith(
    _ member: BuiltInMember, of receiver: TypedExpression, _ function: TypedExpression,
    to target: Register
  ) {
    let row = allocate(2)
    compile(receiver, to: row)
    let function = operand(function)
    let keys = allocate()
    emit(.member(to: keys, from: row, .mapKeys))
    compileEach(keys, to: row + 1) { compiler, key in
      let value = compiler.allocate(3)
      if member == .mapFilter {
        compiler.emit(.move(to: value, key))
        compiler.emit(.index(to: value + 1, row, key))
      } else {
        compiler.emit(.index(to: value, row, key))
      }
      compiler.emit(.callFunction(function, at: value, count: member == .mapFilter ? 2 : 1))
      return value
    }
    emit(.member(to: target, from: row, member))
  }

  /// Makes a list of what `body` gives for each element of another one.
  private mutating func compileEach(
    _ source: Register, to result: Register,
    _ body: (inout FunctionCompiler, Register) -> Register
  ) {
    let list = allocate(2)
    emit(.move(to: list, source))
    emit(.list(to: result))
    let element = allocate()
    compileRounds(.list(list), into: element) { compiler in
      compiler.emit(.append(list: result, body(&compiler, element)))
    }
  }

  /// Calls a function with one element; its value replaces the copy of the element.
  private mutating func emitCall(_ function: Register, of element: Register) -> Register {
    let value = allocate(2)
    emit(.move(to: value, element))
    emit(.callFunction(function, at: value, count: 1))
    return value
  }

  /// A member that calls a function for each element is a loop: the function may ask the world, and
  /// then the fiber stops in the middle of it.
  private mutating func compileWalk(
    _ member: BuiltInMember, of receiver: TypedExpression, _ function: TypedExpression,
    to target: Register
  ) {
    let list = allocate(2)
    compile(receiver, to: list)
    let function = operand(function)
    let result = allocate()
    let element = allocate()
    compileStart(of: member, result)
    var exits: [Int] = []
    compileRounds(.list(list), into: element) { compiler in
      let value = compiler.emitCall(function, of: element)
      exits = compiler.compileRound(of: member, element, value, result)
    }
    land(exits)
    emit(.move(to: target, result))
  }

  /// What is done with the value that the function gives for an element; jumps out of the walk.
  private mutating func compileRound(
    of member: BuiltInMember, _ element: Register, _ value: Register, _ result: Register
  ) -> [Int] {
    switch member {
    case .listMap: emit(.append(list: result, value))
    case .listFlatMap: emit(.appendAll(list: result, value))
    case .listFilter:
      let skip = emitOpenJump(.jumpIfFalse(value, 0))
      emit(.append(list: result, element))
      land(skip)
    case .listCountWhere:
      let skip = emitOpenJump(.jumpIfFalse(value, 0))
      emit(.addInteger(to: result, result, 1))
      land(skip)
    case .listAny, .listFind:
      let skip = emitOpenJump(.jumpIfFalse(value, 0))
      emit(.move(to: result, member == .listAny ? value : element))
      let exit = emitOpenJump(.jump(0))
      land(skip)
      return [exit]
    default:
      let skip = emitOpenJump(.jumpIfTrue(value, 0))
      emit(.move(to: result, value))
      let exit = emitOpenJump(.jump(0))
      land(skip)
      return [exit]
    }
    return []
  }

  /// What a walk over no element gives.
  private mutating func compileStart(of member: BuiltInMember, _ result: Register) {
    switch member {
    case .listAny: emit(.boolean(to: result, false))
    case .listAll: emit(.boolean(to: result, true))
    case .listFind: emit(.none(to: result))
    case .listCountWhere: emit(.integer(to: result, 0))
    default: emit(.list(to: result))
    }
  }
}

extension Type {
  /// The sum of no element.
  fileprivate var zero: Constant {
    guard case .list(let element) = self else { preconditionFailure("a list has a sum") }
    switch element {
    case .float: return .float(0)
    case .duration: return .duration(0)
    case .size: return .size(0)
    default: return .int(0)
    }
  }
}
