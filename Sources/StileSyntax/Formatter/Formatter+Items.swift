/// Items and their headers: on one line, or one clause a line.
extension Formatter {
  mutating func item(_ item: Item) {
    switch item.kind {
    case .step(let title, let body, let simulation):
      header(item.clauses) { $0.title(title) }
      space()
      bodies(body, simulation)
    case .verify(let title, let body), .ensure(let title, let body):
      header(item.clauses) { $0.title(title) }
      self.body(body)
    case .wait(let operand): wait(operand, item.clauses)
    case .notify(let channels, let subject, let text):
      header(item.clauses, hasBlock: false) { $0.notice(channels, subject, text) }
    case .confirm(let title): header(item.clauses, hasBlock: false) { $0.title(title) }
    case .manual(let title, let body):
      header(item.clauses, hasBlock: body != nil) { $0.title(title) }
      if let body { self.body(body) }
    case .sample(let title, let every, let duration, let body):
      header(item.clauses) { formatter in
        formatter.title(title)
        formatter.line()
        formatter.word(with: every)
        formatter.space()
        formatter.word(with: duration)
      }
      self.body(body)
    }
  }

  /// The word that begins it, then `content`, then the clauses. Where a block follows, the clauses
  /// stand two levels to the right, so that nobody takes them for its statements.
  mutating func header(
    _ clauses: [Clause], hasBlock: Bool = true, _ content: (inout Formatter) -> Void
  ) {
    group { formatter in
      formatter.indented(hasBlock ? 2 : 1) { formatter in
        formatter.token()
        content(&formatter)
        for clause in clauses {
          formatter.line()
          formatter.clause(clause)
        }
      }
    }
  }

  /// `id "title"`, as far as it is there.
  mutating func title(_ title: Title) {
    if title.id != nil {
      space()
      token()
    }
    if title.text != nil {
      space()
      token()
    }
  }

  private mutating func wait(_ operand: Item.WaitOperand, _ clauses: [Clause]) {
    header(clauses, hasBlock: false) { formatter in
      formatter.space()
      switch operand {
      case .until(let value), .ttl(let value): formatter.word(with: value)
      case .value(let value): formatter.expression(value)
      }
    }
  }

  private mutating func notice(
    _ channels: Expression, _ subject: Expression?, _ text: Expression
  ) {
    space()
    expression(channels)
    if let subject {
      line()
      word(with: subject)
    }
    space()
    expression(text)
  }

  private mutating func clause(_ clause: Clause) {
    switch clause.kind {
    case .on(let value), .as(let value), .batch(let value), .within(let value), .every(let value),
      .holding(let value), .tags(let value), .alert(let value):
      word(with: value)
    case .when(let condition):
      word(with: condition)
    case .required: token()
    case .retry(let count, let every):
      word(with: count)
      space()
      word(with: every)
    case .safeToRepeat: words(3)
    case .reverts(let duration):
      token()
      space()
      word(with: duration)
      space()
      words(2)
    }
  }

  /// A word and the value behind it.
  mutating func word(with value: Expression) {
    token()
    space()
    expression(value)
  }
}
