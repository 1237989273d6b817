extension Parser {
  /// `TYPE [ "[" types "]" ] [ "?" ]`, or a function's type.
  func parseType() -> TypeNode {
    measured { parser in
      guard parser.enter() else { return TypeNode(.missing, parser.tokenSpan) }
      let type = parser.parseBareType()
      parser.leave()
      parser.raiseHeight()
      return type
    }
  }

  private func parseBareType() -> TypeNode {
    let lower = lower
    if at(.leftParenthesis) { return parseFunctionType() }
    guard kind == .typeName else {
      report(.expectedType(self))
      if kind == .name { advance() }
      return TypeNode(.missing, span(from: lower))
    }
    let name = takeName()
    var arguments: [TypeNode] = []
    if at(.leftBracket) {
      let opening = tokenSpan
      advance()
      repeat { arguments.append(parseType()) } while consume(.comma)
      expectClosing(.rightBracket, of: opening)
    }
    let type = TypeNode(.named(name, arguments), span(from: lower))
    guard consume(.question) else { return type }
    return TypeNode(.optional(type), span(from: lower))
  }

  private func parseFunctionType() -> TypeNode {
    let lower = lower
    let opening = tokenSpan
    advance()
    var parameters: [TypeNode] = []
    while !at(.rightParenthesis), !isAtEnd {
      parameters.append(parseType())
      guard consume(.comma) else { break }
    }
    expectClosing(.rightParenthesis, of: opening)
    guard expect(.arrow, "and the type that the function gives") else {
      return TypeNode(.missing, span(from: lower))
    }
    let result = parseType()
    return TypeNode(.function(parameters, result), span(from: lower))
  }
}
