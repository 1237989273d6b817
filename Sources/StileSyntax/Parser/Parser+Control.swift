/// `for`, `if`, `match` and `try`.
extension Parser {
  func parseFor() -> ForStatement {
    advance()
    let variable = parseName("the name of the loop's value")
    expect(.in)
    let sequence = parseHead()
    let by = consume(.by) ? parseOperand() : nil
    let parallel = consume(.parallel) ? parseOperand() : nil
    return ForStatement(
      variable: variable, sequence: sequence, by: by, parallel: parallel, body: parseBlock())
  }

  /// A condition or a subject: what follows it belongs to the construct, not to it.
  func parseHead() -> Expression {
    let allowedTails = allowsTails
    allowsTails = false
    defer { allowsTails = allowedTails }
    return parseExpression()
  }

  func parseIf() -> IfNode { measured { $0.readIf() } }

  private func readIf() -> IfNode {
    let lower = lower
    guard enter() else { return IfNode(missingAt: tokenSpan) }
    defer { leave() }
    advance()
    var binding: Name?
    if consume(.let) {
      binding = parseName("a name for the value")
      expect(.assign)
    }
    let condition = parseHead()
    let then = parseBlock()
    let alternative = parseAlternative()
    raiseHeight()
    return IfNode(
      binding: binding, condition: condition, then: then, alternative: alternative,
      span: span(from: lower))
  }

  private func parseAlternative() -> IfNode.Alternative? {
    guard consume(.else) else { return nil }
    return at(.if) ? .elseIf(parseIf()) : .block(parseBlock())
  }

  func parseTry() -> Statement.Kind {
    advance()
    let body = parseBlock()
    expect(.catch)
    let error = parseName("a name for the failure")
    return .try(body, error: error, handler: parseBlock())
  }

  // MARK: match

  func parseMatch() -> MatchNode { measured { $0.readMatch() } }

  private func readMatch() -> MatchNode {
    let lower = lower
    guard enter() else { return MatchNode(missingAt: tokenSpan) }
    defer { leave() }
    advance()
    let subject = parseHead()
    let opening = tokenSpan
    sawPatternDot = false
    guard openBrace() else { return MatchNode(subject: subject, arms: [], span: span(from: lower)) }
    var arms: [MatchNode.Arm] = []
    parseBraced(opening: opening) { parser in
      arms.append(parser.parseArm())
      parser.endStatement()
    }
    raiseHeight()
    return MatchNode(subject: subject, arms: arms, span: span(from: lower))
  }

  private func parseArm() -> MatchNode.Arm {
    let outerMargin = margin
    defer { margin = outerMargin }
    margin = lineIndentation
    var patterns: [Pattern] = []
    repeat { patterns.append(parsePattern()) } while consume(.comma)
    expect(.arrow)
    if at(.leftBrace) { return MatchNode.Arm(patterns: patterns, body: parseBlock()) }
    let allowedTails = allowsTails
    allowsTails = true
    defer { allowsTails = allowedTails }
    let statement = isRecovering ? Statement(.missing, span: tokenSpan) : parseStatement()
    return MatchNode.Arm(patterns: patterns, body: Block([statement], statement.span))
  }

  private func parsePattern() -> Pattern {
    let lower = lower
    switch kind {
    case .keyword(.none):
      advance()
      return Pattern(.none, span(from: lower))
    case .keyword(.some):
      advance()
      let name = parseName("a name for the value")
      return Pattern(.some(name), span(from: lower))
    case .integer, .float, .quantity, .time, .timeOfDay, .string, .command, .keyword(.true),
      .keyword(.false):
      return Pattern(.literal(parsePrimary()), span(from: lower))
    case .punctuation(.minus) where kind(ahead: 1).isNumber:
      advance()
      return Pattern(
        .literal(Expression(.negate(parsePrimary()), span(from: lower))), span(from: lower))
    case .punctuation(.dot):
      if !sawPatternDot { remark(.patternDot(at: tokenSpan)) }
      sawPatternDot = true
      advance()
    default: break
    }
    let name = parseAnyName("a case, a value or `_`")
    if name.text == "_" { return Pattern(.anything, span(from: lower)) }
    return Pattern(.enumCase(name, parsePatternNames()), span(from: lower))
  }

  private func parsePatternNames() -> [Name] {
    guard at(.leftParenthesis) else { return [] }
    let opening = tokenSpan
    advance()
    var names: [Name] = []
    repeat { names.append(parseName("a name for the value")) } while consume(.comma)
    expectClosing(.rightParenthesis, of: opening)
    return names
  }
}

extension IfNode {
  fileprivate init(missingAt span: SourceSpan) {
    self.init(
      binding: nil, condition: Expression(.missing, span), then: Block([], span),
      alternative: nil, span: span)
  }
}

extension MatchNode {
  fileprivate init(missingAt span: SourceSpan) {
    self.init(subject: Expression(.missing, span), arms: [], span: span)
  }
}

extension Token.Kind {
  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .float, .quantity: true
    default: false
    }
  }
}
