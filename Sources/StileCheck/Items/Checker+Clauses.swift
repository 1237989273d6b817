import StileSyntax

extension Checker {
  /// Checks the `on` of a header, before what it gives a host to.
  mutating func checkSeatClause(_ clauses: [Clause], of owner: ClauseOwner) -> SeatTail? {
    let first = clauses.first { if case .on = $0.kind { true } else { false } }
    guard let clause = first, case .on(let host) = clause.kind, owner.allowed.contains("on") else {
      return nil
    }
    let saved = body.place
    if saved == .flow { body.place = .operand }
    let seat = SeatTail(host: checkHost(host), span: clause.span)
    body.place = saved
    return seat
  }

  /// Checks the other clauses. Each stands at most once, and where the table allows it.
  mutating func checkClauses(
    _ clauses: [Clause], of owner: ClauseOwner, seat: SeatTail?
  ) -> HeaderClauses {
    var header = HeaderClauses()
    header.on = seat
    for clause in clauses {
      let word = clause.keyword
      guard owner.allowed.contains(word) else {
        report(.clauseNotHere(word, owner.what, allowed: owner.allowed, at: clause.span))
        continue
      }
      header.spans[word] = clause.span
      checkClause(clause, &header)
    }
    refuseUnboundedPolling(header)
    return header
  }

  private mutating func checkClause(_ clause: Clause, _ header: inout HeaderClauses) {
    switch clause.kind {
    case .on: break
    case .as: report(.notYet("`as`", at: clause.span))
    case .batch: report(.notYet("`batch`", at: clause.span))
    case .retry: report(.notYet("`retry`", at: clause.span))
    case .reverts: report(.notYet("`reverts`", at: clause.span))
    case .alert: report(.notYet("`alert`", at: clause.span))
    case .within(let value): header.within = checkSpan(value, "within")
    case .every(let value): header.every = checkSpan(value, "every")
    case .holding(let value): header.holding = checkSpan(value, "holding")
    case .when(let value):
      let saved = body.place
      if saved == .flow { body.place = .operand }
      header.when = check(value, .bool, as: .condition("when"))
      body.place = saved
    case .tags(let value): header.tags = tags(value)
    case .required: header.isRequired = true
    case .safeToRepeat: header.isSafeToRepeat = true
    }
  }

  /// A span of time that bounds something: more than nothing, where that can be seen.
  private mutating func checkSpan(_ expression: Expression, _ word: String) -> TypedExpression {
    let saved = body.place
    if saved == .flow { body.place = .operand }
    let value = check(expression, .duration, as: .clause(word))
    body.place = saved
    if case .constant(.duration(let length)) = value.kind, length <= 0 {
      report(.emptySpan(word, at: expression.span))
    }
    return value
  }

  /// What is polled says how often and until when; nothing is asked for ever.
  private mutating func refuseUnboundedPolling(_ header: HeaderClauses) {
    let polls = header.spans["every"] ?? header.spans["holding"]
    if let polls, header.spans["within"] == nil {
      report(.pollBounds(missing: "within", at: polls))
    } else if header.spans["within"] != nil, header.spans["every"] == nil {
      guard let span = header.spans["holding"] else { return }
      report(.pollBounds(missing: "every", at: span))
    }
  }

  /// Tags are known without running anything: a list of literals.
  private mutating func tags(_ expression: Expression) -> [String] {
    guard case .list(let elements) = expression.withoutParentheses.kind else {
      report(.tagsLiteral(at: expression.span))
      return []
    }
    return elements.compactMap { element in
      guard case .string(let literal) = element.kind, let text = literal.plainText else {
        report(.tagsLiteral(at: element.span))
        return nil
      }
      return text
    }
  }

  /// A title: text that is known without asking the world.
  mutating func checkTitle(_ literal: StringLiteral) -> TypedExpression {
    let saved = body.place
    body.place = .title
    let expression = Expression(.string(literal), literal.span)
    let value = infer(expression)
    body.place = saved
    return shown(value, "a title")
  }

  /// What people are shown holds no secret.
  mutating func shown(_ value: TypedExpression, _ place: String) -> TypedExpression {
    guard inference.shallow(value.type) == .secret else { return value }
    report(.secretShown(place, at: value.span))
    return erroneous(value.span)
  }
}
