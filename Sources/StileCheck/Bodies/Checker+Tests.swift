import StileSyntax

/// Tests and models: code for the simulated world. It is pure, and says what that world holds.
extension Checker {
  mutating func checkTest(_ test: TestDeclaration, in module: Int) {
    _ = literalText(test.title)
    let saved = body
    body = BodyState(module: module)
    body.place = .test
    body.frames = [Frame(.function, at: test.title.span)]
    body.results = [ResultContext(kind: .flow, type: .void, isDeclared: true)]
    let statements = checkBlock(test.body)
    keepForTypes(statements)
    body = saved
  }

  /// The model of a callable or a step sees what is declared around it, and `host`; what it does
  /// counts for nothing outside of the simulated world.
  mutating func checkSimulation(_ block: Block, _ result: ResultContext) {
    let saved = body
    body.place = .simulation
    body.duty = nil
    body.loopDepth = 0
    body.results.append(result)
    let statements = checkBlock(block)
    keepForTypes(statements)
    body = saved
  }

  /// Nothing runs them, but no type in them stays unknown.
  private mutating func keepForTypes(_ statements: [TypedStatement]) {
    let locals = body.frames.last?.finishedLocals ?? []
    rehearsed.append(
      FunctionBody(locals: locals, parameterCount: 0, statements: statements, needsSeat: false))
  }

  mutating func checkGiven(_ value: Expression, _ span: SourceSpan) -> TypedStatement? {
    guard body.place == .test else {
      report(.testOnly("given", body.place, at: keyword(span, "given")))
      return nil
    }
    let given = check(value, .given, as: .operand("given"))
    return TypedStatement(.evaluate(given), span)
  }

  /// `sim.NAME(…)`: in a test a value for `given`, in a model something that happens.
  mutating func callSimulated(
    _ name: Name, _ arguments: [Argument], _ receiver: SourceSpan, _ span: SourceSpan
  ) -> TypedExpression {
    guard body.place == .test || body.place == .simulation else {
      report(.testOnly("sim", body.place, at: receiver))
      return erroneous(span)
    }
    guard let text = SimulatedCallable.signatures[name.text] else {
      let names = SimulatedCallable.signatures.keys.sorted()
      report(
        .unknownModuleMember(
          name, of: "sim", nearest: NearestName.find(name.text, in: names), all: names))
      return erroneous(span)
    }
    let words = "sim.\(name.text)"
    let parameters = signature(text, of: words).parameters
    guard let values = match(arguments, to: parameters, of: words, at: span) else {
      return erroneous(span)
    }
    let type: Type = body.place == .test ? .given : .void
    return TypedExpression(.native(words, values), type, span)
  }

  /// `rehearse NAME(param: value)`: a run of a runbook or a policy in the simulated world.
  mutating func inferRehearse(_ call: Expression, _ span: SourceSpan) -> TypedExpression {
    guard body.place == .test else {
      report(.testOnly("rehearse", body.place, at: keyword(span, "rehearse")))
      return erroneous(span)
    }
    guard case .call(let callee, let arguments) = call.kind, case .name(let name) = callee.kind
    else {
      if call.isRead { report(.rehearsedOther(at: call.span)) }
      return erroneous(span)
    }
    let names = scopes[body.module].runbooks.keys.sorted()
    guard names.contains(name) else {
      let nearest = NearestName.find(name, in: names)
      report(.unknownRunbook(Name(name, callee.span), nearest: nearest, all: names))
      return erroneous(span)
    }
    let params = globals.indices.compactMap { rehearsedParam(GlobalID($0)) }
    let written = match(arguments, to: params, of: name, at: span) ?? []
    return TypedExpression(.native("rehearse", written), .rehearsal, span)
  }

  /// The params of a run, those of imported files too. What a test leaves out has its default, or
  /// none: that is asked when the test runs.
  private mutating func rehearsedParam(_ id: GlobalID) -> Parameter? {
    let entry = globals[id.index]
    guard case .param = entry.declaration, !modules[entry.module].isStandard else { return nil }
    return Parameter(
      name: entry.name.text, type: entry.type,
      defaultValue: TypedExpression(.global(id), entry.type, entry.name.span),
      span: entry.name.span)
  }

  /// What a rehearsal is asked, and what is done with it next.
  mutating func callRehearsed(
    _ rehearsal: TypedExpression, _ name: Name, _ arguments: [Argument], _ span: SourceSpan
  ) -> TypedExpression? {
    let text: String
    let result: Type
    switch name.text {
    case "item": (text, result) = ("(key: String)", .optional(.string))
    case "resume", "undo": (text, result) = ("()", .rehearsal)
    default: return nil
    }
    let words = "rehearsal.\(name.text)"
    let parameters = signature(text, of: words).parameters
    guard let values = match(arguments, to: parameters, of: name.text, at: span) else {
      return erroneous(span)
    }
    return TypedExpression(.native(words, [rehearsal] + values), result, span)
  }
}

extension Expression {
  /// It could be read: no diagnostic says what is wrong with it.
  fileprivate var isRead: Bool { if case .missing = kind { false } else { true } }
}
