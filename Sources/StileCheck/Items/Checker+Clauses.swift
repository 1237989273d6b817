import StileSyntax

extension Checker {
  /// Checks the `on` of a header, before what it gives a host to; also one that may not stand
  /// there, so that its commands are not said to lack a host.
  mutating func checkSeatClause(_ clauses: [Clause], of owner: ClauseOwner) -> SeatTail? {
    let first = clauses.first { if case .on = $0.kind { true } else { false } }
    guard let clause = first, case .on(let host) = clause.kind else { return nil }
    let saved = body.place
    if saved == .flow { body.place = .operand }
    let seat: SeatTail
    switch owner {
    case .runbook, .policy: seat = SeatTail(host: checkHost(host), span: clause.span)
    default: seat = checkHosts(host, clause.span)
    }
    body.place = saved
    if seat.isFanOut, saved != .flow {
      noteUnbuilt("a list of hosts in `on` inside a step", at: clause.span)
    }
    return seat
  }

  /// Checks the other clauses. Each stands at most once, and where the table allows it.
  mutating func checkClauses(
    _ clauses: [Clause], of owner: ClauseOwner, seat: SeatTail?
  ) -> HeaderClauses {
    var header = HeaderClauses(clauses, of: owner, on: seat)
    let allowed = owner.allowed
    for clause in clauses {
      guard allowed.contains(clause.word) else {
        let words = allowed.map(\.rawValue)
        report(
          .clauseNotHere(clause.word.rawValue, owner.what, allowed: words, at: clause.span))
        continue
      }
      checkClause(clause, &header)
    }
    if owner != .policy { refuseUnboundedPolling(header) }
    if owner == .step { checkStepClauses(clauses, header) }
    return header
  }

  private mutating func checkClause(_ clause: Clause, _ header: inout HeaderClauses) {
    switch clause.kind {
    case .on: break
    case .as(let user): header.user = asOperand { $0.checkUser(user) }
    case .batch(let count):
      header.batch = asOperand { $0.checkCount(count, "batch") }
    case .retry(let count, let pause):
      let count = asOperand { $0.checkCount(count, "retry") }
      header.retry = TypedRetry(count: count, pause: checkSpan(pause, "every"))
    case .reverts(let length):
      _ = checkSpan(length, "reverts in")
      noteUnbuilt("`reverts`", at: clause.span)
    case .alert(let channels): asOperand { _ = $0.checkChannels(channels, of: "alert") }
    case .within(let value): header.within = checkSpan(value, "within")
    case .every(let value): header.every = checkSpan(value, "every")
    case .holding(let value): header.holding = checkSpan(value, "holding")
    case .when(let value):
      let condition = asOperand { $0.check(value, .bool, as: .condition("when")) }
      remarkKnownAnswer(of: condition)
      header.when = condition
    case .tags(let value): header.tags = tags(value)
    case .required: header.isRequired = true
    case .safeToRepeat: header.isSafeToRepeat = true
    }
  }

  /// What an item is given may ask the world, once, with it.
  private mutating func asOperand<Value>(_ work: (inout Checker) -> Value) -> Value {
    let saved = body.place
    if saved == .flow { body.place = .operand }
    let value = work(&self)
    body.place = saved
    return value
  }

  /// How many: at least one, where that can be seen.
  mutating func checkCount(_ expression: Expression, _ word: String) -> TypedExpression {
    let value = check(expression, .int, as: .clause(word))
    if case .constant(.int(let count)) = value.kind, count < 1 {
      report(.emptyCount(word, at: expression.span))
    }
    return value
  }

  /// A span of time that bounds something: more than nothing, where that can be seen.
  mutating func checkSpan(_ expression: Expression, _ word: String) -> TypedExpression {
    let value = asOperand { $0.check(expression, .duration, as: .clause(word)) }
    if case .constant(.duration(let length)) = value.kind, length <= 0 {
      report(.emptySpan(word, at: expression.span))
    }
    return value
  }

  /// What is polled says how often and until when; nothing is asked for ever.
  private mutating func refuseUnboundedPolling(_ header: HeaderClauses) {
    let polls = header.span(.every) ?? header.span(.holding)
    if let polls, header.span(.within) == nil {
      report(.pollBounds(missing: "within", at: polls))
    } else if header.span(.within) != nil, header.span(.every) == nil {
      guard let span = header.span(.holding) else { return }
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
    let value = inferString(literal, nil, literal.span)
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
