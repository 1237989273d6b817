import StileSyntax

extension Checker {
  /// A statement that has a key, or its form inside a body.
  mutating func checkItem(
    _ item: Item, named binding: Binding?, into declared: Type?, _ span: SourceSpan
  ) -> TypedStatement? {
    switch body.place {
    case .flow: return checkFlowItem(item, binding, declared, span)
    case .step, .action, .undo: return checkInnerItem(item, binding, span)
    case .manual:
      if case .verify(let title, let block) = item.kind {
        return checkInnerRegion(.verify, title, block, item, span)
      }
    default: break
    }
    report(.itemNotHere(text(item.keyword), body.place, at: item.keyword))
    return nil
  }

  private mutating func checkFlowItem(
    _ item: Item, _ binding: Binding?, _ declared: Type?, _ span: SourceSpan
  ) -> TypedStatement? {
    let typed: TypedItem?
    switch item.kind {
    case .step(let title, let block, let simulation):
      typed = checkStep(item, title, block, binding, declared)
      if let simulation {
        checkSimulation(simulation, ResultContext(kind: .flow, type: .void, isDeclared: true))
      }
    case .verify(let title, let block): typed = checkVerify(item, title, block, binding)
    case .ensure:
      report(.itemNotHere("ensure", body.place, at: item.keyword))
      return nil
    case .wait(let operand): typed = checkWait(item, operand, binding)
    case .notify(let channels, let subject, let text):
      typed = checkNotify(item, channels, subject, text, binding)
    case .confirm(let title): typed = checkQuestion(item, title, nil, binding)
    case .manual(let title, let block): typed = checkQuestion(item, title, block, binding)
    case .sample(let title, let every, let duration, let block):
      typed = checkSample(item, title, every, duration, block, binding)
    }
    guard let typed else { return nil }
    var local: LocalID?
    if let binding {
      let type = declared.map { boundType(typed.resultType, of: item, binding, $0) }
      local = declareLocal(binding.name, type ?? typed.resultType)
    }
    return TypedStatement(.item(typed, into: local), span)
  }

  /// The declared type of a name, if what the item gives fits it.
  private mutating func boundType(
    _ result: Type, of item: Item, _ binding: Binding, _ declared: Type
  ) -> Type {
    let span = binding.name.span
    if result == .void {
      report(.itemWithoutValue(text(item.keyword), describe(declared), at: span))
      return .erroneous
    }
    let value = constant(.none, result, span)
    let fitting = coerce(value, to: declared, as: .binding(binding.name))
    return fitting.type.isErroneous ? .erroneous : declared
  }

  private mutating func checkInnerItem(
    _ item: Item, _ binding: Binding?, _ span: SourceSpan
  ) -> TypedStatement? {
    if let binding { report(.letOfInnerItem(binding.name, at: item.keyword)) }
    let typed: TypedItem?
    switch item.kind {
    case .step, .sample:
      report(.itemNotHere(text(item.keyword), body.place, at: item.keyword))
      return nil
    case .verify(let title, let block):
      return checkInnerRegion(.verify, title, block, item, span)
    case .ensure(let title, let block):
      if body.place != .step {
        report(.itemNotHere("ensure", body.place, at: item.keyword))
      }
      return checkInnerRegion(.ensure, title, block, item, span)
    case .wait(let operand): typed = checkWait(item, operand, nil)
    case .notify(let channels, let subject, let text):
      typed = checkNotify(item, channels, subject, text, nil)
    case .confirm(let title): typed = checkQuestion(item, title, nil, nil)
    case .manual(let title, let block): typed = checkQuestion(item, title, block, nil)
    }
    return typed.map { TypedStatement(.item($0, into: nil), span) }
  }

  /// From the first word to where the block begins.
  func header(_ item: Item, _ block: Block?) -> SourceSpan {
    guard let block else { return item.span }
    guard let bytes = sources[item.span.source]?.bytes else { return item.span }
    var upper = min(Int(block.span.lower), bytes.count)
    while upper > 0, bytes[upper - 1] == UInt8(ascii: " ") { upper -= 1 }
    return SourceSpan(item.span.source, Int(item.span.lower), upper)
  }

  /// The name of an item: its id, else its `let`, else the slug of its title.
  func itemName(_ title: Title, _ binding: Binding?) -> String {
    title.id?.text ?? binding?.name.text ?? Slug.of(title.text?.literalText ?? "")
  }

  func keySource(_ title: Title, _ item: Item, _ binding: Binding?, _ what: String) -> KeySource {
    if let id = title.id { return KeySource(span: id.span, idPlace: nil, what: what) }
    if let binding { return KeySource(span: binding.name.span, idPlace: nil, what: what) }
    return KeySource(
      span: title.text?.span ?? item.keyword, idPlace: Int(item.keyword.upper), what: what)
  }

  /// The title, else the name: what an item is called on a screen.
  mutating func shownTitle(_ title: Title, _ name: String) -> TypedExpression {
    title.text.map { checkTitle($0) } ?? constant(.string(name), .string, title.span)
  }

  private mutating func checkVerify(
    _ item: Item, _ title: Title, _ block: Block, _ binding: Binding?
  ) -> TypedItem {
    let name = itemName(title, binding)
    let part = keyPart(name, keySource(title, item, binding, "a `verify`"))
    body.item = item.keyword
    let words = shownTitle(title, name)
    let seat = checkSeatClause(item.clauses, of: .verify)
    let marker = seatMarker
    let clauses = checkClauses(item.clauses, of: .verify, seat: seat)
    let region = checkRegion(.verify, block, title: words, seat: .ofPlace, clauses)
    settleSeat(clauses, since: marker, "this `verify`")
    body.item = nil
    return TypedItem(
      kind: .verify(region), part: part, title: words, tags: clauses.tags, seat: clauses.seat,
      when: clauses.when, within: nil, isRequired: false, isSafeToRepeat: false,
      resultType: .void, header: header(item, block))
  }
}
