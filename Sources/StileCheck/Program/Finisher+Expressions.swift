import StileSyntax

extension Finisher {
  mutating func finish(_ expression: TypedExpression) -> TypedExpression {
    rewritten(expression) ?? expression
  }

  /// Absent where nothing changes.
  private mutating func rewritten(_ expression: TypedExpression) -> TypedExpression? {
    let before = changes
    let kind = rewritten(expression.kind, expression)
    let type = type(expression.type)
    if changes == before { return nil }
    return TypedExpression(kind ?? expression.kind, type, expression.span)
  }

  /// A new box only for what changes.
  private mutating func rewritten(
    _ kind: TypedExpression.Kind, _ whole: TypedExpression
  ) -> TypedExpression.Kind? {
    let before = changes
    switch kind {
    case .constant, .localHost, .console: return nil
    case .seatHost:
      usesSeat = true
      return nil
    case .functionValue(let id): return functionValue(id, whole)
    case .local(let id):
      let id = local(id)
      return changes == before ? nil : .local(id)
    case .global(let id):
      let id = global(id)
      return changes == before ? nil : .global(id)
    case .field(let record, let index): return renew(record) { .field($0, index) }
    case .not(let operand): return renew(operand) { .not($0) }
    case .negate(let operand): return renew(operand) { .negate($0) }
    case .fail(let message): return renew(message) { .fail($0) }
    case .ask(let question): return renew(question) { .ask($0) }
    case .convert(let conversion, let value): return renew(value) { .convert(conversion, $0) }
    case .decode(let target, let value): return renew(value) { .decode(target, $0) }
    case .function(let id, let values): return renew(values) { .function(id, $0) }
    case .native(let name, let values): return renew(values) { .native(name, $0) }
    case .record(let id, let values): return renew(values) { .record(id, $0) }
    case .enumCase(let id, let index, let values):
      return renew(values) { .enumCase(id, index, $0) }
    case .list(let values): return renew(values) { .list($0) }
    case .binary(let operation, let left, let right):
      return renew(left, right) { .binary(operation, $0, $1) }
    case .index(let receiver, let index):
      return renew(receiver, index) { .index($0, $1) }
    case .member(let member, let receiver, let arguments):
      let (receiver, arguments) = (finish(receiver), finish(arguments))
      return changes == before ? nil : .member(member, receiver, arguments)
    case .map(let entries):
      let entries = finish(entries) { ($0.finish($1.key), $0.finish($1.value)) }
      return changes == before ? nil : .map(entries)
    case .text(let pieces):
      let pieces = finish(pieces) { $0.finish($1) }
      return changes == before ? nil : .text(pieces)
    case .command(let template):
      let template = finish(template)
      return changes == before ? nil : .command(template)
    case .execute(let execution):
      let execution = finish(execution)
      return changes == before ? nil : .execute(execution)
    case .lambda(let lambda):
      let lambda = finish(lambda)
      return changes == before ? nil : .lambda(lambda)
    case .call(let id, let arguments, let seat):
      let (arguments, seat) = (finish(arguments), finish(seat, calling: id))
      return changes == before ? nil : .call(id, arguments, seat)
    case .callLocal(let id, let arguments):
      let (id, arguments) = (local(id), finish(arguments))
      return changes == before ? nil : .callLocal(id, arguments)
    case .if(let condition, let then, let otherwise):
      let (condition, then, otherwise) = (finish(condition), finish(then), finish(otherwise))
      return changes == before ? nil : .if(condition, then: then, otherwise: otherwise)
    case .ifLet(let id, let value, let then, let otherwise):
      let (id, value) = (local(id), finish(value))
      let (then, otherwise) = (finish(then), finish(otherwise))
      return changes == before ? nil : .ifLet(id, value, then: then, otherwise: otherwise)
    case .match(let subject, let arms):
      let (subject, arms) = (finish(subject), finish(arms) { $0.finish($1) })
      return changes == before ? nil : .match(subject, arms)
    }
  }

