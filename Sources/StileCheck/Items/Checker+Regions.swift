import StileSyntax

extension Checker {
  /// The block of a `verify` or an `ensure`: each line is a condition.
  mutating func checkRegion(
    _ kind: Region.Kind, _ block: Block, title: TypedExpression?, seat: Seat,
    _ header: HeaderClauses
  ) -> Region {
    remarkShortPoll(header)
    let statements = checkRegionBlock(kind == .ensure ? "ensure" : "verify", block)
    return Region(
      kind: kind, title: title, seat: seat, within: header.within, every: header.every,
      holding: header.holding, body: statements)
  }

  /// Lines that only ask: of a `verify`, an `ensure` or a `sample`.
  mutating func checkRegionBlock(_ word: String, _ block: Block) -> [TypedStatement] {
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
    return statements
  }

  /// A line of a region.
  mutating func checkCondition(_ expression: Expression, _ span: SourceSpan) -> TypedStatement? {
    guard case .region(let word) = body.place else { return nil }
    if word == "sample" { return checkNumber(expression, span) }
    let value = check(expression, .bool, as: .condition(word))
    remarkKnownAnswer(of: value)
    let condition = Condition(expression: value, text: text(expression.span))
    return TypedStatement(.condition(condition), span)
  }

  /// A `verify` or `ensure` inside a body.
  mutating func checkInnerRegion(
    _ kind: Region.Kind, _ title: Title, _ block: Block, _ item: Item, _ span: SourceSpan
  ) -> TypedStatement? {
    let owner: ClauseOwner = kind == .ensure ? .ensure : .verifyInside
    let seat = checkSeatClause(item.clauses, of: owner)
    let marker = seatMarker
    let header = checkClauses(item.clauses, of: owner, seat: seat)
    var words = title.text.map { checkTitle($0) }
    if words == nil, let id = title.id { words = constant(.string(id.text), .string, id.span) }
    let region = checkRegion(kind, block, title: words, seat: header.seat, header)
    settleSeat(header, since: marker, owner.what)
    return TypedStatement(.region(region), span)
  }

  /// The needs since the marker are met by the clause; without one they are left to what is around.
  ///
  /// Behind a mistake nobody knows whether the clause was needed, so nothing is said of it.
  mutating func settleSeat(_ header: HeaderClauses, since marker: SeatMarker, _ what: String) {
    let needs = Array(body.facts.seats[marker.needs...])
    let isSound = !hasErrors(since: marker.messages)
    if isSound, let clause = header.span(.as) {
      pending.seated.append(.init(clause: clause, word: .as, needs: needs, what: what))
    }
    guard let seat = header.on else { return }
    body.facts.seats.removeSubrange(marker.needs...)
    guard isSound, !seat.host.type.isErroneous else { return }
    pending.seated.append(.init(clause: seat.span, word: .on, needs: needs, what: what))
  }
}
