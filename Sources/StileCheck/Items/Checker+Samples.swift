import StileSyntax

extension Checker {
  /// `sample every D for D { … }`: a number, taken again and again; its value is the series.
  mutating func checkSample(
    _ item: Item, _ title: Title, _ every: Expression, _ duration: Expression, _ block: Block,
    _ binding: Binding?
  ) -> TypedItem {
    let name = itemName(title, binding)
    let part = keyPart(name, keySource(title, item, binding, "a `sample`"))
    body.item = item.keyword
    let words = shownTitle(title, name)
    let seat = checkSeatClause(item.clauses, of: .sample)
    let marker = seatMarker
    let clauses = checkClauses(item.clauses, of: .sample, seat: seat)
    let period = checkSpan(every, "every")
    let bound = checkSpan(duration, "for")
    let statements = checkRegionBlock("sample", block)
    settleSeat(clauses, since: marker, "this `sample`")
    body.item = nil
    let single: Type = clauses.when == nil ? .series : .optional(.series)
    let sample = TypedSample(every: period, duration: bound, body: statements)
    return TypedItem(
      kind: .sample(sample), part: part, title: words, tags: clauses.tags, seat: clauses.seat,
      when: clauses.when, within: nil, isRequired: false, isSafeToRepeat: false,
      resultType: seat?.isFanOut == true ? single.fannedOut : single, header: header(item, block))
  }

  /// A line of a sample: a number.
  mutating func checkNumber(_ expression: Expression, _ span: SourceSpan) -> TypedStatement? {
    let value = infer(expression)
    switch inference.shallow(value.type) {
    case .int, .float, .erroneous, .never: break
    case .variable: _ = inference.unify(value.type, .int)
    default: _ = coerce(value, to: .float, as: .operand("sample"), written: expression)
    }
    return TypedStatement(.number(value), span)
  }
}
