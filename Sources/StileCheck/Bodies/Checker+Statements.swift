import StileSyntax

extension Checker {
  /// The statements of a block, in a scope of their own.
  mutating func checkBlock(_ block: Block) -> [TypedStatement] {
    openScope()
    let statements = checkStatements(block.statements[...])
    closeScope()
    return statements
  }

  /// Statements in the scope at hand.
  mutating func checkStatements(_ statements: ArraySlice<Statement>) -> [TypedStatement] {
    var checked: [TypedStatement] = []
    checked.reserveCapacity(statements.count)
    for statement in statements {
      if let single = checkStatement(statement) { checked.append(single) }
    }
    return checked
  }

  /// One statement; one with a mistake may come to nothing.
  private mutating func checkStatement(_ statement: Statement) -> TypedStatement? {
    let span = statement.span
    switch statement.kind {
    case .let(let binding): return checkLet(binding, span)
    case .var(let binding): return checkVar(binding, span)
    case .stage(let title, let clauses, let block):
      return checkStage(title, clauses, block, span)
    case .item(let item): return checkItem(item, named: nil, into: nil, span)
    case .undo(let undo): return checkUndo(undo, span)
    case .for(let loop): return checkFor(loop, span)
    case .parallel(let block): return checkParallel(block, span)
    case .if(let node): return checkIf(node, span)
    case .match(let node): return checkMatch(node, span)
    case .try(let statements, let error, let handler):
      return checkTry(statements, error, handler, span)
    case .return(let value): return checkReturn(value, span)
    case .break: return checkBreak(span)
    case .expect(let condition, let message): return checkExpect(condition, message, span)
    case .given(let value): return checkGiven(value, span)
    case .assign(let target, let value): return checkAssignment(target, value, span)
    case .expression(let expression): return checkExpressionStatement(expression, span)
    case .missing: return nil
    }
  }

  private mutating func checkLet(_ binding: Binding, _ span: SourceSpan) -> TypedStatement? {
    let declared = binding.type.map { resolve($0, in: body.module) }
    switch binding.value {
    case .item(let item): return checkItem(item, named: binding, into: declared, span)
    case .expression(let expression):
      if body.place == .flow { return checkFlowLet(binding, declared, expression, span) }
      let value = boundValue(binding, declared, expression)
      let type = declared ?? inference.shallow(value.type)
      let id = declareLocal(binding.name, type, isMadeSecret: isMadeSecret(value))
      names.declare(binding.name, .let)
      return TypedStatement(.set(id, value), span)
    }
  }

  /// The value of a binding, of the type that is written or its own.
  mutating func boundValue(
    _ binding: Binding, _ declared: Type?, _ expression: Expression
  ) -> TypedExpression {
    if let declared { return check(expression, declared, as: .binding(binding.name)) }
    return bindable(infer(expression), at: expression.span)
  }

  /// A Secret that is put together here has no name by which an item could keep it.
  func isMadeSecret(_ value: TypedExpression) -> Bool {
    guard inference.shallow(value.type).withoutOptional == .secret else { return false }
    switch value.kind {
    case .global, .constant: return false
    case .local(let id):
      let own = body.visible.variables.dropFirst(body.frames.last?.start ?? 0)
      return own.contains { $0.id == id && $0.isMadeSecret }
    default: return true
    }
  }

  private mutating func checkVar(_ binding: Binding, _ span: SourceSpan) -> TypedStatement? {
    if case .region(let word) = body.place {
      report(.statementNotHere("`var`", word, at: keyword(span, "var")))
    }
    let declared = binding.type.map { resolve($0, in: body.module) }
    guard case .expression(let expression) = binding.value else {
      if case .item(let item) = binding.value { report(.varOfItem(binding.name, at: item.keyword)) }
      return nil
    }
    let saved = body.place
    if saved == .flow { body.place = .condition("var") }
    let value = boundValue(binding, declared, expression)
    body.place = saved
    let type = declared ?? inference.shallow(value.type)
    let id = declareLocal(binding.name, type, isVariable: true, isMadeSecret: isMadeSecret(value))
    names.declare(binding.name, .var)
    return TypedStatement(.set(id, value), span)
  }

