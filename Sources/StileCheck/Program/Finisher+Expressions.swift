import StileSyntax

extension Finisher {
  mutating func finish(_ expression: TypedExpression) -> TypedExpression {
    TypedExpression(
      finish(expression.kind, expression), type(expression.type), expression.span)
  }

  private mutating func finish(
    _ kind: TypedExpression.Kind, _ whole: TypedExpression
  ) -> TypedExpression.Kind {
    switch kind {
    case .constant, .localHost, .console: return kind
    case .seatHost:
      usesSeat = true
      return kind
    case .text(let pieces): return .text(pieces.map { finish($0) })
    case .command(let template): return .command(finish(template))
    case .local(let id): return .local(local(id))
    case .global(let id): return .global(global(id))
    case .field(let record, let index): return .field(finish(record), index)
    case .member(let member, let receiver, let arguments):
      return .member(member, finish(receiver), finish(arguments))
    case .function(let function, let arguments): return .function(function, finish(arguments))
    case .call(let id, let arguments, let seat):
      return .call(id, finish(arguments), finish(seat, calling: id))
    case .callLocal(let id, let arguments): return .callLocal(local(id), finish(arguments))
    case .native(let name, let arguments): return .native(name, finish(arguments))
    case .record(let id, let values): return .record(id, finish(values))
    case .enumCase(let id, let index, let values): return .enumCase(id, index, finish(values))
    case .list(let elements): return .list(finish(elements))
    case .map(let entries): return .map(entries.map { (finish($0.key), finish($0.value)) })
    case .lambda(let lambda): return .lambda(finish(lambda))
    case .functionValue(let id): return functionValue(id, whole)
    case .not(let operand): return .not(finish(operand))
    case .negate(let operand): return .negate(finish(operand))
    case .binary(let operation, let left, let right):
      return .binary(operation, finish(left), finish(right))
    case .index(let receiver, let index): return .index(finish(receiver), finish(index))
    case .if(let condition, let then, let otherwise):
      return .if(finish(condition), then: finish(then), otherwise: finish(otherwise))
    case .ifLet(let id, let value, let then, let otherwise):
      return .ifLet(local(id), finish(value), then: finish(then), otherwise: finish(otherwise))
    case .match(let subject, let arms): return .match(finish(subject), arms.map { finish($0) })
    case .fail(let message): return .fail(finish(message))
    case .ask(let question): return .ask(finish(question))
    case .execute(let execution): return .execute(finish(execution))
    case .convert(let conversion, let value): return .convert(conversion, finish(value))
    case .decode(let target, let value): return .decode(target, finish(value))
    }
  }

  mutating func finish(_ expressions: [TypedExpression]) -> [TypedExpression] {
    expressions.map { finish($0) }
  }

  private mutating func finish(_ piece: TextPiece) -> TextPiece {
    switch piece {
    case .text: piece
    case .hole(let value): .hole(finish(value))
    }
  }

  private mutating func finish(_ template: CommandTemplate) -> CommandTemplate {
    let holes = template.holes.map { hole in
      CommandTemplate.Hole(
        value: finish(hole.value), quoting: hole.quoting, isGlued: hole.isGlued,
        mayBeOption: hole.mayBeOption, isCommandPosition: hole.isCommandPosition)
    }
    return CommandTemplate(
      segments: template.segments, holes: holes, plainWords: template.plainWords,
      hasPipe: template.hasPipe)
  }

  private mutating func finish(_ lambda: Lambda) -> Lambda {
    let captures = lambda.captures.map { local($0) }
    return Lambda(captures: captures, body: finish(lambda.body, captures: captures.count))
  }

  /// A callable that runs commands takes the host of the place where it is passed, as a lambda
  /// does.
  private mutating func functionValue(
    _ id: FunctionID, _ whole: TypedExpression
  ) -> TypedExpression.Kind {
    guard seats[id.index], case .function(let parameters, let result) = type(whole.type) else {
      return .functionValue(id)
    }
    usesSeat = true
    let arguments = parameters.enumerated().map { index, type in
      TypedExpression(.local(LocalID(index)), type, whole.span)
    }
    let call = TypedExpression(.call(id, arguments, .inherited), result, whole.span)
    let body = FunctionBody(
      locals: parameters.enumerated().map { FunctionBody.Local(name: "\($0 + 1)", type: $1) },
      parameterCount: parameters.count, statements: [TypedStatement(.return(call), whole.span)],
      needsSeat: true)
    return .lambda(Lambda(captures: [], body: body))
  }

  mutating func finish(_ branch: Branch) -> Branch {
    let statements = branch.statements.map { finish($0) }
    return Branch(statements: statements, value: finish(branch.value))
  }

  private mutating func finish(_ arm: MatchArm) -> MatchArm {
    MatchArm(patterns: arm.patterns.map { finish($0) }, branch: finish(arm.branch))
  }

  func finish(_ pattern: TypedMatch.Pattern) -> TypedMatch.Pattern {
    switch pattern {
    case .anything, .none, .constant: pattern
    case .some(let id): .some(local(id))
    case .enumCase(let index, let ids): .enumCase(index, ids.map { local($0) })
    }
  }

  private mutating func finish(_ execution: TypedExecution) -> TypedExecution {
    var seat = execution.seat
    switch seat {
    case .none: break
    case .inherited: usesSeat = true
    case .host(let host): seat = .host(finish(host))
    }
    return TypedExecution(
      execution: execution.execution, command: finish(execution.command), seat: seat,
      directory: execution.directory.map { finish($0) }, stdin: execution.stdin.map { finish($0) },
      within: execution.within.map { finish($0) }, allowed: execution.allowed,
      environment: execution.environment.map { ($0.name, finish($0.value)) },
      isOutputRead: execution.isOutputRead)
  }
}
