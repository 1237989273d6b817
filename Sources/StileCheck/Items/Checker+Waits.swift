import StileSyntax

extension Checker {
  mutating func checkWait(
    _ item: Item, _ operand: Item.WaitOperand, _ binding: Binding?
  ) -> TypedItem {
    let written = operand.expression
    let source = SourceSpan(item.span.source, Int(item.keyword.lower), Int(written.span.upper))
    let words = text(source).onOneLine
    let name = binding?.name.text ?? Slug.of(words)
    let part = keyPart(
      name, KeySource(span: binding?.name.span ?? source, idPlace: nil, what: "a `wait`"))
    let savedItem = body.item
    if body.item == nil { body.item = item.keyword }
    let seat = checkSeatClause(item.clauses, of: .wait)
    let marker = seatMarker
    let clauses = checkClauses(item.clauses, of: .wait, seat: seat)
    let saved = body.place
    if saved == .flow { body.place = .operand }
    let wait = checkOperand(operand, item.keyword)
    body.place = saved
    settleSeat(clauses, since: marker, "this `wait`")
    body.item = savedItem
    noteWait(wait, item.keyword)
    return TypedItem(
      kind: .wait(wait), part: part, title: constant(.string(words), .string, source),
      tags: clauses.tags, seat: clauses.seat, when: clauses.when, within: nil, isRequired: false,
      isSafeToRepeat: false, resultType: .void, header: item.span)
  }

  private mutating func checkOperand(
    _ operand: Item.WaitOperand, _ keyword: SourceSpan
  ) -> TypedWait {
    switch operand {
    case .until(let time): return .until(check(time, .time, as: .operand("wait until")))
    case .ttl(let observation):
      return .ttl(check(observation, .observation, as: .operand("wait ttl")))
    case .value(let expression):
      let value = infer(expression)
      switch inference.shallow(value.type) {
      case .duration, .erroneous, .never: return .span(value)
      case .window: return .window(value)
      case .time: report(.waitOperand("until", "a `Time`", at: expression.span, keyword: keyword))
      case .observation:
        report(.waitOperand("ttl", "an `Observation`", at: expression.span, keyword: keyword))
      default: return .span(coerce(value, to: .duration, as: .operand("wait"), written: expression))
      }
      return .span(erroneous(expression.span))
    }
  }

  /// A long wait inside a step holds the step open.
  private mutating func noteWait(_ wait: TypedWait, _ keyword: SourceSpan) {
    if body.place != .flow, case .span(let value) = wait,
      case .constant(.duration(let length)) = value.kind, length > 60_000_000_000
    {
      report(.longWaitInStep(at: keyword))
    }
  }
}

extension Item.WaitOperand {
  var expression: Expression {
    switch self {
    case .until(let expression), .ttl(let expression), .value(let expression): expression
    }
  }
}
