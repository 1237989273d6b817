import StileCheck

/// Variables whose list or map changes in place: see `Heap+Updates.swift`.
extension FunctionCompiler {
  /// `xs = xs.with(…)`, if it is one.
  mutating func compileUpdate(of local: LocalID, _ value: TypedExpression) -> Bool {
    guard case .member(let member, let receiver, let arguments) = value.kind,
      case .local(local) = receiver.kind, !arguments.contains(where: \.mayAssign)
    else { return false }
    let target = register(of: local)
    switch (member, arguments.count) {
    case (.listWith, 1):
      let element = operand(arguments[0])
      at(value.span) { $0.emit(.updateList(target, element)) }
    case (.mapWith, 2):
      let key = operand(arguments[0])
      let entry = operand(arguments[1])
      at(value.span) { $0.emit(.updateMap(target, key: key, entry)) }
    default: return false
    }
    return true
  }

  /// Before a read of a variable that gives its value another name.
  mutating func emitShare(of local: LocalID) {
    guard body.locals.indices.contains(local.index), body.locals[local.index].isVariable else {
      return
    }
    switch body.locals[local.index].type {
    case .list, .map: emit(.share(register(of: local)))
    default: break
    }
  }

  /// The register of a value that is only looked into.
  mutating func inspected(_ expression: TypedExpression) -> Register {
    if case .local(let local) = expression.kind { return register(of: local) }
    return operand(expression)
  }

  /// Compiles a value that is only looked into, if it `isInspected`.
  mutating func compile(
    _ expression: TypedExpression, to target: Register, isInspected: Bool
  ) {
    if isInspected, case .local(let local) = expression.kind {
      emit(.move(to: target, register(of: local)))
    } else {
      compile(expression, to: target)
    }
  }
}

extension BuiltInMember {
  /// Its value does not hold the receiver.
  var onlyInspects: Bool {
    switch self {
    case .listCount, .listIsEmpty, .listFirst, .listLast, .listContains, .listJoin, .mapCount,
      .mapIsEmpty, .mapKeys, .mapValues, .mapContains:
      true
    default: false
    }
  }
}
