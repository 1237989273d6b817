import StileSyntax

extension Checker {
  mutating func checkStep(
    _ item: Item, _ title: Title, _ block: Block, _ binding: Binding?, _ declared: Type?
  ) -> TypedItem {
    let name = itemName(title, binding)
    let part = keyPart(name, keySource(title, item, binding, "a step"))
    rememberStep(title.id ?? binding?.name, part)
    body.item = item.keyword
    body.isBounded = item.clauses.contains { if case .within = $0.kind { true } else { false } }
    let words = shownTitle(title, name)
    let seat = checkSeatClause(item.clauses, of: .step)
    let marker = seatMarker
    let clauses = checkClauses(item.clauses, of: .step, seat: seat)
    checkReverts(clauses, block)
    let isConditional = clauses.when != nil || block.beginsWithEnsure
    if isConditional { body.conditions += 1 }
    let isFanOut = seat?.isFanOut == true
    let wanted = isFanOut ? declared.flatMap { resultOfOne($0) } : declared
    let (statements, result) = checkStepBody(block, item.keyword, wanted)
    if isConditional { body.conditions -= 1 }
    settleSeat(clauses, since: marker, "this step")
    body.item = nil
    body.isBounded = false
    noteStep(item, title, binding)
    let single = isConditional && result != .void ? result.madeOptional : result
    let type = isFanOut ? single.fannedOut : single
    return TypedItem(
      kind: .step(statements), part: part, title: words, tags: clauses.tags, seat: clauses.seat,
      batch: clauses.batch, when: clauses.when, within: clauses.within, retry: clauses.retry,
      isRequired: false,
      isSafeToRepeat: clauses.isSafeToRepeat, resultType: type, header: header(item, block))
  }

  /// What a step on each of several hosts returns, of the map that holds it for all of them.
  private func resultOfOne(_ declared: Type) -> Type? {
    guard case .map(let result) = inference.shallow(declared) else { return nil }
    return result
  }

  /// What `undo STEP` may take back is called by its id or its `let`.
  mutating func rememberStep(_ name: Name?, _ part: KeyPart) {
    guard let name, body.place == .flow, let path = body.flow?.path else { return }
    let step = Flow.Step(part: part, path: path)
    body.flow?.steps[name.text, default: []].append(step)
  }

  /// A step's statements, and the type of what it returns.
  private mutating func checkStepBody(
    _ block: Block, _ keyword: SourceSpan, _ declared: Type?
  ) -> ([TypedStatement], Type) {
    let saved = (place: body.place, duty: body.duty, loops: body.loopDepth)
    let savedRegion = enterRegion()
    body.place = .step
    body.duty = UndoDuty()
    body.loopDepth = 0
    body.results.append(ResultContext(kind: .step(keyword), type: declared, isDeclared: false))
    refuseLateEnsure(block)
    let statements = checkBlock(block)
    let context = body.results.removeLast()
    if let duty = body.duty { checkDuty(duty, of: keyword, "a step") }
    changesInStep = body.duty?.changes == true
    body.place = saved.place
    body.duty = saved.duty
    body.loopDepth = saved.loops
    leaveRegion(savedRegion)
    guard context.hasValue, let type = context.type else { return (statements, .void) }
    if !alwaysLeaves(statements) { report(.stepWithoutReturn(at: keyword)) }
    let result = inference.shallow(type)
    refuseUnstorable(result, "a step's value", at: keyword, isMadeSecret: context.hasMadeSecret)
    return (statements, result)
  }

  /// `ensure` is what a step asks first, so it stands first, and once.
  private mutating func refuseLateEnsure(_ block: Block) {
    for (index, statement) in block.statements.enumerated() where index > 0 {
      guard case .item(let item) = statement.kind, case .ensure = item.kind else { continue }
      report(.ensureFirst(at: item.keyword))
    }
  }

  /// What is worth a remark once the step is known.
  private mutating func noteStep(_ item: Item, _ title: Title, _ binding: Binding?) {
    guard changesInStep else { return }
    if title.id == nil, binding == nil, let text = title.text {
      let slug = Slug.of(text.literalText)
      report(.stepWithoutID(slug, at: text.span, idPlace: Int(item.keyword.upper)))
    }
  }

  /// What crosses an item's edge is data.
  mutating func refuseUnstorable(
    _ type: Type, _ what: String, at span: SourceSpan, isMadeSecret: Bool
  ) {
    let type = inference.resolve(type)
    if type.withoutOptional == .secret {
      if isMadeSecret { report(.secretKept(what, at: span)) }
    } else if !tables.isData(type) {
      report(.notData(what, describe(type), at: span))
    }
  }
}

extension Block {
  var beginsWithEnsure: Bool {
    guard case .item(let item)? = statements.first?.kind, case .ensure = item.kind else {
      return false
    }
    return true
  }
}
