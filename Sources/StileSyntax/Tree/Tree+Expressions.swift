// Visiting every expression of a tree, outermost first, holes of literals included.

extension FileNode {
  package func forEachExpression(_ visit: (Expression) -> Void) {
    for declaration in declarations { declaration.forEachExpression(visit) }
  }
}

extension Declaration {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    switch kind {
    case .use: break
    case .param(let field): field.defaultValue?.forEach(visit)
    case .secret(let secret):
      if case .command(let command) = secret.origin { command.forEach(visit) }
    case .let(let binding): binding.forEachExpression(visit)
    case .record(let record): record.fields.forEach { $0.defaultValue?.forEach(visit) }
    case .enum(let enumeration):
      enumeration.cases.flatMap(\.fields).forEach { $0.defaultValue?.forEach(visit) }
    case .callable(let callable):
      callable.parameters.forEach { $0.defaultValue?.forEach(visit) }
      switch callable.body {
      case .expression(let expression): expression.forEach(visit)
      case .block(let block): block.forEachExpression(visit)
      }
      callable.simulation?.forEachExpression(visit)
    case .runbook(let runbook):
      runbook.title.text?.forEachExpression(visit)
      runbook.clauses.forEach { $0.forEachExpression(visit) }
      runbook.body.forEachExpression(visit)
    case .policy(let policy):
      policy.title.text?.forEachExpression(visit)
      policy.clauses.forEach { $0.forEachExpression(visit) }
      policy.body.forEachExpression(visit)
    case .test(let test): test.body.forEachExpression(visit)
    }
  }
}

extension Block {
  package func forEachExpression(_ visit: (Expression) -> Void) {
    for statement in statements { statement.forEachExpression(visit) }
  }
}

extension Statement {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    switch kind {
    case .let(let binding), .var(let binding): binding.forEachExpression(visit)
    case .stage(let title, let clauses, let block):
      title.text?.forEachExpression(visit)
      clauses.forEach { $0.forEachExpression(visit) }
      block.forEachExpression(visit)
    case .item(let item): item.forEachExpression(visit)
    case .undo(let undo): if case .block(let block) = undo { block.forEachExpression(visit) }
    case .parallel(let block): block.forEachExpression(visit)
    case .for(let loop):
      [loop.sequence, loop.by, loop.parallel].forEach { $0?.forEach(visit) }
      loop.body.forEachExpression(visit)
    case .if(let node): node.forEachExpression(visit)
    case .match(let node): node.forEachExpression(visit)
    case .try(let block, _, let handler):
      block.forEachExpression(visit)
      handler.forEachExpression(visit)
    case .return(let value): value?.forEach(visit)
    case .break, .missing: break
    case .given(let value), .expression(let value): value.forEach(visit)
    case .expect(let first, let second), .assign(let first, let second):
      first.forEach(visit)
      second.forEach(visit)
    }
  }
}

extension Binding {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    switch value {
    case .expression(let expression): expression.forEach(visit)
    case .item(let item): item.forEachExpression(visit)
    }
  }
}

extension Item {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    switch kind {
    case .step(let title, let block, let simulation):
      title.text?.forEachExpression(visit)
      block.forEachExpression(visit)
      simulation?.forEachExpression(visit)
    case .verify(let title, let block), .ensure(let title, let block):
      title.text?.forEachExpression(visit)
      block.forEachExpression(visit)
    case .wait(.until(let operand)), .wait(.ttl(let operand)), .wait(.value(let operand)):
      operand.forEach(visit)
    case .notify(let channels, let subject, let text):
      [channels, subject, text].forEach { $0?.forEach(visit) }
    case .confirm(let title): title.text?.forEachExpression(visit)
    case .manual(let title, let block):
      title.text?.forEachExpression(visit)
      block?.forEachExpression(visit)
    case .sample(let title, let every, let duration, let block):
      title.text?.forEachExpression(visit)
      every.forEach(visit)
      duration.forEach(visit)
      block.forEachExpression(visit)
    }
    clauses.forEach { $0.forEachExpression(visit) }
  }
}

extension Clause {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    switch kind {
    case .on(let value), .as(let value), .batch(let value), .within(let value), .every(let value),
      .holding(let value), .tags(let value), .alert(let value), .when(let value),
      .reverts(let value):
      value.forEach(visit)
    case .retry(let count, let pause):
      count.forEach(visit)
      pause.forEach(visit)
    case .required, .safeToRepeat: break
    }
  }
}

extension IfNode {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    condition.forEach(visit)
    then.forEachExpression(visit)
    switch alternative {
    case .block(let block): block.forEachExpression(visit)
    case .elseIf(let node): node.forEachExpression(visit)
    case nil: break
    }
  }
}

extension MatchNode {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    subject.forEach(visit)
    for arm in arms {
      for case .literal(let literal) in arm.patterns.map(\.kind) { literal.forEach(visit) }
      arm.body.forEachExpression(visit)
    }
  }
}

extension StringLiteral {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    for case .hole(let hole) in segments { hole.forEach(visit) }
  }
}

extension Expression {
  package func forEach(_ visit: (Expression) -> Void) {
    visit(self)
    switch kind {
    case .integer, .float, .duration, .size, .time, .timeOfDay, .boolean, .none, .name, .typeName,
      .dotCase, .missing:
      break
    case .string(let literal), .ask(let literal): literal.forEachExpression(visit)
    case .command(let literal): literal.holes.forEach { $0.expression.forEach(visit) }
    case .member(let value, _), .lambda(_, let value), .some(let value), .not(let value),
      .negate(let value), .fail(let value), .rehearse(let value), .parenthesized(let value):
      value.forEach(visit)
    case .call(let callee, let arguments):
      callee.forEach(visit)
      arguments.forEach { $0.value.forEach(visit) }
    case .index(let left, let right), .binary(_, _, let left, let right):
      left.forEach(visit)
      right.forEach(visit)
    case .list(let elements): elements.forEach { $0.forEach(visit) }
    case .map(let entries):
      for entry in entries {
        entry.key.forEach(visit)
        entry.value.forEach(visit)
      }
    case .execute(_, let command, let tails), .seated(let command, let tails):
      command.forEach(visit)
      tails.forEach { $0.forEachExpression(visit) }
    case .if(let node): node.forEachExpression(visit)
    case .match(let node): node.forEachExpression(visit)
    }
  }
}

extension Tail {
  fileprivate func forEachExpression(_ visit: (Expression) -> Void) {
    switch kind {
    case .on(let value), .as(let value), .in(let value), .stdin(let value), .within(let value),
      .allow(let value):
      value.forEach(visit)
    case .reboots: break
    case .environment(let entries): entries.forEach { $0.value.forEach(visit) }
    }
  }
}
