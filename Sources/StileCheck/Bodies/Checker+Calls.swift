import StileSyntax

extension Checker {
  /// `callee(arguments)`; `on` is the host that a tail gives.
  mutating func inferCall(
    _ callee: Expression, _ arguments: [Argument], _ hint: Type?, _ span: SourceSpan,
    on seat: SeatTail?
  ) -> TypedExpression {
    switch callee.kind {
    case .name(let name): return callName(name, callee.span, arguments, hint, span, seat)
    case .typeName(let name):
      refuseSeat(seat)
      return inferConstruction(name, callee.span, arguments, span)
    case .dotCase(let name):
      let value = inferDotCase(name, arguments, hint, span)
      if !value.type.isErroneous { refuseSeat(seat) }
      return value
    case .member(let receiver, let name):
      return callMember(receiver, name, arguments, hint, span, seat)
    case .missing:
      checkAside(arguments)
      return erroneous(span)
    default:
      report(.notCallable(text(callee.span), at: callee.span))
      return erroneous(span)
    }
  }

  private mutating func callName(
    _ name: String, _ nameSpan: SourceSpan, _ arguments: [Argument], _ hint: Type?,
    _ span: SourceSpan, _ seat: SeatTail?
  ) -> TypedExpression {
    switch lookUp(name) {
    case .symbol(.function(let id)):
      return call(id, name, nameSpan, arguments, hint, span, seat)
    case .local(let variable, let id):
      return callLocal(variable, id, arguments, nameSpan, span, seat)
    case .symbol(.builtIn(.range)):
      refuseSeat(seat)
      return callRange(arguments, span)
    case .symbol(.builtIn(.raw)):
      refuseSeat(seat)
      let parameter = Parameter(name: "text", type: .string, defaultValue: nil, span: nil)
      report(.rawCommand(at: nameSpan))
      let values = match(arguments, to: [parameter], of: "raw", at: span) ?? []
      return TypedExpression(.function(.raw, values), .command, span)
    case .symbol:
      report(.notCallable(name, at: nameSpan))
      return erroneous(span)
    case nil:
      reportUnknownName(name, at: nameSpan)
      checkAside(arguments)
      return erroneous(span)
    }
  }

  private mutating func callRange(_ arguments: [Argument], _ span: SourceSpan) -> TypedExpression {
    let names = arguments.count < 2 ? ["end"] : ["start", "end"]
    let parameters = names.map { Parameter(name: $0, type: .int, defaultValue: nil, span: nil) }
    let values = match(arguments, to: parameters, of: "range", at: span)
    return TypedExpression(.function(.range, values ?? []), .list(.int), span)
  }

  private mutating func callLocal(
    _ variable: LocalVariable, _ id: LocalID, _ arguments: [Argument], _ nameSpan: SourceSpan,
    _ span: SourceSpan, _ seat: SeatTail?
  ) -> TypedExpression {
    guard case .function(let types, let result) = inference.shallow(variable.type) else {
      if !inference.shallow(variable.type).isErroneous {
        report(.notCallable(variable.name, at: nameSpan))
      }
      return erroneous(span)
    }
    refuseSeat(seat)
    let parameters = types.enumerated().map { index, type in
      Parameter(name: "\(index + 1)", type: type, defaultValue: nil, span: nil)
    }
    let values = match(arguments, to: parameters, of: variable.name, at: span)
    return TypedExpression(.callLocal(id, values ?? []), result, span)
  }

  /// A call of a declared callable: its effect counts here, and its need of a host.
  mutating func call(
    _ id: FunctionID, _ name: String, _ nameSpan: SourceSpan, _ arguments: [Argument],
    _ hint: Type?, _ span: SourceSpan, _ seat: SeatTail?
  ) -> TypedExpression {
    checkDefaults(of: id)
    let entry = functions[id.index]
    body.facts.calls.insert(id)
    let place = self.seat(of: id, seat, at: nameSpan)
    let isAdmitted = entry.effect == .procedure && body.admittedProcedure == span
    let isAllowed = isAdmitted || demand(entry.effect, "`\(name)`", at: nameSpan)
    if entry.effect > .probe && body.conditions == 0 { body.facts.questions.append(.procedure(id)) }
    if entry.effect == .action { noteChange(at: nameSpan, words: name, isOwn: false) }
    let declared = resultType(of: id, at: nameSpan)
    if declared.hasUnknown { body.isOpen = true }
    let unknowns = entry.generics.map { _ in inference.fresh(at: nameSpan) }
    let result = declared.replacingParameters(unknowns)
    var parameters = entry.parameters
    if !unknowns.isEmpty {
      parameters = parameters.map { $0.replacingParameters(unknowns) }
      suggest(hint, for: result)
    }
    let values = match(arguments, to: parameters, of: name, at: span)
    for (generic, unknown) in zip(entry.generics, unknowns) {
      pending.genericUses.append(
        .init(type: unknown, name: generic, callee: name, span: nameSpan))
    }
    guard let values else { return erroneous(span) }
    return TypedExpression(.call(id, values, place), isAllowed ? result : .erroneous, span)
  }

  /// Lets the place of a generic call say what its result is, before the arguments are looked at.
  mutating func suggest(_ hint: Type?, for result: Type) {
    guard let hint else { return }
    let wanted = inference.shallow(hint)
    let given = inference.shallow(result)
    if case .optional(let wrapped) = wanted {
      if case .variable = given { return }
      if case .optional = given { _ = inference.unifyTentatively(given, wanted) }
      _ = inference.unifyTentatively(given, wrapped)
      return
    }
    _ = inference.unifyTentatively(given, wanted)
  }

  /// A declared callable as a value: only where a function is expected, and nothing that changes.
  mutating func inferFunctionValue(
    _ id: FunctionID, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let entry = functions[id.index]
    guard let hint, case .function = inference.shallow(hint) else {
      report(.functionAsValue(entry.name.text, at: span))
      return erroneous(span)
    }
    body.facts.calls.insert(id)
    body.isOpen = true
    needSeat(.call(id), at: span)
    if entry.effect > .probe {
      report(.changingFunction(entry.name.text, entry.effect, at: span))
      return erroneous(span)
    }
    demand(entry.effect, "`\(entry.name.text)`", at: span)
    let unknowns = entry.generics.map { _ in inference.fresh(at: span) }
    let result = resultType(of: id, at: span).replacingParameters(unknowns)
    let type = Type.function(
      entry.parameters.map { $0.type.replacingParameters(unknowns) }, result)
    return TypedExpression(.functionValue(id), type, span)
  }
}

extension Parameter {
  /// The parameter of a generic callable, with types for its type parameters.
  fileprivate func replacingParameters(_ types: [Type]) -> Parameter {
    Parameter(
      name: name, type: type.replacingParameters(types), defaultValue: defaultValue, span: span)
  }
}

extension Expression {
  var isLambda: Bool {
    switch kind {
    case .lambda: true
    case .parenthesized(let inner): inner.isLambda
    default: false
    }
  }
}
