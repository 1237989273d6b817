extension Parser {
  /// A primary with members, calls and indices behind it.
  func parseOperand() -> Expression {
    measured { parser in
      let lower = parser.lower
      var operand = parser.parsePrimary()
      while parser.parsePostfix(&operand, from: lower) { parser.raiseHeight() }
      return operand
    }
  }

  /// Makes the operand longer, if it goes on.
  ///
  /// The `(` of a call and the `[` of an index touch what they follow; a `.` may begin the next
  /// line.
  private func parsePostfix(_ operand: inout Expression, from lower: Int) -> Bool {
    if case .missing = operand.kind { return false }
    switch kind {
    case .punctuation(.dot):
      if beginsPattern { return false }
      advance()
      let name = parseLabel("a member")
      operand = Expression(.member(operand, name), span(from: lower))
    case .punctuation(.leftParenthesis) where touchesPrevious:
      let arguments = parseArguments()
      operand = Expression(.call(operand, arguments), span(from: lower))
    case .punctuation(.leftBracket) where touchesPrevious:
      let opening = tokenSpan
      advance()
      let index = inBrackets { $0.parseExpression() }
      expectClosing(.rightBracket, of: opening)
      operand = Expression(.index(operand, index), span(from: lower))
    default: return false
    }
    return true
  }

  /// A `.name ->` at the beginning of a line is the next arm of a `match` with a dot too many.
  private var beginsPattern: Bool {
    kind(ahead: 2) == .punctuation(.arrow) && isFirstOnLine
  }

  private func parseArguments() -> [Argument] {
    let opening = tokenSpan
    advance()
    return inBrackets { parser in
      var arguments: [Argument] = []
      while !parser.at(.rightParenthesis), !parser.isAtLineEnd {
        var label: Name?
        if parser.isAtLabel {
          label = parser.takeName()
          parser.advance()
        }
        arguments.append(Argument(label: label, value: parser.parseExpression()))
        guard parser.consume(.comma) else { break }
      }
      parser.expectClosing(.rightParenthesis, of: opening)
      return arguments
    }
  }

  // MARK: Primaries

  func parsePrimary() -> Expression {
    let lower = lower
    switch kind {
    case .name:
      let name = takeName()
      return Expression(.name(name.text), name.span)
    case .typeName:
      let name = takeName()
      return Expression(.typeName(name.text), name.span)
    case .integer: return parseInteger()
    case .float: return parseFloat()
    case .quantity: return parseQuantity()
    case .time: return parseTime()
    case .timeOfDay: return parseTimeOfDay()
    case .string:
      let string = parseString()
      return Expression(.string(string), string.span)
    case .command: return parseCommandExpression()
    case .keyword(let keyword): return parseWordPrimary(keyword)
    case .punctuation(let mark): return parseMarkedPrimary(mark, from: lower)
    case .newline, .endOfFile, .invalid:
      report(.expectedExpression(self))
      return missing()
    }
  }

  private func parseWordPrimary(_ keyword: Keyword) -> Expression {
    let span = tokenSpan
    switch keyword {
    case .true, .false:
      advance()
      return Expression(.boolean(keyword == .true), span)
    case .none:
      advance()
      return Expression(.none, span)
    case .if:
      let node = parseIf()
      return Expression(.if(node), node.span)
    case .match:
      let node = parseMatch()
      return Expression(.match(node), node.span)
    default:
      report(.expectedExpression(self))
      return missing()
    }
  }

  private func parseMarkedPrimary(_ mark: Punctuation, from lower: Int) -> Expression {
    switch mark {
    case .dot:
      advance()
      let name = parseLabel("a case")
      return Expression(.dotCase(name), span(from: lower))
    case .leftParenthesis: return parseParenthesized()
    case .leftBracket: return parseList()
    case .leftBrace: return parseMap()
    default:
      report(.expectedExpression(self))
      return missing()
    }
  }

  private func parseParenthesized() -> Expression {
    let opening = tokenSpan
    let lower = lower
    advance()
    let inner = inBrackets { $0.parseExpression() }
    expectClosing(.rightParenthesis, of: opening)
    raiseHeight()
    return Expression(.parenthesized(inner), span(from: lower))
  }

  private func parseList() -> Expression {
    let opening = tokenSpan
    let lower = lower
    advance()
    let elements = inBrackets { parser in
      var elements: [Expression] = []
      while !parser.at(.rightBracket), !parser.isAtLineEnd {
        elements.append(parser.parseExpression())
        guard parser.consume(.comma) else { break }
      }
      return elements
    }
    expectClosing(.rightBracket, of: opening)
    raiseHeight()
    return Expression(.list(elements), span(from: lower))
  }

  /// `{ key: value, … }` where an operand is due; elsewhere a `{` begins a block.
  private func parseMap() -> Expression {
    let opening = tokenSpan
    let lower = lower
    advance()
    let entries = inBrackets { parser in
      var entries: [MapEntry] = []
      while !parser.at(.rightBrace), !parser.isAtLineEnd {
        let key = parser.parseExpression()
        guard parser.expect(.colon, "behind the key of a map") else { break }
        entries.append(MapEntry(key: key, value: parser.parseExpression()))
        guard parser.consume(.comma) else { break }
      }
      return entries
    }
    expectClosing(.rightBrace, of: opening)
    raiseHeight()
    return Expression(.map(entries), span(from: lower))
  }
}
