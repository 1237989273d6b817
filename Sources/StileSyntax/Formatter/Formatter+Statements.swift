extension Formatter {
  mutating func statement(_ statement: Statement) {
    switch statement.kind {
    case .let(let binding), .var(let binding): self.binding(binding)
    case .stage(let title, let clauses, let body):
      header(clauses) { $0.title(title) }
      self.body(body)
    case .item(let item): self.item(item)
    case .undo(let undo): self.undo(undo)
    case .parallel(let body):
      token()
      self.body(body)
    case .for(let node): self.for(node)
    case .if(let node): self.if(node)
    case .match(let node): match(node)
    case .try(let body, _, let handler): self.try(body, handler)
    case .return(let value):
      token()
      if let value {
        space()
        expression(value)
      }
    case .break: token()
    case .expect(let condition, let message): expect(condition, message)
    case .given(let value):
      token()
      space()
      expression(value)
    case .assign(let target, let value):
      expression(target)
      space()
      token()
      self.value(value)
    case .expression(let value): expression(value)
    case .missing: break
    }
  }

  /// `let name: Type = value`.
  mutating func binding(_ binding: Binding) {
    words(2)
    if let type = binding.type {
      token()
      space()
      self.type(type)
    }
    space()
    token()
    switch binding.value {
    case .expression(let expression): value(expression)
    case .item(let item):
      space()
      self.item(item)
    }
  }

  private mutating func undo(_ undo: UndoStatement) {
    switch undo {
    case .block(let block):
      token()
      body(block)
    case .step, .irreversible: words(2)
    case .nothing: words(3)
    }
  }

  private mutating func expect(_ condition: Expression, _ message: Expression) {
    group { formatter in
      formatter.indented { formatter in
        formatter.token()
        formatter.space()
        formatter.expression(condition)
        formatter.comma()
        formatter.line()
        formatter.expression(message)
      }
    }
  }

  // MARK: Blocks

  /// A block behind its header.
  mutating func body(_ block: Block) {
    space()
    group { $0.block(block) }
  }

  /// Two blocks with `simulate` between them, if there is a second; both are one line or none.
  mutating func bodies(_ body: Block, _ simulation: Block?) {
    group { formatter in
      formatter.block(body)
      guard let simulation else { return }
      formatter.space()
      formatter.token()
      formatter.space()
      formatter.block(simulation)
    }
  }

  /// The braces and the statements; the group around decides whether it is one line.
  mutating func block(_ block: Block) { lines(block.statements) { $0.statement($1) } }
}
