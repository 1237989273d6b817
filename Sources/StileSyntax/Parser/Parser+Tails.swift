/// `on`, `as` and the other clauses behind a command or a call.
extension Parser {
  func parseExecution(_ execution: Execution) -> Expression {
    let lower = lower
    advance()
    let command = parseOperand()
    let tails = parseTails(ofCommand: true)
    raiseHeight()
    return Expression(.execute(execution, command, tails), span(from: lower))
  }

  /// An operand, with `on` and `as` behind it if it is a call.
  func parseSeated() -> Expression {
    let lower = lower
    let operand = parseOperand()
    guard allowsTails, at(.on) || at(.as) else { return operand }
    if case .call = operand.kind {} else { report(.tailWithoutCall(self, behind: operand.span)) }
    let tails = parseTails(ofCommand: false)
    raiseHeight()
    return Expression(.seated(operand, tails), span(from: lower))
  }

  private func parseTails(ofCommand isCommand: Bool) -> [Tail] {
    var tails: [Tail] = []
    while allowsTails, let keyword = kind.keyword, keyword.isTail(ofCommand: isCommand) {
      let lower = lower
      let keywordSpan = tokenSpan
      advance()
      let kind = parseTailKind(keyword)
      if let first = tails.first(where: { $0.keyword == keyword }) {
        remark(.repeatedClause(keyword, at: keywordSpan, first: first.keywordSpan))
      } else {
        tails.append(Tail(kind, keyword, span(from: lower)))
      }
    }
    return tails
  }

  private func parseTailKind(_ keyword: Keyword) -> Tail.Kind {
    switch keyword {
    case .as: .as(parseOperand())
    case .in: .in(parseOperand())
    case .stdin: .stdin(parseOperand())
    case .within: .within(parseOperand())
    case .allow: .allow(parseOperand())
    case .reboots: .reboots
    case .env: .environment(parseEnvironment())
    default: .on(parseOperand())
    }
  }

  /// `{ NAME: value, … }` behind `env`.
  func parseEnvironment() -> [EnvironmentEntry] {
    let opening = tokenSpan
    guard expect(.leftBrace, "and the variables") else { return [] }
    return inBrackets { parser in
      var entries: [EnvironmentEntry] = []
      parser.skipNewlines()
      while !parser.at(.rightBrace), !parser.isAtEnd {
        let name = parser.parseLabel("the name of a variable")
        guard parser.expect(.colon) else { break }
        entries.append(EnvironmentEntry(name: name, value: parser.parseExpression()))
        guard parser.consume(.comma) else { break }
      }
      parser.expectClosing(.rightBrace, of: opening)
      return entries
    }
  }

  /// Reads what stands between brackets, where tails are allowed again.
  func inBrackets<Node>(_ read: (Parser) -> Node) -> Node {
    let allowedTails = allowsTails
    allowsTails = true
    defer { allowsTails = allowedTails }
    return read(self)
  }
}

extension Keyword {
  fileprivate func isTail(ofCommand isCommand: Bool) -> Bool {
    switch self {
    case .on, .as: true
    case .in, .stdin, .within, .allow, .reboots, .env: isCommand
    default: false
    }
  }
}
