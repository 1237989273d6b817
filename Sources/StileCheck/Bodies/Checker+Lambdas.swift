import StileSyntax

extension Checker {
  /// `x => …`: only where a function is expected; it is passed and called, never kept.
  mutating func inferLambda(
    _ names: [Name], _ result: Expression, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let expected = hint.map { inference.shallow($0) }
    guard case .function(let types, let resultType)? = expected else {
      if let expected, expected.isErroneous { return erroneous(span) }
      report(.lambdaNotHere(at: span))
      return erroneous(span)
    }
    guard types.count == names.count else {
      report(.lambdaParameters(names.count, types.count, at: span))
      return erroneous(span)
    }
    let savedRegion = enterRegion()
    let savedPlace = body.place
    let savedLoops = body.loopDepth
    body.place = .lambda(in: savedPlace)
    body.loopDepth = 0
    body.isOpen = true
    openFrame(.lambda, at: span)
    for (name, type) in zip(names, types) { _ = declareLocal(name, inference.shallow(type)) }
    let value = check(result, resultType, as: .result)
    refuseFunctionValue(value)
    let frame = closeFrame()
    body.place = savedPlace
    body.loopDepth = savedLoops
    leaveRegion(savedRegion)
    let code = FunctionBody(
      locals: frame.finishedLocals, parameterCount: frame.captures.count + names.count,
      statements: [TypedStatement(.return(value), value.span)], needsSeat: false)
    let lambda = Lambda(captures: frame.captures.map(\.id), body: code)
    return TypedExpression(.lambda(lambda), .function(types, resultType), span)
  }

  /// Functions are passed and called, never stored, returned or compared.
  mutating func refuseFunctionValue(_ value: TypedExpression) {
    if case .function = inference.shallow(value.type) {
      report(.functionStored(at: value.span))
    }
  }

  /// The value of a `let`: it must have one, and it must be no function.
  mutating func bindable(_ value: TypedExpression, at span: SourceSpan) -> TypedExpression {
    switch inference.shallow(value.type) {
    case .void:
      report(.noValue(at: span))
      return erroneous(span)
    case .function:
      report(.functionStored(at: span))
      return erroneous(span)
    case let type:
      guard type.isDeeper(than: 64, inference) else { return value }
      refuseDepth(at: span)
      return erroneous(span)
    }
  }
}
