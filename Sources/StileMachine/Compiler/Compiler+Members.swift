import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compile(
    _ member: BuiltInMember, of receiver: TypedExpression, _ arguments: [TypedExpression],
    to target: Register
  ) {
    switch member {
    case .listMap, .listFilter, .listAny, .listAll, .listFind, .listFlatMap:
      guard let function = arguments.first else {
        preconditionFailure("\(member.rawValue) takes a function")
      }
      compileWalk(member, of: receiver, function, to: target)
    default:
      let from = row(of: [receiver] + arguments)
      emit(.member(member, to: target, from: from))
    }
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
    emit(.integer(to: list + 1, 0))
    let start = here
    let end = emitOpenJump(.next(to: element, list: list, end: 0))
    let value = allocate(2)
    emit(.move(to: value, element))
    emit(.callFunction(function, at: value, count: 1))
    var exits: [Int] = []
    switch member {
    case .listMap: emit(.append(list: result, value))
    case .listFlatMap: emit(.appendAll(list: result, value))
    case .listFilter:
      let skip = emitOpenJump(.jumpIfFalse(value, 0))
      emit(.append(list: result, element))
      land(skip)
    case .listAny, .listFind:
      let skip = emitOpenJump(.jumpIfFalse(value, 0))
      emit(.move(to: result, member == .listAny ? value : element))
      exits.append(emitOpenJump(.jump(0)))
      land(skip)
    default:
      let skip = emitOpenJump(.jumpIfTrue(value, 0))
      emit(.move(to: result, value))
      exits.append(emitOpenJump(.jump(0)))
      land(skip)
    }
    emit(.jump(start))
    land(end)
    land(exits)
    emit(.move(to: target, result))
  }

  /// What a walk over no element gives.
  private mutating func compileStart(of member: BuiltInMember, _ result: Register) {
    switch member {
    case .listAny: emit(.boolean(to: result, false))
    case .listAll: emit(.boolean(to: result, true))
    case .listFind: emit(.none(to: result))
    default: emit(.list(to: result))
    }
  }
}
