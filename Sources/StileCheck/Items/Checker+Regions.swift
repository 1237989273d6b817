import StileSyntax

extension Checker {
  /// The block of a `verify` or an `ensure`: each line is a condition.
  mutating func checkRegion(
    _ kind: Region.Kind, _ block: Block, title: TypedExpression?, host: TypedExpression?,
    _ header: HeaderClauses
  ) -> Region {
    let word = kind == .ensure ? "ensure" : "verify"
    if block.statements.isEmpty { report(.emptyRegion(word, at: block.span)) }
    let savedPlace = body.place
    let savedLoops = body.loopDepth
    let savedRegion = enterRegion()
    body.place = .region(word)
    body.loopDepth = 0
    let statements = checkBlock(block)
    body.loopDepth = savedLoops
    body.place = savedPlace
    leaveRegion(savedRegion)
    return Region(
      kind: kind, title: title, host: host, within: header.within, every: header.every,
      holding: header.holding, body: statements)
  }

  /// A line of a region.
  mutating func checkCondition(_ expression: Expression, _ span: SourceSpan) -> [TypedStatement] {
    guard case .region(let word) = body.place else { return [] }
    let value = check(expression, .bool, as: .condition(word))
    let condition = Condition(expression: value, text: text(expression.span))
    return [TypedStatement(.condition(condition), span)]
  }

  /// A `verify` or `ensure` inside a body.
  mutating func checkInnerRegion(
    _ kind: Region.Kind, _ title: Title, _ block: Block, _ item: Item, _ span: SourceSpan
  ) -> [TypedStatement] {
    let owner: ClauseOwner = kind == .ensure ? .ensure : .verifyInside
    let seat = checkSeatClause(item.clauses, of: owner)
    let marker = body.facts.seats.count
    let header = checkClauses(item.clauses, of: owner, seat: seat)
    var words = title.text.map { checkTitle($0) }
    if words == nil, let id = title.id { words = constant(.string(id.text), .string, id.span) }
    let region = checkRegion(kind, block, title: words, host: seat?.host, header)
    settleSeat(seat, since: marker, owner.what)
    return [TypedStatement(.region(region), span)]
  }

  /// The needs since the marker are met by the clause; without one they are left to what is around.
  mutating func settleSeat(_ seat: SeatTail?, since marker: Int, _ what: String) {
    guard let seat else { return }
    let needs = Array(body.facts.seats[marker...])
    body.facts.seats.removeSubrange(marker...)
    pending.seated.append(.init(clause: seat.span, needs: needs, what: what))
  }
}
