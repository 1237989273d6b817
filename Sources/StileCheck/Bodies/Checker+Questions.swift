import StileSyntax

extension Checker {
  /// `ask "question"`: a person's answer, read as the type that the place expects, else as text.
  mutating func inferAsk(
    _ question: StringLiteral, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let word = keyword(span, "ask")
    guard body.place.admitsQuestions else {
      report(.askNotHere(body.place, at: word))
      return erroneous(span)
    }
    body.effect = max(body.effect, .probe)
    body.facts.asks.append(word)
    if body.conditions == 0 { body.facts.questions.append(.here(word)) }
    let text = shown(inferString(question, nil, question.span), "a question")
    var type = hint.map { inference.shallow($0) } ?? .string
    if case .variable = type { type = .string }
    if type.isErroneous { return erroneous(span) }
    guard isAnswerable(type) else {
      report(.askType(describe(type), isSecret: type == .secret, at: span))
      return erroneous(span)
    }
    return TypedExpression(.ask(text), type, span)
  }

  /// A person types one line, so the value is one that a line says.
  private func isAnswerable(_ type: Type) -> Bool {
    switch inference.shallow(type) {
    case .bool, .int, .float, .string, .duration, .time, .size, .path, .domainName, .user, .url,
      .host:
      true
    case .enumeration(let id): tables.enums[id.index].cases.allSatisfy { $0.fields.isEmpty }
    case .optional(let inner), .list(let inner): isAnswerable(inner)
    default: false
    }
  }
}

extension Place {
  /// A person may be asked where an answer is remembered: by the item, or as one.
  fileprivate var admitsQuestions: Bool {
    switch self {
    case .action, .step, .undo, .flowLet: true
    default: false
    }
  }
}
