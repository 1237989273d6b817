/// `for`, `if`, `match` and `try`.
extension Formatter {
  mutating func `for`(_ node: ForStatement) {
    group { formatter in
      formatter.indented(2) { formatter in
        formatter.words(3)
        formatter.space()
        formatter.expression(node.sequence, indentation: 0)
        if let by = node.by {
          formatter.line()
          formatter.word(with: by)
        }
        if let parallel = node.parallel {
          formatter.space()
          formatter.word(with: parallel)
        }
      }
    }
    body(node.body)
  }

  /// All blocks of it stand on one line, or none does.
  mutating func `if`(_ node: IfNode) { group { $0.branches(node) } }

  private mutating func branches(_ node: IfNode) {
    group { formatter in
      formatter.words(node.binding == nil ? 1 : 4)
      formatter.space()
      formatter.expression(node.condition, indentation: 2)
    }
    space()
    block(node.then)
    guard let alternative = node.alternative else { return }
    space()
    token()
    space()
    switch alternative {
    case .block(let block): self.block(block)
    case .elseIf(let node): branches(node)
    }
  }

  mutating func `try`(_ body: Block, _ handler: Block) {
    group { formatter in
      formatter.token()
      formatter.space()
      formatter.block(body)
      formatter.space()
      formatter.words(2)
      formatter.space()
      formatter.block(handler)
    }
  }

  // MARK: match

  mutating func match(_ node: MatchNode) {
    token()
    space()
    expression(node.subject, indentation: 2)
    space()
    group { formatter in formatter.lines(node.arms) { $0.arm($1) } }
  }

  private mutating func arm(_ arm: MatchNode.Arm) {
    group { formatter in
      formatter.indented(2) { formatter in
        for (number, pattern) in arm.patterns.enumerated() {
          if number > 0 {
            formatter.comma()
            formatter.line()
          }
          formatter.pattern(pattern)
        }
      }
    }
    space()
    token()
    if cursor.at(.leftBrace) {
      body(arm.body)
    } else {
      layout.append(.open(.value(hugs: true)))
      for statement in arm.body.statements { self.statement(statement) }
      layout.append(.close)
    }
  }

  private mutating func pattern(_ pattern: Pattern) {
    switch pattern.kind {
    case .anything, .none: token()
    case .some: words(2)
    case .literal(let value): expression(value)
    case .enumCase(_, let names):
      token()
      if !names.isEmpty {
        bracketed(names, endsInComma: false) { formatter, _ in formatter.token() }
      }
    }
  }
}
