// What stands directly inside a statement or an expression of a checked text: its expressions
// first, then its statements. No list is made of them, since every lint walks through them all.

typealias ExpressionVisit = (TypedExpression) -> Void
typealias StatementVisit = (TypedStatement) -> Void

extension TypedExpression? {
  fileprivate func visited(by visit: ExpressionVisit) { if let self { visit(self) } }
}

extension TypedStatement {
  func forEachPart(_ expression: ExpressionVisit, _ statement: StatementVisit) {
    switch kind {
    case .set(_, let value), .evaluate(let value), .number(let value): expression(value)
    case .item(let item, _): item.forEachPart(expression, statement)
    case .stage(let stage):
      expression(stage.title)
      stage.body.forEach(statement)
    case .procedure(_, _, let arguments, let seat, _):
      arguments.forEach(expression)
      seat?.forEachWord(expression)
    case .forEach(let loop):
      expression(loop.sequence)
      loop.by.visited(by: expression)
      loop.width.visited(by: expression)
      loop.body.forEach(statement)
    case .parallel(let branches): for branch in branches { branch.forEach(statement) }
    case .if(let condition, let then, let otherwise),
      .ifLet(_, let condition, let then, let otherwise):
      expression(condition)
      then.forEach(statement)
      otherwise.forEach(statement)
    case .match(let match):
      expression(match.subject)
      for arm in match.arms { arm.body.forEach(statement) }
    case .return(let value), .returnFromStep(let value): value.visited(by: expression)
    case .break, .noUndo, .irreversible: break
    case .expect(let condition, let message):
      expression(condition)
      expression(message)
    case .region(let region):
      region.forEachExpression(expression)
      region.body.forEach(statement)
    case .condition(let condition): expression(condition.expression)
    case .undo(let undo): undo.body.statements.forEach(statement)
    case .try(let statements, _, let handler):
      statements.forEach(statement)
      handler.forEach(statement)
    }
  }

  /// Visits the statements directly inside of it.
  func forEachStatement(_ visit: StatementVisit) { forEachPart({ _ in }, visit) }

  /// Visits every expression of its own and all in them, outermost first; those of the statements
  /// inside of it are theirs.
  func forEachOwnExpression(_ visit: ExpressionVisit) {
    forEachPart({ $0.forEach(visit) }, { _ in })
  }

  /// Visits every expression in it, outermost first.
  fileprivate func forEachExpression(_ visit: ExpressionVisit) {
    forEachPart({ $0.forEach(visit) }, { $0.forEachExpression(visit) })
  }
}

extension TypedItem {
  fileprivate func forEachPart(_ expression: ExpressionVisit, _ statement: StatementVisit) {
    var body: [TypedStatement] = []
    switch kind {
    case .step(let statements), .manual(let statements): body = statements
    case .verify(let region):
      region.forEachExpression(expression)
      body = region.body
    case .wait(let wait): expression(wait.operand)
    case .notify(let channels, let subject, let text):
      expression(channels)
      expression(text)
      subject.visited(by: expression)
    case .confirm, .undoStep: break
    case .probe(let value): expression(value)
    case .sample(let sample):
      expression(sample.every)
      expression(sample.duration)
      body = sample.body
    }
    expression(title)
    seat.forEachWord(expression)
    batch.visited(by: expression)
    when.visited(by: expression)
    within.visited(by: expression)
    if let retry {
      expression(retry.count)
      expression(retry.pause)
    }
    body.forEach(statement)
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
  fileprivate func forEachExpression(_ visit: ExpressionVisit) {
    title.visited(by: visit)
    seat.forEachWord(visit)
    within.visited(by: visit)
    every.visited(by: visit)
    holding.visited(by: visit)
  }
}

extension Seat {
  fileprivate func forEachWord(_ visit: ExpressionVisit) {
    host.visited(by: visit)
    user.visited(by: visit)
  }
}

extension TypedExpression {
  private func forEachPart(_ expression: ExpressionVisit, _ statement: StatementVisit) {
    switch kind {
    case .constant, .local, .global, .seatHost, .localHost, .console, .functionValue: break
    case .text(let pieces): for case .hole(let hole) in pieces { expression(hole) }
    case .command(let template): for hole in template.holes { expression(hole.value) }
    case .field(let value, _), .not(let value), .negate(let value), .fail(let value),
      .ask(let value), .convert(_, let value), .decode(_, let value):
      expression(value)
    case .member(_, let receiver, let arguments):
      expression(receiver)
      arguments.forEach(expression)
    case .function(_, let values), .callLocal(_, let values), .native(_, let values),
      .record(_, let values), .enumCase(_, _, let values), .list(let values):
      values.forEach(expression)
    case .call(_, let arguments, let seat):
      arguments.forEach(expression)
      seat?.forEachWord(expression)
    case .map(let entries):
      for entry in entries {
        expression(entry.key)
        expression(entry.value)
      }
    case .lambda(let lambda): lambda.body.statements.forEach(statement)
    case .binary(_, let left, let right), .index(let left, let right):
      expression(left)
      expression(right)
    case .if(let condition, let then, let otherwise),
      .ifLet(_, let condition, let then, let otherwise):
      expression(condition)
      expression(then.value)
      expression(otherwise.value)
      then.statements.forEach(statement)
      otherwise.statements.forEach(statement)
    case .match(let subject, let arms):
      expression(subject)
      for arm in arms { expression(arm.branch.value) }
      for arm in arms { arm.branch.statements.forEach(statement) }
    case .execute(let execution): execution.forEachPart(expression)
    }
  }

  /// Visits it and every expression in it, outermost first.
  func forEach(_ visit: ExpressionVisit) {
    visit(self)
    forEachPart({ $0.forEach(visit) }, { $0.forEachExpression(visit) })
  }
}

extension TypedExecution {
  fileprivate func forEachPart(_ visit: ExpressionVisit) {
    visit(command)
    seat.forEachWord(visit)
    directory.visited(by: visit)
    stdin.visited(by: visit)
    within.visited(by: visit)
    for entry in environment { visit(entry.value) }
  }
}
