import StileSyntax

extension Checker {
  /// Finds the type of an expression; the hint is what its place expects, where it is open. Nobody
  /// reads the output of a command that is a statement.
  mutating func infer(
    _ expression: Expression, hint: Type? = nil, isStatement: Bool = false
  ) -> TypedExpression {
    guard depth < Checker.deepest else {
      refuseDepth(at: expression.span)
      return erroneous(expression.span)
    }
    depth += 1
    defer { depth -= 1 }
    return inferred(expression, hint, isStatement)
  }

  /// The parser bounds one expression to 200; the rest is for definitions that are needed on the
  /// way. A debug build takes up to 28 KiB of stack for each, so that 8 MiB are enough.
  static let deepest = 240

  /// Told once: what is that deep has many ends.
  mutating func refuseDepth(at span: SourceSpan) {
    let isTold = diagnostics.contains { $0.code == Diagnostic.tooDeep(at: span).code }
    if !isTold { report(.tooDeep(at: span)) }
  }

  private mutating func inferred(
    _ expression: Expression, _ hint: Type?, _ isStatement: Bool
  ) -> TypedExpression {
    let span = expression.span
    switch expression.kind {
    case .integer(let value): return constant(.int(value), .int, span)
    case .float(let value): return constant(.float(value), .float, span)
    case .duration(let value): return constant(.duration(value), .duration, span)
    case .size(let value): return constant(.size(value), .size, span)
    case .time(let value): return constant(.time(value), .time, span)
    case .boolean(let value): return constant(.bool(value), .bool, span)
    case .timeOfDay:
      report(.timeOfDayAsValue(at: span))
      return erroneous(span)
    case .none: return inferNone(hint, span)
    case .string(let literal): return inferString(literal, hint, span)
    case .command(let literal): return inferCommand(literal, span)
    case .name(let name): return inferName(name, lookUp(name), hint, span)
    case .typeName(let name):
      report(.typeAsValue(name, at: span))
      return erroneous(span)
    case .dotCase(let name): return inferDotCase(name, nil, hint, span)
    case .member(let receiver, let name): return inferMember(receiver, name, span)
    case .call(let callee, let arguments): return inferCall(callee, arguments, hint, span, on: nil)
    case .index(let receiver, let index): return inferIndex(receiver, index, span)
    case .list(let elements): return inferList(elements, hint, span)
    case .map(let entries): return inferMap(entries, hint, span)
    case .lambda(let names, let result): return inferLambda(names, result, hint, span)
    case .some(let value): return inferSome(value, hint, span)
    case .not(let operand):
      let value = check(operand, .bool, as: .operand("not"))
      return TypedExpression(.not(value), .bool, span)
    case .negate(let operand): return inferNegate(operand, span)
    case .binary(let operation, let operatorSpan, let left, let right):
      return inferBinary(operation, operatorSpan, left, right, hint, span)
    case .fail(let message):
      let text = check(message, .string, as: .operand("fail"))
      return TypedExpression(.fail(text), .never, span)
    case .ask(let question): return inferAsk(question, hint, span)
    case .rehearse(let call): return inferRehearse(call, span)
    case .execute(let execution, let command, let tails):
      return inferExecution(execution, command, tails, span, isOutputRead: !isStatement)
    case .seated(let call, let tails): return inferSeated(call, tails, hint, span)
    case .if(let node): return inferIf(node, hint, span)
    case .match(let node): return inferMatch(node, hint, span)
    case .parenthesized(let inner): return infer(inner, hint: hint, isStatement: isStatement)
    case .missing: return erroneous(span)
    }
  }

  /// Checks that an expression has a type; the role says in a message what the type is for.
  mutating func check(_ expression: Expression, _ expected: Type, as role: Role) -> TypedExpression
  {
    coerce(infer(expression, hint: expected), to: expected, as: role, written: expression)
  }

