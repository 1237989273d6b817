extension Parser {
  /// What follows `fn`, `probe`, `action` or `procedure`.
  func parseCallable(_ effect: Effect) -> CallableDeclaration {
    let name = parseName("the name of the \(effect.noun)")
    let generics = parseGenerics()
    let parameters = parseParameters()
    let returnType = consume(.arrow) ? parseType() : nil
    let body: CallableDeclaration.Body =
      consume(.assign) ? .expression(parseExpression()) : .block(parseBlock())
    let simulation = consume(.simulate) ? parseBlock() : nil
    return CallableDeclaration(
      effect: effect, name: name, generics: generics, parameters: parameters,
      returnType: returnType, body: body, simulation: simulation)
  }

  private func parseGenerics() -> [Name] {
    guard at(.leftBracket) else { return [] }
    let opening = tokenSpan
    advance()
    var names: [Name] = []
    repeat { names.append(parseTypeName("a type parameter")) } while consume(.comma)
    expectClosing(.rightBracket, of: opening)
    return names
  }

  /// `( [ fields ] )`; those of an enum's case may have any word for a name, as a record's may.
  func parseParameters(mayBeReserved: Bool = false) -> [Field] {
    let opening = tokenSpan
    guard expect(.leftParenthesis, "and the parameters") else { return [] }
    var fields: [Field] = []
    while !at(.rightParenthesis), !isAtEnd {
      fields.append(parseField(mayBeReserved: mayBeReserved))
      guard consume(.comma) else { break }
    }
    expectClosing(.rightParenthesis, of: opening)
    return fields
  }

  /// `name: Type [ = default ]`; a record's field is only ever a member or a label, so any word
  /// will do.
  func parseField(mayBeReserved: Bool) -> Field {
    let lower = lower
    let name = mayBeReserved && isAtLabel ? takeName() : parseName("a name")
    guard consume(.colon) else {
      report(.missingType(self, of: name))
      return Field(
        name: name, type: TypeNode(.missing, tokenSpan), defaultValue: nil, span: span(from: lower))
    }
    let type = parseType()
    let value = consume(.assign) ? parseExpression() : nil
    return Field(name: name, type: type, defaultValue: value, span: span(from: lower))
  }

  // MARK: record, enum

  func parseRecord() -> RecordDeclaration {
    let name = parseTypeName("the name of the record")
    let fields = parseSeparated { $0.parseField(mayBeReserved: true) }
    return RecordDeclaration(name: name, fields: fields)
  }

  func parseEnum() -> EnumDeclaration {
    let name = parseTypeName("the name of the enum")
    let cases = parseSeparated { parser in
      let name = parser.parseAnyName("a case")
      let fields = parser.at(.leftParenthesis) ? parser.parseParameters(mayBeReserved: true) : []
      return EnumDeclaration.Case(name: name, fields: fields)
    }
    return EnumDeclaration(name: name, cases: cases)
  }

  /// Members between braces, each on a line of its own or with commas between them.
  private func parseSeparated<Member>(
    _ member: (Parser) -> Member
  ) -> [Member] {
    let opening = tokenSpan
    guard openBrace() else { return [] }
    var members: [Member] = []
    parseBraced(opening: opening) { parser in
      if parser.consume(.comma) { return }
      members.append(member(parser))
      if !parser.at(.comma) { parser.endStatement() }
    }
    return members
  }
}

extension Effect {
  fileprivate var noun: String {
    switch self {
    case .pure: "function"
    case .probe, .action, .procedure: keyword
    }
  }
}