  private mutating func renew(
    _ value: TypedExpression,
    _ make: (TypedExpression) -> TypedExpression.Kind
  ) -> TypedExpression.Kind? {
    rewritten(value).map(make)
  }

  private mutating func renew(
    _ left: TypedExpression, _ right: TypedExpression,
    _ make: (TypedExpression, TypedExpression) -> TypedExpression.Kind
  ) -> TypedExpression.Kind? {
    let before = changes
    let (left, right) = (finish(left), finish(right))
    return changes == before ? nil : make(left, right)
  }

  private mutating func renew(
    _ values: [TypedExpression],
    _ make: ([TypedExpression]) -> TypedExpression.Kind
  ) -> TypedExpression.Kind? {
    let before = changes
    let values = finish(values)
    return changes == before ? nil : make(values)
  }

  mutating func finish(_ expressions: [TypedExpression]) -> [TypedExpression] {
    var finished = expressions
    for index in expressions.indices {
      if let new = rewritten(expressions[index]) { finished[index] = new }
    }
    return finished
  }

  private mutating func finish(_ piece: TextPiece) -> TextPiece {
    switch piece {
    case .text: piece
    case .hole(let value): .hole(finish(value))
    }
  }

  private mutating func finish(_ template: CommandTemplate) -> CommandTemplate {
    let before = changes
    let holes = finish(template.holes) { finisher, hole in
      CommandTemplate.Hole(
        value: finisher.finish(hole.value), quoting: hole.quoting, isGlued: hole.isGlued,
        mayBeOption: hole.mayBeOption, isCommandPosition: hole.isCommandPosition)
    }
    if changes == before { return template }
    return CommandTemplate(
      segments: template.segments, holes: holes, plainPieces: template.plainPieces,
      hasPipe: template.hasPipe)
  }

  private mutating func finish(_ lambda: Lambda) -> Lambda {
    let captures = finish(lambda.captures) { $0.local($1) }
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
    changes += 1
    let arguments = parameters.enumerated().map { index, type in
      TypedExpression(.local(LocalID(index)), type, whole.span)
    }
    let call = TypedExpression(.call(id, arguments, .ofPlace), result, whole.span)
    let body = FunctionBody(
      locals: parameters.enumerated().map { FunctionBody.Local(name: "\($0 + 1)", type: $1) },
      parameterCount: parameters.count, statements: [TypedStatement(.return(call), whole.span)],
      needsSeat: true)
    return .lambda(Lambda(captures: [], body: body))
  }

  mutating func finish(_ branch: Branch) -> Branch {
    let statements = finish(branch.statements)
    return Branch(statements: statements, value: finish(branch.value))
  }

  private mutating func finish(_ arm: MatchArm) -> MatchArm {
    MatchArm(patterns: finish(arm.patterns) { $0.finish($1) }, branch: finish(arm.branch))
  }

  mutating func finish(_ pattern: TypedMatch.Pattern) -> TypedMatch.Pattern {
    switch pattern {
    case .anything, .none, .constant: pattern
    case .some(let id): .some(local(id))
    case .enumCase(let index, let ids): .enumCase(index, finish(ids) { $0.local($1) })
    }
  }

  private mutating func finish(_ execution: TypedExecution) -> TypedExecution {
    let before = changes
    let seat = finish(execution.seat)
    let command = finish(execution.command)
    let (directory, stdin) = (
      execution.directory.map { finish($0) }, execution.stdin.map { finish($0) }
    )
    let within = execution.within.map { finish($0) }
    let environment = finish(execution.environment) { ($1.name, $0.finish($1.value)) }
    if changes == before { return execution }
    return TypedExecution(
      execution: execution.execution, command: command, seat: seat, directory: directory,
      stdin: stdin, within: within, allowed: execution.allowed, reboots: execution.reboots,
      environment: environment,
      isOutputRead: execution.isOutputRead)
  }
}
