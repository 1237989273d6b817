import StileSyntax

extension Checker {
  /// What `if`, `for` and `match` decide on: between steps that is pure.
  mutating func decide<Value>(_ word: String, _ work: (inout Checker) -> Value) -> Value {
    let saved = body.place
    if saved == .flow { body.place = .condition(word) }
    let value = work(&self)
    body.place = saved
    return value
  }

  mutating func checkIf(_ node: IfNode, _ span: SourceSpan) -> TypedStatement {
    openScope()
    body.conditions += 1
    var binding: LocalID?
    let condition: TypedExpression
    if let name = node.binding {
      condition = decide("if") { $0.inferOpened(node.condition) }
      binding = declareLocal(name, inference.shallow(condition.type).withoutOptional)
    } else {
      condition = decide("if") { $0.check(node.condition, .bool, as: .condition("if")) }
      remarkKnownAnswer(of: condition)
    }
    var paths = DutyPaths(from: body.duty)
    let then = checkBlock(node.then)
    endWay(then, of: &paths)
    closeScope()
    let otherwise =
      switch node.alternative {
      case .block(let block)?: checkBlock(block)
      case .elseIf(let inner)?: [checkIf(inner, inner.span)]
      case nil: [TypedStatement]()
      }
    endWay(otherwise, of: &paths)
    body.duty = paths.met
    body.conditions -= 1
    if let binding {
      return TypedStatement(.ifLet(binding, condition, then: then, otherwise: otherwise), span)
    }
    return TypedStatement(.if(condition, then: then, otherwise: otherwise), span)
  }

  mutating func checkMatch(_ node: MatchNode, _ span: SourceSpan) -> TypedStatement? {
    body.conditions += 1
    let subject = decide("match") { $0.infer(node.subject) }
    var type = inference.shallow(subject.type)
    if case .variable = type {
      report(.typeUnknown(at: node.subject.span))
      type = .erroneous
    }
    var cover = Coverage(of: type, in: tables)
    var arms: [TypedMatch.Arm] = []
    var paths = DutyPaths(from: body.duty)
    for arm in node.arms {
      openScope()
      let patterns = checkPatterns(arm.patterns, type, &cover)
      let statements = checkBlock(arm.body)
      endWay(statements, of: &paths)
      closeScope()
      arms.append(TypedMatch.Arm(patterns: patterns, body: statements))
    }
    body.duty = paths.met
    body.conditions -= 1
    refuseGaps(cover, node)
    return TypedStatement(.match(TypedMatch(subject: subject, arms: arms)), span)
  }

  mutating func checkFor(_ loop: ForStatement, _ span: SourceSpan) -> TypedStatement? {
    let width = loop.parallel.map { checkWidth($0) }
    let sequence = decide("for") { $0.infer(loop.sequence) }
    let element: Type
    switch inference.shallow(sequence.type) {
    case .list(let inner): element = inference.shallow(inner)
    case .erroneous: element = .erroneous
    case let type:
      report(.notIterable(describe(type), isMap: type.isMap, at: loop.sequence.span))
      element = .erroneous
    }
    let marker = beginItems()
    openScope()
    let variable = declareLocal(loop.variable, element)
    var key = variable
    var by = loop.by.map { expression in decide("by") { $0.infer(expression) } }
    if body.place == .flow {
      if by == nil { by = keyField(of: element, variable, loop.variable.span) }
      if let by { key = hiddenLocal("\(loop.variable.text) key", by.type) }
    }
    enterLoop(key)
    body.conditions += 1
    // There may be no round.
    var paths = DutyPaths(from: body.duty)
    endWay([], of: &paths)
    let statements: [TypedStatement]
    if loop.parallel != nil {
      statements = inBranch { $0.checkBlock(loop.body) }
    } else {
      body.loopDepth += 1
      statements = checkBlock(loop.body)
      body.loopDepth -= 1
    }
    endWay(statements, of: &paths)
    body.duty = paths.met
    body.conditions -= 1
    leaveLoop()
    closeScope()
    let hasItems = endItems(marker)
    if hasItems {
      refuseLoopKey(by?.type ?? element, loop)
    } else if let written = loop.by {
      report(.byWithoutItems(at: written.span))
    }
    let result = TypedFor(
      variable: variable, sequence: sequence, keyLocal: hasItems ? key : variable,
      by: hasItems ? by : nil, width: width, hasItems: hasItems, body: statements)
    return TypedStatement(.forEach(result), span)
  }

  /// How many rounds run side by side.
  private mutating func checkWidth(_ width: Expression) -> TypedExpression {
    let count = decide("for") { $0.checkCount(width, "parallel") }
    if body.place != .flow {
      report(.statementNotHere("`parallel`", body.place.subject, at: width.span))
    }
    return count
  }

  mutating func checkBreak(_ span: SourceSpan) -> TypedStatement? {
    if body.loopDepth == 0 {
      report(.breakOutsideLoop(isBranch: body.isBranch, at: span))
      return nil
    }
    return TypedStatement(.break, span)
  }

  mutating func checkReturn(_ value: Expression?, _ span: SourceSpan) -> TypedStatement? {
    switch body.place {
    case .region(let word):
      report(.statementNotHere("`return`", word, at: keyword(span, "return")))
      return nil
    case .manual:
      report(.statementNotHere("`return`", "manual", at: keyword(span, "return")))
      return nil
    case .lambda:
      report(.statementNotHere("`return`", body.place.subject, at: keyword(span, "return")))
      return nil
    default: break
    }
    if body.isBranch, body.place == .flow {
      report(.statementNotHere("`return`", "a `parallel`", at: keyword(span, "return")))
      return nil
    }
    guard let context = body.results.last else {
      if value != nil { report(.returnValue(at: span, fromCallable: false)) }
      return TypedStatement(.return(nil), span)
    }
    let typed = decide("return") { $0.returned(value, context, span) }
    if let typed, !context.isDeclared {
      body.results[body.results.count - 1].hasValue = true
      if isMadeSecret(typed) { body.results[body.results.count - 1].hasMadeSecret = true }
    }
    switch context.kind {
    case .step: return TypedStatement(.returnFromStep(typed), span)
    case .callable, .flow: return TypedStatement(.return(typed), span)
    }
  }

  /// The type that the first `return` of a step brings is that of all.
  private mutating func resultType(of context: ResultContext) -> Type {
    if let type = context.type { return type }
    guard case .step(let keyword) = context.kind else { return .void }
    let type = inference.fresh(at: keyword)
    body.results[body.results.count - 1].type = type
    return type
  }

  private mutating func returned(
    _ value: Expression?, _ context: ResultContext, _ span: SourceSpan
  ) -> TypedExpression? {
    guard let value else {
      if context.isDeclared, let type = context.type, type != .void, !type.isErroneous {
        report(.returnWithoutValue(describe(type), at: span))
      }
      return nil
    }
    if context.kind == .flow || context.type == .void {
      _ = infer(value)
      report(.returnValue(at: value.span, fromCallable: context.kind == .callable))
      return nil
    }
    let typed = check(value, resultType(of: context), as: .result)
    refuseFunctionValue(typed)
    return typed
  }
}

extension Type {
  var isMap: Bool { if case .map = self { true } else { false } }
}
