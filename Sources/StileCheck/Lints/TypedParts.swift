/// What stands directly inside a statement or an expression of a checked text.
struct TypedParts {
  var expressions: [TypedExpression] = []
  var statements: [TypedStatement] = []
}

extension TypedStatement {
  var parts: TypedParts {
    switch kind {
    case .set(_, let value), .evaluate(let value): TypedParts(expressions: [value])
    case .item(let item, _): item.parts
    case .stage(let stage): TypedParts(expressions: [stage.title], statements: stage.body)
    case .procedure(_, _, let arguments, let seat, _):
      TypedParts(expressions: arguments + seat.hosts)
    case .forEach(let loop):
      TypedParts(
        expressions: [loop.sequence] + [loop.by].compactMap(\.self), statements: loop.body)
    case .if(let condition, let then, let otherwise),
      .ifLet(_, let condition, let then, let otherwise):
      TypedParts(expressions: [condition], statements: then + otherwise)
    case .match(let match):
      TypedParts(expressions: [match.subject], statements: match.arms.flatMap(\.body))
    case .return(let value), .returnFromStep(let value):
      TypedParts(expressions: [value].compactMap(\.self))
    case .break, .noUndo, .irreversible: TypedParts()
    case .expect(let condition, let message): TypedParts(expressions: [condition, message])
    case .region(let region): region.parts
    case .condition(let condition): TypedParts(expressions: [condition.expression])
    case .undo(let undo): TypedParts(statements: undo.body.statements)
    case .try(let statements, _, let handler): TypedParts(statements: statements + handler)
    }
  }

  /// Visits every expression in it, outermost first.
  func forEachExpression(_ visit: (TypedExpression) -> Void) {
    let parts = parts
    for expression in parts.expressions { expression.forEach(visit) }
    for statement in parts.statements { statement.forEachExpression(visit) }
  }
}

extension TypedItem {
  var parts: TypedParts {
    var parts = kindParts
    parts.expressions += [title] + [host, when, within].compactMap(\.self)
    return parts
  }

  private var kindParts: TypedParts {
    switch kind {
    case .step(let statements), .manual(let statements): TypedParts(statements: statements)
    case .verify(let region): region.parts
    case .wait(let wait): TypedParts(expressions: [wait.operand])
    case .notify(let channels, let subject, let text):
      TypedParts(expressions: [channels, text] + [subject].compactMap(\.self))
    case .confirm, .undoStep: TypedParts()
    case .probe(let value): TypedParts(expressions: [value])
    case .sample(let sample):
      TypedParts(expressions: [sample.every, sample.duration], statements: sample.body)
    }
  }
}

extension TypedWait {
  var operand: TypedExpression {
    switch self {
    case .span(let value), .until(let value), .ttl(let value), .window(let value): value
    }
  }
}

extension Region {
  var parts: TypedParts {
    TypedParts(
      expressions: [title, host, within, every, holding].compactMap(\.self), statements: body)
  }
}

extension SeatUse {
  /// The host that is written behind a call or a command.
  var hosts: [TypedExpression] {
    if case .host(let host) = self { [host] } else { [] }
  }
}

extension TypedExpression {
  var parts: TypedParts {
    switch kind {
    case .constant, .local, .global, .seatHost, .localHost, .console, .functionValue: TypedParts()
    case .text(let pieces):
      TypedParts(
        expressions: pieces.compactMap { if case .hole(let hole) = $0 { hole } else { nil } })
    case .command(let template): TypedParts(expressions: template.holes.map(\.value))
    case .field(let value, _), .not(let value), .negate(let value), .fail(let value),
      .ask(let value),
      .convert(_, let value), .decode(_, let value):
      TypedParts(expressions: [value])
    case .member(_, let receiver, let arguments): TypedParts(expressions: [receiver] + arguments)
    case .function(_, let values), .callLocal(_, let values), .native(_, let values),
      .record(_, let values), .enumCase(_, _, let values), .list(let values):
      TypedParts(expressions: values)
    case .call(_, let arguments, let seat): TypedParts(expressions: arguments + seat.hosts)
    case .map(let entries): TypedParts(expressions: entries.flatMap { [$0.key, $0.value] })
    case .lambda(let lambda): TypedParts(statements: lambda.body.statements)
    case .binary(_, let left, let right), .index(let left, let right):
      TypedParts(expressions: [left, right])
    case .if(let condition, let then, let otherwise),
      .ifLet(_, let condition, let then, let otherwise):
      TypedParts(
        expressions: [condition, then.value, otherwise.value],
        statements: then.statements + otherwise.statements)
    case .match(let subject, let arms):
      TypedParts(
        expressions: [subject] + arms.map(\.branch.value),
        statements: arms.flatMap(\.branch.statements))
    case .execute(let execution): execution.parts
    }
  }

  /// Visits it and every expression in it, outermost first.
  func forEach(_ visit: (TypedExpression) -> Void) {
    visit(self)
    let parts = parts
    for expression in parts.expressions { expression.forEach(visit) }
    for statement in parts.statements { statement.forEachExpression(visit) }
  }
}

extension TypedExecution {
  var parts: TypedParts {
    TypedParts(
      expressions: [command] + seat.hosts + [directory, stdin, within].compactMap(\.self)
        + environment.map(\.value))
  }
}
