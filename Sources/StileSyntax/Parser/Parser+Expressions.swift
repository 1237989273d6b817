extension Parser {
  func parseExpression() -> Expression {
    guard enter() else { return missing() }
    defer { leave() }
    return measured { parser in
      if let names = parser.parseLambdaNames() {
        let lower = names.lower
        let body = parser.parseExpression()
        parser.raiseHeight()
        return Expression(.lambda(names.names, body), parser.span(from: lower))
      }
      return parser.parseOperators(.or)
    }
  }

  func missing() -> Expression { Expression(.missing, tokenSpan) }

  // MARK: Lambdas

  /// `x =>`, `() =>` or `(a, b) =>`, if the next tokens are the beginning of one.
  private func parseLambdaNames() -> (names: [Name], lower: Int)? {
    let lower = lower
    if kind == .name, kind(ahead: 1) == .punctuation(.fatArrow) {
      let name = takeName()
      advance()
      return ([name], lower)
    }
    guard at(.leftParenthesis) else { return nil }
    let isEmpty = kind(ahead: 1) == .punctuation(.rightParenthesis)
    let hasNames = kind(ahead: 1) == .name && kind(ahead: 2) == .punctuation(.comma)
    guard isEmpty || hasNames else { return nil }
    let opening = tokenSpan
    advance()
    var names: [Name] = []
    if !at(.rightParenthesis) {
      repeat { names.append(parseName("a parameter")) } while consume(.comma)
    }
    expectClosing(.rightParenthesis, of: opening)
    expect(.fatArrow)
    return (names, lower)
  }

  // MARK: Operators

  /// How tightly operators bind, loosest first.
  enum Precedence: Int, Comparable {
    case or, and, not, comparison, coalesce, sum, term, unary

    static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

    var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .unary }
  }

  /// Operators that bind at least as tightly as `minimum`.
  private func parseOperators(_ minimum: Precedence) -> Expression {
    let lower = lower
    var left = at(.not) ? parseNot(minimum) : parseUnary()
    while let (symbol, precedence) = binaryOperator, precedence >= minimum {
      let operatorSpan = tokenSpan
      advance()
      let right = parseRight(precedence)
      raiseHeight()
      left = Expression(
        .binary(symbol, operatorSpan: operatorSpan, left, right), span(from: lower))
      if precedence == .comparison, let next = binaryOperator, next.1 == .comparison {
        remark(.comparisonChain(at: tokenSpan, first: operatorSpan))
      }
    }
    return left
  }

  /// `??` takes what follows it, the others take what stands before them.
  private func parseRight(_ precedence: Precedence) -> Expression {
    guard enter() else { return missing() }
    defer { leave() }
    return measured { $0.parseOperators(precedence == .coalesce ? .coalesce : precedence.next) }
  }

  private func parseNot(_ minimum: Precedence) -> Expression {
    guard enter() else { return missing() }
    defer { leave() }
    let lower = lower
    if minimum > .not { remark(.misplacedNot(at: tokenSpan)) }
    advance()
    let operand = parseOperators(.not)
    raiseHeight()
    return Expression(.not(operand), span(from: lower))
  }

  private var binaryOperator: (BinaryOperator, Precedence)? {
    switch kind {
    case .keyword(.or): (.or, .or)
    case .keyword(.and): (.and, .and)
    case .punctuation(let mark): mark.binaryOperator
    default: nil
    }
  }

  private func parseUnary() -> Expression {
    guard case .keyword(let keyword) = kind else {
      return at(.minus) ? parsePrefix(Expression.Kind.negate) : parseSeated()
    }
    switch keyword {
    case .fail: return parsePrefix(Expression.Kind.fail)
    case .some: return parsePrefix(Expression.Kind.some)
    case .ask:
      let lower = lower
      advance()
      let question = parseStringOnly("the question")
      return Expression(.ask(question), span(from: lower))
    case .rehearse:
      let lower = lower
      advance()
      let call = parseOperand()
      raiseHeight()
      return Expression(.rehearse(call), span(from: lower))
    case .run: return parseExecution(.run)
    case .probe: return parseExecution(.probe)
    case .succeeds: return parseExecution(.succeeds)
    default: return parseSeated()
    }
  }

  private func parsePrefix(
    _ make: (Expression) -> Expression.Kind
  ) -> Expression {
    guard enter() else { return missing() }
    defer { leave() }
    let lower = lower
    advance()
    let operand = parseUnary()
    raiseHeight()
    return Expression(make(operand), span(from: lower))
  }
}

extension Punctuation {
  var binaryOperator: (BinaryOperator, Parser.Precedence)? {
    switch self {
    case .equal: (.equal, .comparison)
    case .notEqual: (.notEqual, .comparison)
    case .less: (.less, .comparison)
    case .lessOrEqual: (.lessOrEqual, .comparison)
    case .greater: (.greater, .comparison)
    case .greaterOrEqual: (.greaterOrEqual, .comparison)
    case .coalesce: (.coalesce, .coalesce)
    case .plus: (.add, .sum)
    case .minus: (.subtract, .sum)
    case .star: (.multiply, .term)
    case .slash: (.divide, .term)
    case .percent: (.remainder, .term)
    default: nil
    }
  }
}
