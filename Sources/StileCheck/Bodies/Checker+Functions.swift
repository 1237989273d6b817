import StileSyntax

extension Checker {
  /// Checks a callable's body, once; one without `->` also gets its result's type here.
  mutating func checkFunction(_ id: FunctionID) {
    let entry = functions[id.index]
    guard entry.state == .waiting, let declaration = entry.declaration else { return }
    entry.state = .underWay
    depth += Checker.definitionDepth
    defer { depth -= Checker.definitionDepth }
    let unknowns = inference.solutions.count
    let saved = setBodyAside(for: entry.module)
    body.generics = entry.generics
    // Those of the defaults are known.
    swap(&body.facts, &entry.facts)
    body.place = place(of: entry.effect)
    body.frames = [Frame(.function, at: declaration.name.span)]
    if entry.effect == .procedure { body.flow = Flow() }
    if entry.effect == .action { body.duty = UndoDuty() }
    for index in declaration.parameters.indices {
      let name = declaration.parameters[index].name
      _ = declareLocal(name, entry.parameters[index].type)
      names.declare(name, .parameter)
    }
    let statements = checkBody(of: declaration, entry)
    if let simulation = declaration.simulation {
      let result = entry.result ?? .void
      checkSimulation(simulation, ResultContext(kind: .callable, type: result, isDeclared: true))
    }
    if let duty = body.duty { checkDuty(duty, of: declaration.name.span, "an action") }
    entry.body = FunctionBody(
      locals: body.frames[0].finishedLocals, parameterCount: entry.parameters.count,
      statements: statements, needsSeat: false)
    entry.isOpen = body.isOpen || inference.solutions.count != unknowns
    entry.inheriting = body.inheriting
    swap(&body.facts, &entry.facts)
    takeUpAgain(saved)
    entry.state = .finished
  }

  private func place(of effect: Effect) -> Place {
    switch effect {
    case .pure: .function
    case .probe: .probe
    case .action: .action
    case .procedure: .flow
    }
  }

  private mutating func checkBody(
    of declaration: CallableDeclaration, _ entry: FunctionEntry
  ) -> [TypedStatement] {
    let declared = entry.result
    switch declaration.body {
    case .expression(let expression):
      if body.flow != nil { report(.procedureExpression(at: expression.span)) }
      let value: TypedExpression
      if let declared, declared != .void {
        value = check(expression, declared, as: .result)
      } else {
        value = infer(expression)
        refuseFunctionValue(value)
        entry.result = inference.resolve(value.type)
      }
      return [TypedStatement(.return(value), value.span)]
    case .block(let block):
      let result = declared ?? .void
      body.results = [ResultContext(kind: .callable, type: result, isDeclared: true)]
      if result != .void { body.lastStatement = block.statements.last?.span }
      let statements = checkBlock(block)
      if result != .void, !result.isErroneous, !alwaysLeaves(statements) {
        let last = block.statements.last
        report(.missingReturn(declaration.name, describe(result), last: last))
      }
      return statements
    }
  }

  /// The result of a callable; one that leaves it to its body is checked first.
  mutating func resultType(of id: FunctionID, at span: SourceSpan) -> Type {
    let entry = functions[id.index]
    if entry.result == nil {
      if entry.state == .underWay {
        report(.resultNeeded(entry.name.text, at: span, declared: entry.name.span))
        entry.result = .erroneous
        return .erroneous
      }
      checkFunction(id)
    }
    return entry.result ?? .erroneous
  }

  /// Whether the end of the statements is never reached.
  func alwaysLeaves(_ statements: [TypedStatement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .return, .returnFromStep, .break: true
      case .evaluate(let expression), .set(_, let expression): expression.type == .never
      case .if(_, let then, let otherwise), .ifLet(_, _, let then, let otherwise):
        alwaysLeaves(then) && alwaysLeaves(otherwise)
      case .match(let match): match.arms.allSatisfy { alwaysLeaves($0.body) }
      case .stage(let stage): alwaysLeaves(stage.body)
      case .try(let statements, _, let handler):
        alwaysLeaves(statements) && alwaysLeaves(handler)
      default: false
      }
    }
  }

  func alwaysLeaves(_ branch: Branch) -> Bool {
    branch.value.type == .never || alwaysLeaves(branch.statements)
  }

  /// The span of a word that stands right before another one, or the latter's beginning.
  func wordBefore(_ span: SourceSpan, _ word: String) -> SourceSpan {
    guard let bytes = sources[span.source]?.bytes else { return span }
    var upper = min(Int(span.lower), bytes.count)
    while upper > 0, [9, 10, 32].contains(bytes[upper - 1]) { upper -= 1 }
    let lower = upper - word.utf8.count
    guard lower >= 0, bytes[lower..<upper].elementsEqual(word.utf8) else {
      return SourceSpan(span.source, Int(span.lower), Int(span.lower) + 1)
    }
    return SourceSpan(span.source, lower, upper)
  }
}
