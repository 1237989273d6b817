import StileSyntax

/// What stands between steps, other than items that have a word of their own.
extension Checker {
  /// A `let` between steps: pure, or an item that remembers what the world said, or a procedure's
  /// call.
  mutating func checkFlowLet(
    _ binding: Binding, _ declared: Type?, _ expression: Expression, _ span: SourceSpan
  ) -> TypedStatement? {
    if let id = procedure(calledBy: expression) {
      return checkProcedureCall(id, expression, binding, declared, span)
    }
    let savedItem = body.item
    body.item = binding.name.span
    body.place = .flowLet
    body.effect = .pure
    let value = boundValue(binding, declared, expression)
    body.place = .flow
    body.item = savedItem
    let type = declared ?? inference.shallow(value.type)
    guard body.effect == .probe else {
      let id = declareLocal(binding.name, type, isMadeSecret: isMadeSecret(value))
      names.declare(binding.name, .let)
      return TypedStatement(.set(id, value), span)
    }
    refuseUnstorable(
      type, "the value of a `let` that asks the world", at: binding.name.span,
      isMadeSecret: isMadeSecret(value))
    let source = KeySource(span: binding.name.span, idPlace: nil, what: "a `let`")
    let part = keyPart(binding.name.text, source)
    let id = declareLocal(binding.name, type)
    names.declare(binding.name, .let)
    let words = constant(.string(text(expression.span).onOneLine), .string, expression.span)
    let item = TypedItem(
      kind: .probe(value), part: part, title: words, tags: [], seat: .ofPlace, when: nil,
      within: nil,
      isRequired: false, isSafeToRepeat: false, resultType: type, header: span)
    return TypedStatement(.item(item, into: id), span)
  }

  /// An expression that is a statement of the flow: a procedure's call, or `fail`.
  mutating func checkFlowExpression(
    _ expression: Expression, _ span: SourceSpan
  ) -> TypedStatement? {
    if let id = procedure(calledBy: expression) {
      return checkProcedureCall(id, expression, nil, nil, span)
    }
    let before = diagnostics.count
    body.effect = .pure
    let value = infer(expression)
    let isTold = diagnostics.count > before || inference.shallow(value.type).isErroneous
    if body.effect == .pure && !value.isEvaluatedForItself && !isTold {
      report(unusedValue(expression, inference.shallow(value.type)))
    }
    return TypedStatement(.evaluate(value), span)
  }

  /// The procedure that an expression is a call of, looked up without a message.
  private mutating func procedure(calledBy expression: Expression) -> FunctionID? {
    var call = expression.withoutParentheses
    if case .seated(let inner, _) = call.kind { call = inner.withoutParentheses }
    guard case .call(let callee, _) = call.kind else { return nil }
    var symbol: Symbol?
    switch callee.kind {
    case .name(let name):
      if case .symbol(let found)? = lookUp(name) { symbol = found }
    case .member(let receiver, let name):
      guard case .name(let word) = receiver.kind,
        case .symbol(.module(let module))? = lookUp(word)
      else { return nil }
      symbol = scopes[module].symbols[name.text]?.value
    default: return nil
    }
    guard case .function(let id)? = symbol, functions[id.index].effect == .procedure else {
      return nil
    }
    return id
  }

  private mutating func checkProcedureCall(
    _ id: FunctionID, _ expression: Expression, _ binding: Binding?, _ declared: Type?,
    _ span: SourceSpan
  ) -> TypedStatement? {
    let name = functions[id.index].name.text
    let source = KeySource(
      span: binding?.name.span ?? expression.span, idPlace: nil, what: "a procedure's call")
    let part = keyPart(binding?.name.text ?? name, source)
    let call = expression.withoutParentheses
    let savedItem = body.item
    body.item = call.span
    body.place = .procedureArgument
    body.admittedProcedure = call.span
    var value = infer(call)
    body.admittedProcedure = nil
    body.place = .flow
    body.item = savedItem
    if let declared, let binding { value = coerce(value, to: declared, as: .binding(binding.name)) }
    var local: LocalID?
    if let binding {
      local = declareLocal(binding.name, declared ?? inference.shallow(value.type))
    }
    guard case .call(_, let arguments, let seat) = value.kind else { return nil }
    return TypedStatement(.procedure(part, id, arguments, seat, into: local), span)
  }

  /// A heading. It opens no scope; with an id it is a part of the keys inside.
  mutating func checkStage(
    _ title: Title, _ clauses: [Clause], _ block: Block, _ span: SourceSpan
  ) -> TypedStatement? {
    guard body.place == .flow, let flow = body.flow else {
      report(.itemNotHere("stage", body.place, at: keyword(span, "stage")))
      return nil
    }
    let header = checkClauses(clauses, of: .stage, seat: nil)
    let words = shownTitle(title, title.id?.text ?? "")
    var part: KeyPart?
    if let id = title.id {
      part = KeyPart(name: id.text, loops: flow.loops)
      body.flow?.path.append(KeyPart(name: id.text, loops: flow.loops))
      body.flow?.loops = []
    }
    let statements = checkStatements(block.statements[...])
    body.flow?.path = flow.path
    body.flow?.loops = flow.loops
    let stage = TypedStage(part: part, title: words, tags: header.tags, body: statements)
    return TypedStatement(.stage(stage), span)
  }
}
