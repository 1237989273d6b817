extension Formatter {
  /// An expression; the lines that its operators make begin so many levels further right.
  mutating func expression(_ expression: Expression, indentation: Int = 1) {
    switch expression.kind {
    case .integer, .float, .duration, .size, .time, .timeOfDay, .boolean, .none, .string,
      .command, .name, .typeName:
      token()
    case .dotCase:
      token()
      token()
    case .member, .call, .index: postfixes(expression)
    case .list(let elements): bracketed(elements) { $0.expression($1) }
    case .map(let entries): map(entries)
    case .lambda(let names, let body): lambda(names, body)
    case .some(let value), .not(let value), .fail(let value), .rehearse(let value):
      word(with: value)
    case .negate(let value):
      token()
      self.expression(value)
    case .binary:
      group { formatter in
        formatter.indented(indentation) { $0.operators(expression) }
      }
    case .ask: words(2)
    case .execute(_, let command, let tails):
      group { formatter in
        formatter.word(with: command)
        formatter.tails(tails)
      }
    case .seated(let call, let tails):
      group { formatter in
        formatter.expression(call)
        formatter.tails(tails)
      }
    case .if(let node): self.if(node)
    case .match(let node): match(node)
    case .parenthesized(let inner):
      bracketed([inner], endsInComma: false) { $0.expression($1, indentation: 0) }
    case .missing: break
    }
  }

  /// A value behind the `=` or `=>` that was taken.
  mutating func value(_ expression: Expression) {
    layout.append(.open(.value(hugs: expression.hugs)))
    self.expression(expression, indentation: 0)
    layout.append(.close)
  }

  private mutating func lambda(_ names: [Name], _ body: Expression) {
    if names.count == 1 {
      token()
    } else {
      bracketed(names, endsInComma: false) { formatter, _ in formatter.token() }
    }
    space()
    token()
    value(body)
  }

  private mutating func map(_ entries: [MapEntry]) {
    bracketed(entries, obeysAuthor: true) { formatter, entry in
      formatter.expression(entry.key)
      formatter.token()
      formatter.space()
      formatter.expression(entry.value)
    }
  }

  // MARK: Operators

  /// Operators that bind alike, and their operands. `and`, `or` and `??` begin a line, the others
  /// end one: elsewhere a newline would end the statement.
  private mutating func operators(_ expression: Expression) {
    guard case .binary(let symbol, _, let left, let right) = expression.kind else { return }
    if symbol != .coalesce, left.precedence == symbol.precedence {
      operators(left)
    } else {
      self.expression(left)
    }
    switch symbol {
    case .and, .or, .coalesce:
      line()
      token()
      space()
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract,
      .multiply, .divide, .remainder:
      space()
      token()
      line()
    }
    if symbol == .coalesce, right.precedence == .coalesce {
      operators(right)
    } else {
      self.expression(right)
    }
  }

  // MARK: Tails

  private mutating func tails(_ tails: [Tail]) {
    indented { formatter in
      for tail in tails {
        formatter.line()
        formatter.tail(tail)
      }
    }
  }

  private mutating func tail(_ tail: Tail) {
    switch tail.kind {
    case .on(let value), .as(let value), .in(let value), .stdin(let value), .within(let value),
      .allow(let value):
      word(with: value)
    case .reboots: token()
    case .environment(let entries):
      token()
      space()
      bracketed(entries, obeysAuthor: true) { formatter, entry in
        formatter.token()
        formatter.token()
        formatter.space()
        formatter.expression(entry.value)
      }
    }
  }
}

extension Expression {
  /// Its first line may stay behind the `=` while the rest follows below.
  fileprivate var hugs: Bool {
    switch kind {
    case .binary: false
    case .not(let value), .some(let value), .fail(let value), .negate(let value): value.hugs
    default: true
    }
  }

  fileprivate var precedence: Parser.Precedence? {
    guard case .binary(let symbol, _, _, _) = kind else { return nil }
    return symbol.precedence
  }
}

extension BinaryOperator {
  fileprivate var precedence: Parser.Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .coalesce: .coalesce
    case .add, .subtract: .sum
    case .multiply, .divide, .remainder: .term
    }
  }
}
