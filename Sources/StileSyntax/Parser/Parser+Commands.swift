extension Parser {
  func parseCommandExpression() -> Expression {
    let shape = literalShape()
    let lower = lower
    advance()
    guard let shape else { return Expression(.missing, span(from: lower)) }
    let span = span(shape.bounds.lowerBound, shape.bounds.upperBound)
    guard shape.isIntact else {
      isRecovering = true
      return Expression(.missing, span)
    }
    let holes = literals.holes(of: shape)
    let expressions = holes.map { parseHole($0) }
    walk.run(shape, holes: holes, in: source.id, bytes)
    guard !walk.text.isBlank else {
      remark(.emptyCommand(at: span))
      return Expression(.missing, span)
    }
    if !walk.diagnostics.isEmpty { diagnostics += walk.diagnostics }
    let literal = CommandLiteral(
      segments: Self.segments(walk, expressions), isPlain: PlainWords.areAll(of: walk),
      hasPipe: walk.hasPipe, outputRedirection: walk.outputRedirection,
      simpleCommands: walk.commands, hereDocuments: walk.documents, isBlock: shape.form.isBlock,
      span: span)
    return Expression(.command(literal), span)
  }

  /// The text between the holes as sh must see it, and the holes with what the walk found out.
  private static func segments(
    _ walk: borrowing ShellWalk, _ expressions: [Expression]
  ) -> [CommandLiteral.Segment] {
    var segments: [CommandLiteral.Segment] = []
    segments.reserveCapacity(walk.text.segmentCount)
    var lower = 0
    for (number, offset) in walk.text.holeOffsets.enumerated() {
      if lower < offset { segments.append(.text(walk.shownText(lower..<offset))) }
      let facts = walk.holes[number]
      segments.append(
        .hole(
          CommandLiteral.Hole(
            expression: expressions[number], quoting: facts.quoting, isGlued: facts.isGlued,
            mayBeOption: facts.mayBeOption, isCommandPosition: facts.isCommandPosition)))
      lower = offset + 1
    }
    if lower < walk.text.count { segments.append(.text(walk.shownText(lower..<walk.text.count))) }
    return segments
  }
}
