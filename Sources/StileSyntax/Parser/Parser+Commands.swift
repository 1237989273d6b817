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
    let literal = walk.literal(shape, holes: holes, expressions, at: span, bytes)
    if !walk.diagnostics.isEmpty { diagnostics += walk.diagnostics }
    guard let literal else {
      remark(.emptyCommand(at: span))
      return Expression(.missing, span)
    }
    return Expression(.command(literal), span)
  }
}

extension ShellWalk {
  /// Walks over the text of a command and tells all about it; nil where it is blank.
  fileprivate mutating func literal(
    _ shape: LiteralShape, holes ranges: ArraySlice<Range<Int>>, _ expressions: [Expression],
    at span: SourceSpan, _ view: ByteView
  ) -> CommandLiteral? {
    run(shape, holes: ranges, in: span.source, view)
    guard !text.isBlank else { return nil }
    return CommandLiteral(
      segments: segments(expressions), isPlain: PlainWords.areAll(of: self), hasPipe: hasPipe,
      outputRedirection: outputRedirection, simpleCommands: commands, hereDocuments: documents,
      isBlock: shape.form.isBlock, span: span)
  }

  /// The text between the holes as sh must see it, and the holes with what the walk found out.
  private func segments(_ expressions: [Expression]) -> [CommandLiteral.Segment] {
    var segments: [CommandLiteral.Segment] = []
    segments.reserveCapacity(text.segmentCount)
    var lower = 0
    for (number, offset) in text.holeOffsets.enumerated() {
      if lower < offset { segments.append(.text(shownText(lower..<offset))) }
      let facts = holes[number]
      segments.append(
        .hole(
          CommandLiteral.Hole(
            expression: expressions[number], quoting: facts.quoting, isGlued: facts.isGlued,
            mayBeOption: facts.mayBeOption, isCommandPosition: facts.isCommandPosition)))
      lower = offset + 1
    }
    if lower < text.count { segments.append(.text(shownText(lower..<text.count))) }
    return segments
  }
}
