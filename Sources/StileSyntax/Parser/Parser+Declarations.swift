extension Parser {
  /// Reads the file declaration by declaration: the tokens of the next one take the room of those
  /// of the one before.
  func parseFile() -> FileNode {
    var lexer = lexer(of: 0..<bytes.count)
    lexDeclaration(&lexer)
    jump(to: 0)
    let edition = parseEdition()
    var declarations: [Declaration] = []
    parseRest(&declarations)
    while let start = lexer.declaration {
      let kept = dropTokens(before: start)
      lexDeclaration(&lexer)
      jump(to: kept)
      isRecovering = false
      lacksBrace = false
      excessBraces = countExcessBraces()
      parseRest(&declarations)
      owedBraces = max(0, owedBraces - excessBraces)
    }
    return FileNode(
      edition: edition, declarations: declarations, span: span(0, source.bytes.count))
  }

  private func beginsDeclaration(_ index: Int) -> Bool {
    let next = tokens[min(index + 1, tokens.count - 1)]
    return tokens[index].beginsDeclaration(before: next.kind, bytes)
  }

  /// `stile 1`, the first line of every file.
  private func parseEdition() -> Int? {
    skipNewlines()
    guard consume(word: "stile") else {
      remark(.missingEdition(at: span(0, 0), isNumbered: isBareNumber))
      if isBareNumber { advance() }
      return nil
    }
    guard kind == .integer else {
      report(.unexpectedToken(self, expected: "the number of the edition"))
      endStatement()
      return nil
    }
    let text = text
    if text != "1" { remark(.unknownEdition(text, at: tokenSpan)) }
    advance()
    endStatement()
    return Int(text)
  }

  /// The line consists of a number, such as that of an edition without its word.
  private var isBareNumber: Bool { kind == .integer && kind(ahead: 1) == .newline }

  /// Reads what stands before the end of the segment: one declaration, if all is well.
  private func parseRest(_ declarations: inout [Declaration]) {
    let before = diagnostics.count
    while true {
      skipNewlines()
      guard !isAtEnd else { return }
      statementStart = index
      if let keyword = kind.keyword, keyword.beginsDeclaration {
        if !beginsDeclaration(index), !followsSemicolon { remark(.indentedDeclaration(self)) }
        declarations.append(parseDeclaration(keyword))
        endStatement()
      } else if at(.rightBrace) {
        if owedBraces == 0, diagnostics.count == before { report(.strayClosing(at: tokenSpan)) }
        owedBraces = max(0, owedBraces - 1)
        while at(.rightBrace) || kind == .newline { advance() }
        isRecovering = false
      } else {
        // What is left over behind a mistake comes of it.
        if !lacksBrace, diagnostics.count == before { report(.expectedDeclaration(self)) }
        jump(to: segmentEnd)
      }
    }
  }

  /// The statement before was ended by a `;`, which was reported.
  private var followsSemicolon: Bool {
    index > 0 && tokens[index - 1].kind == .newline
      && bytes[Int(tokens[index - 1].lower)] == UInt8(ascii: ";")
  }

  private func parseDeclaration(_ keyword: Keyword) -> Declaration {
    let lower = lower
    let documentation = documentation
    margin = lineIndentation
    let kind = parseDeclarationKind(keyword)
    return Declaration(kind, documentation: documentation, span: span(from: lower))
  }

  private func parseDeclarationKind(_ keyword: Keyword) -> Declaration.Kind {
    advance()
    switch keyword {
    case .use: return .use(parseUse())
    case .param: return .param(parseField(mayBeReserved: false))
    case .secret: return .secret(parseSecret())
    case .record: return .record(parseRecord())
    case .enum: return .enum(parseEnum())
    case .fn: return .callable(parseCallable(.pure))
    case .probe: return .callable(parseCallable(.probe))
    case .action: return .callable(parseCallable(.action))
    case .procedure: return .callable(parseCallable(.procedure))
    case .runbook: return .runbook(parseRunbook())
    case .policy: return .policy(parsePolicy())
    case .test: return .test(parseTest())
    default: return .let(parseBinding())
    }
  }

  // MARK: use, secret

  private func parseUse() -> UseDeclaration {
    guard kind == .string else {
      var modules: [Name] = []
      repeat { modules.append(parseName("a module")) } while consume(.comma)
      return .standard(modules)
    }
    let path = parseString()
    let opening = tokenSpan
    guard expect(.leftParenthesis, "and the names to import") else {
      return .relative(path: path, names: [])
    }
    var names: [Name] = []
    while !at(.rightParenthesis), !isAtEnd {
      names.append(parseAnyName("a name to import"))
      guard consume(.comma) else { break }
    }
    expectClosing(.rightParenthesis, of: opening)
    return .relative(path: path, names: names)
  }

  private func parseSecret() -> SecretDeclaration {
    let name = parseName("the name of the secret")
    if !consume(word: "from") { report(.expectedOrigin(self)) }
    return SecretDeclaration(name: name, origin: parseOrigin())
  }

  private func parseOrigin() -> SecretDeclaration.Origin {
    if consume(.env) { return .environment(parseStringOnly("the name of the variable")) }
    if consume(word: "file") { return .file(parseStringOnly("the path of the file")) }
    if consume(word: "prompt") { return .prompt(kind == .string ? parseString() : nil) }
    if consume(word: "command") {
      if kind == .command { return .command(parseCommandExpression()) }
      report(.unexpectedToken(self, expected: "a command between backticks"))
      return .missing
    }
    report(.unexpectedToken(self, expected: "`env`, `file`, `command` or `prompt`"))
    return .missing
  }

  // MARK: Items at the top

  private func parseRunbook() -> RunbookDeclaration {
    let title = parseTitle(of: "runbook")
    let clauses = parseClauses()
    let body = parseBlock()
    return RunbookDeclaration(title: title, clauses: clauses, body: body)
  }

  private func parseTest() -> TestDeclaration {
    let title = parseStringOnly("what the test shows")
    return TestDeclaration(title: title, body: parseBlock())
  }

  private func parsePolicy() -> PolicyDeclaration {
    let title = parseTitle(of: "policy")
    expect(.every)
    let period = parsePeriod()
    let timeZone = consume(.in) ? parseStringOnly("the name of a time zone") : nil
    let clauses = parseClauses()
    let body = parseBlock()
    return PolicyDeclaration(
      title: title, period: period, timeZone: timeZone, clauses: clauses, body: body)
  }

  private func parsePeriod() -> PolicyDeclaration.Period {
    if kind == .quantity {
      let literal = parseQuantity()
      if case .duration(let nanoseconds) = literal.kind { return .interval(nanoseconds) }
      if case .size = literal.kind { report(.expectedPeriod(at: literal.span)) }
      return .missing
    }
    if consume(word: "month") {
      expect(.on)
      guard kind == .integer else {
        report(.unexpectedToken(self, expected: "a day of the month"))
        return .missing
      }
      guard case .integer(let day) = parseInteger().kind else { return .missing }
      return parseAt().map { .monthly(day: day, minutes: $0) } ?? .missing
    }
    guard kind == .name else {
      report(.expectedPeriod(at: tokenSpan))
      return .missing
    }
    guard kind(ahead: 1) == .name else {
      report(.expectedPeriod(at: tokenSpan))
      return .missing
    }
    let day = takeName()
    return parseAt().map { .daily(day, minutes: $0) } ?? .missing
  }

  /// `at 03:15`, in minutes since midnight.
  private func parseAt() -> Int? {
    expect(word: "at")
    guard kind == .timeOfDay else {
      report(.unexpectedToken(self, expected: "a time of day such as `03:15`"))
      return nil
    }
    guard case .timeOfDay(let minutes) = parseTimeOfDay().kind else { return nil }
    return minutes
  }
}
