import StileSyntax

/// `notify`, `confirm` and `manual`: items that speak to people.
extension Checker {
  mutating func checkNotify(
    _ item: Item, _ channels: Expression, _ subject: Expression?, _ text: Expression,
    _ binding: Binding?
  ) -> TypedItem {
    let name = notifyName(subject, text, binding)
    let source = KeySource(
      span: binding?.name.span ?? (subject ?? text).span, idPlace: nil, what: "a `notify`")
    let part = keyPart(name, source)
    body.item = item.keyword
    let clauses = checkClauses(item.clauses, of: .notify, seat: nil)
    let saved = body.place
    if saved == .flow { body.place = .operand }
    let receivers = checkChannels(channels, of: "notify")
    let line = subject.map { shownText($0, "a subject") }
    let words = shownText(text, "a notification")
    body.place = saved
    body.item = nil
    let title = constant(.string(name), .string, item.keyword)
    return TypedItem(
      kind: .notify(channels: receivers, subject: line, text: words), part: part,
      title: subjectTitle(line) ?? title, tags: clauses.tags, seat: .ofPlace, when: clauses.when,
      within: nil, isRequired: clauses.isRequired, isSafeToRepeat: false, resultType: .void,
      header: item.span)
  }

  /// A title is pure; a subject that asks the world is no title.
  private func subjectTitle(_ subject: TypedExpression?) -> TypedExpression? {
    guard let subject, case .constant(.string) = subject.kind else { return nil }
    return subject
  }

  /// Of its subject, else of its first words; where there are none, of the source as it is written.
  private func notifyName(_ subject: Expression?, _ text: Expression, _ binding: Binding?) -> String
  {
    if let binding { return binding.name.text }
    if case .string(let literal)? = subject?.withoutParentheses.kind {
      return Slug.of(literal.literalText)
    }
    guard subject == nil, case .string(let literal) = text.withoutParentheses.kind else {
      return Slug.of("notify \(self.text((subject ?? text).span))")
    }
    let words = Slug.ofFirstWords(literal.literalText, 6)
    return words.isEmpty ? Slug.of("notify \(self.text(text.span))") : words
  }

  /// One channel or a list of them; always a list for those who send.
  mutating func checkChannels(
    _ expression: Expression, of word: String
  ) -> TypedExpression {
    let value = infer(expression, hint: .list(.channel))
    if inference.shallow(value.type) == .channel {
      return TypedExpression(.list([value]), .list(.channel), value.span)
    }
    return coerce(value, to: .list(.channel), as: .operand(word), written: expression)
  }

  private mutating func shownText(_ expression: Expression, _ place: String) -> TypedExpression {
    let value = infer(expression, hint: .string)
    if inference.shallow(value.type) == .secret { return shown(value, place) }
    return coerce(value, to: .string, as: .text(place), written: expression)
  }

  /// `confirm` and `manual`.
  mutating func checkQuestion(
    _ item: Item, _ title: Title, _ block: Block?, _ binding: Binding?
  ) -> TypedItem {
    let isManual = if case .manual = item.kind { true } else { false }
    let owner: ClauseOwner = isManual ? .manual : .confirm
    let name = itemName(title, binding)
    let part = keyPart(name, keySource(title, item, binding, owner.what))
    if isManual { rememberStep(title.id ?? binding?.name, part) }
    let savedItem = body.item
    if body.item == nil { body.item = item.keyword }
    let words = shownTitle(title, name)
    let seat = checkSeatClause(item.clauses, of: owner)
    let marker = seatMarker
    let clauses = checkClauses(item.clauses, of: owner, seat: seat)
    if clauses.when == nil && body.conditions == 0 {
      body.facts.questions.append(.here(item.keyword))
    }
    body.facts.asks.append(item.keyword)
    let statements = isManual ? checkManualBlock(block, item.keyword) : []
    settleSeat(clauses, since: marker, "this `\(text(item.keyword))`")
    body.item = savedItem
    return TypedItem(
      kind: isManual ? .manual(statements) : .confirm, part: part, title: words,
      tags: clauses.tags, seat: clauses.seat, when: clauses.when, within: nil, isRequired: false,
      isSafeToRepeat: false, resultType: .void, header: header(item, block))
  }

  /// Its block says how it is taken back, and how it is seen that it was done.
  private mutating func checkManualBlock(
    _ block: Block?, _ keyword: SourceSpan
  ) -> [TypedStatement] {
    let isAnswered = block?.statements.contains { if case .undo = $0.kind { true } else { false } }
    if isAnswered != true { noteChange(at: keyword, words: "manual", isOwn: true) }
    guard let block else { return [] }
    let saved = (place: body.place, duty: body.duty)
    body.place = .manual
    body.duty = nil
    let statements = checkBlock(block)
    body.place = saved.place
    body.duty = saved.duty
    return statements
  }
}