  private mutating func checkAssignment(
    _ target: Expression, _ value: Expression, _ span: SourceSpan
  ) -> TypedStatement? {
    let saved = body.place
    if saved == .flow { body.place = .condition("var") }
    defer { body.place = saved }
    guard case .name(let name) = target.kind, case .local(let variable, let id)? = lookUp(name)
    else {
      refuseTarget(target)
      // It may be a `let` without its word, and such a value may ask the world.
      if saved == .flow { body.place = .flowLet }
      _ = infer(value)
      return nil
    }
    if !variable.isVariable {
      report(.notVariable(name, at: target.span, declared: variable.span))
    } else if variable.region != body.region || id.index >= Frame.captureBase {
      let here = body.isBranch && saved == .flow ? "a branch beside others" : saved.subject
      report(.assignedFromOutside(name, here, at: target.span, declared: variable.span))
    }
    let new = check(value, variable.type, as: .assignment(name))
    return TypedStatement(.set(id, new), span)
  }

  private mutating func refuseTarget(_ target: Expression) {
    if case .name(let name) = target.kind, lookUp(name) == nil {
      reportUnknownName(name, at: target.span)
    } else {
      report(.notAssignable(text(target.span), at: target.span))
    }
  }

  private mutating func checkExpect(
    _ condition: Expression, _ message: Expression, _ span: SourceSpan
  ) -> TypedStatement? {
    let saved = body.place
    if saved == .flow { body.place = .condition("expect") }
    if case .region(let word) = saved {
      report(.statementNotHere("`expect`", word, at: keyword(span, "expect")))
    }
    let value = check(condition, .bool, as: .condition("expect"))
    remarkKnownAnswer(of: value)
    let text = check(message, .string, as: .text("the reason of an `expect`"))
    body.place = saved
    return TypedStatement(.expect(value, message: text), span)
  }

  private mutating func checkTry(
    _ block: Block, _ error: Name, _ handler: Block, _ span: SourceSpan
  ) -> TypedStatement? {
    switch body.place {
    case .action, .step, .undo, .function, .probe: break
    default: report(.statementNotHere("`try`", body.place.subject, at: keyword(span, "try")))
    }
    var paths = DutyPaths(from: body.duty)
    let statements = checkBlock(block)
    endWay(statements, of: &paths)
    openScope()
    let local = declareLocal(error, .failure)
    let recovery = checkBlock(handler)
    closeScope()
    endWay(recovery, of: &paths)
    body.duty = paths.met
    return TypedStatement(.try(statements, error: local, handler: recovery), span)
  }

  func keyword(_ span: SourceSpan, _ word: String) -> SourceSpan {
    SourceSpan(span.source, Int(span.lower), Int(span.lower) + word.utf8.count)
  }

  private mutating func checkExpressionStatement(
    _ expression: Expression, _ span: SourceSpan
  ) -> TypedStatement? {
    switch body.place {
    case .region: return checkCondition(expression, span)
    case .flow: return checkFlowExpression(expression, span)
    case .manual:
      report(.statementNotHere("this", "manual", at: span))
      return nil
    default: break
    }
    let saved = body.effect
    body.effect = .pure
    let value = infer(expression, isStatement: true)
    let isUseless = body.effect == .pure && !value.isEvaluatedForItself
    let isTold = inference.shallow(value.type).isErroneous || span == body.lastStatement
    if isUseless && !isTold {
      report(unusedValue(expression, inference.shallow(value.type)))
    }
    body.effect = max(saved, body.effect)
    return TypedStatement(.evaluate(value), span)
  }

  func unusedValue(_ expression: Expression, _ type: Type) -> Diagnostic {
    if case .binary(.equal, let operatorSpan, let left, _) = expression.kind,
      case .name(let name) = left.kind
    {
      return .comparisonAsStatement(name, at: operatorSpan)
    }
    return .unusedValue(describe(type), at: expression.span)
  }
}

extension TypedExpression {
  /// A statement of its own although it is pure: it stops the item, or calls what gives nothing.
  var isEvaluatedForItself: Bool {
    switch kind {
    case .fail: true
    default: type == .never || type == .void
    }
  }
}
