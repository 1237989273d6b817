extension Parser {
  /// `{ stmt NL … }`.
  func parseBlock() -> Block {
    measured { parser in
      let lower = parser.lower
      let opening = parser.tokenSpan
      guard parser.enter() else { return Block([], opening) }
      defer { parser.leave() }
      guard parser.openBrace() else { return Block([], opening) }
      let brace = parser.span(parser.previousUpper - 1, parser.previousUpper)
      var statements: [Statement] = []
      statements.reserveCapacity(2)
      parser.inBrackets { parser in
        parser.parseBraced(opening: brace) { parser in
          statements.append(parser.parseStatement())
          parser.endStatement()
        }
      }
      parser.raiseHeight()
      return Block(statements, parser.span(from: lower))
    }
  }

  // MARK: Statements

  func parseStatement() -> Statement {
    let outerMargin = margin
    defer { margin = outerMargin }
    margin = lineIndentation
    let lower = lower
    let kind = parseStatementKind()
    return Statement(kind, span: span(from: lower))
  }

  private func parseStatementKind() -> Statement.Kind {
    if at(.leftBrace) {
      report(.unexpectedToken(self, expected: "a statement"))
      return .missing
    }
    guard case .keyword(let keyword) = kind else { return parseExpressionStatement() }
    switch keyword {
    case .let:
      advance()
      return .let(parseBinding())
    case .var:
      advance()
      return .var(parseBinding())
    case .stage:
      return parseStage()
    case .step, .verify, .ensure, .wait, .notify, .confirm, .manual, .sample:
      return .item(parseItem(keyword))
    case .undo, .irreversible:
      return .undo(parseUndo(keyword))
    case .parallel:
      advance()
      return .parallel(parseBlock())
    case .for: return .for(parseFor())
    case .if: return .if(parseIf())
    case .match: return .match(parseMatch())
    case .try: return parseTry()
    case .return: return parseReturn()
    case .break:
      advance()
      return .break
    case .expect: return parseExpect()
    case .given:
      advance()
      return .given(parseExpression())
    case .use, .param, .secret, .record, .enum, .fn, .action, .procedure, .runbook, .policy, .test:
      report(.indentedDeclaration(self))
      return .missing
    case .else, .catch, .simulate:
      report(.strayWord(self))
      return .missing
    default:
      return parseExpressionStatement()
    }
  }

  private func parseExpressionStatement() -> Statement.Kind {
    if at(word: "no"), kind(ahead: 1) == .keyword(.undo) {
      advance()
      advance()
      return .undo(.nothing(parseStringOnly("why nothing is owed")))
    }
    if let word = misspeltStatementWord {
      report(.misspeltWord(self, meant: word))
      return .missing
    }
    let target = parseExpression()
    guard consume(.assign) else { return .expression(target) }
    return .assign(target: target, value: parseExpression())
  }

  /// A name with a string, a name or a block behind it is no expression: it is a keyword misspelt.
  private var misspeltStatementWord: String? {
    guard kind == .name else { return nil }
    switch kind(ahead: 1) {
    case .string, .name, .integer, .quantity, .command, .typeName: break
    default: return nil
    }
    return Spelling.nearest(to: text, among: Spelling.statementWords)
  }

  /// `name [: type] = value`, of a `let` or a `var`.
  func parseBinding() -> Binding {
    let name = parseName("a name")
    let type = consume(.colon) ? parseType() : nil
    expect(.assign)
    switch kind {
    case .keyword(let keyword) where keyword.beginsItemValue:
      return Binding(name: name, type: type, value: .item(parseItem(keyword)))
    default:
      return Binding(name: name, type: type, value: .expression(parseExpression()))
    }
  }

  private func parseStage() -> Statement.Kind {
    advance()
    let title = parseTitle(of: "stage")
    let clauses = parseClauses()
    return .stage(title, clauses, parseBlock())
  }

  private func parseUndo(_ keyword: Keyword) -> UndoStatement {
    advance()
    if keyword == .irreversible {
      return .irreversible(parseStringOnly("why there is no way back"))
    }
    if kind == .name { return .step(takeName()) }
    return .block(parseBlock())
  }

  private func parseReturn() -> Statement.Kind {
    advance()
    if kind == .newline || at(.rightBrace) || isAtEnd { return .return(nil) }
    return .return(parseExpression())
  }

  private func parseExpect() -> Statement.Kind {
    advance()
    let condition = parseExpression()
    expect(.comma, "and what to say when it does not hold")
    return .expect(condition, message: parseExpression())
  }
}