  /// A value of the expected type, or a message. `T` to `T?` is the one implicit step, and changes
  /// nothing in the value.
  mutating func coerce(
    _ value: TypedExpression, to expected: Type, as role: Role, written: Expression? = nil
  ) -> TypedExpression {
    let found = inference.shallow(value.type)
    let wanted = inference.shallow(expected)
    if case .optional(let wrapped) = wanted {
      switch found {
      case .optional, .variable, .erroneous, .never:
        if inference.unifyTentatively(found, wanted) { return value }
      default:
        if inference.unifyTentatively(found, wrapped) { return value }
      }
    } else if inference.unifyTentatively(found, wanted) {
      return value
    }
    report(mismatch(value, expected, role, written))
    return TypedExpression(value.kind, .erroneous, value.span)
  }

  func constant(_ value: Constant, _ type: Type, _ span: SourceSpan) -> TypedExpression {
    TypedExpression(.constant(value), type, span)
  }

  /// What stands for an expression that a message was given for.
  func erroneous(_ span: SourceSpan) -> TypedExpression {
    TypedExpression(.constant(.none), .erroneous, span)
  }

  private mutating func inferNone(_ hint: Type?, _ span: SourceSpan) -> TypedExpression {
    if let hint, case .optional = inference.shallow(hint) {
      return constant(.none, hint, span)
    }
    return constant(.none, .optional(inference.fresh(at: span)), span)
  }

  private mutating func inferSome(
    _ value: Expression, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let inner = infer(value, hint: hint.map { inference.shallow($0).withoutOptional })
    return TypedExpression(inner.kind, inference.shallow(inner.type).madeOptional, span)
  }

  mutating func inferName(
    _ name: String, _ found: ResolvedName?, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    switch found {
    case .local(let variable, let id): return TypedExpression(.local(id), variable.type, span)
    case .symbol(.global(let id)): return readGlobal(id, span)
    case .symbol(.function(let id)): return inferFunctionValue(id, hint, span)
    case .symbol(.module):
      report(.moduleAsValue(name, at: span))
      return erroneous(span)
    case .symbol(.builtIn(let builtIn)): return inferBuiltIn(builtIn, span)
    case nil:
      reportUnknownName(name, at: span)
      return erroneous(span)
    }
  }

  /// A name that a file does not know is told once, however often it is used.
  mutating func reportUnknownName(_ name: String, at span: SourceSpan) {
    if let declared = body.siblings[name] {
      return report(.siblingName(name, at: span, declared: declared))
    }
    guard toldNames.insert(ToldName(module: body.module, name: name)).inserted else { return }
    report(unknownName(name, at: span))
  }

  /// An unknown name may also be a standard module that the file does not use.
  private func unknownName(_ name: String, at span: SourceSpan) -> Diagnostic {
    if standardModules.contains(name), let source = sources[span.source] {
      return .moduleNotUsed(name, at: span, after: firstLineEnd(source))
    }
    return .unknownName(name, at: span, nearest: NearestName.find(name, in: visibleNames))
  }

  private func firstLineEnd(_ source: SourceText) -> Int {
    source.lineStarts.count > 1 ? Int(source.lineStarts[1]) : source.bytes.count
  }

  mutating func readGlobal(_ id: GlobalID, _ span: SourceSpan) -> TypedExpression {
    body.facts.reads.insert(id)
    if case .binding = globals[id.index].declaration {
      if globals[id.index].state == .underWay {
        let entry = globals[id.index]
        report(.cyclicDefinition([entry.name.text], at: span, declared: entry.name.span))
        return erroneous(span)
      }
      checkGlobal(id)
    }
    let type = globals[id.index].type
    if type.hasUnknown { body.isOpen = true }
    return TypedExpression(.global(id), type, span)
  }

  private mutating func inferBuiltIn(_ name: BuiltInName, _ span: SourceSpan) -> TypedExpression {
    switch name {
    case .host:
      needSeat(.host, at: span)
      return TypedExpression(.seatHost, .host, span)
    case .local: return TypedExpression(.localHost, .host, span)
    case .console: return TypedExpression(.console, .channel, span)
    case .world, .sim, .range, .raw:
      report(.onlyCalled(name.rawValue, at: span))
      return erroneous(span)
    }
  }
}
