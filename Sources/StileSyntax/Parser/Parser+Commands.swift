extension Parser {
  mutating func parseCommandExpression() -> Expression {
    let shape = literalShape()
    let lower = lower
    advance()
    guard let shape else { return Expression(.missing, span(from: lower)) }
    let span = span(shape.bounds.lowerBound, shape.bounds.upperBound)
    guard shape.isIntact else {
      isRecovering = true
      return Expression(.missing, span)
    }
    let expressions = shape.holes.map { parseHole($0) }
    let text = ShellText(source: source, shape: shape)
    guard text.bytes.contains(where: { $0 != Byte.space && $0 != Byte.lineFeed && $0 != Byte.tab })
    else {
      remark(.emptyCommand(at: span))
      return Expression(.missing, span)
    }
    var walk = ShellWalk(text)
    walk.run()
    diagnostics += walk.diagnostics
    let literal = CommandLiteral(
      segments: Self.segments(text, walk, expressions), plainWords: PlainWords.of(walk),
      hasPipe: walk.hasPipe, outputRedirection: walk.outputRedirection,
      simpleCommands: walk.commands, hereDocuments: walk.documents, isBlock: shape.form.isBlock,
      span: span)
    return Expression(.command(literal), span)
  }

  /// The text between the holes as sh must see it, and the holes with what the walk found out.
  private static func segments(
    _ text: ShellText, _ walk: ShellWalk, _ expressions: [Expression]
  ) -> [CommandLiteral.Segment] {
    var segments: [CommandLiteral.Segment] = []
    var pending: [UInt8] = []
    func flush() {
      guard !pending.isEmpty else { return }
      segments.append(.text(String(decoding: pending, as: UTF8.self)))
      pending = []
    }
    var number = 0
    for (offset, byte) in text.bytes.enumerated() {
      if byte == Byte.null {
        flush()
        let facts = walk.holes[number]
        segments.append(
          .hole(
            CommandLiteral.Hole(
              expression: expressions[number], quoting: facts.quoting, isGlued: facts.isGlued,
              mayBeOption: facts.mayBeOption, isCommandPosition: facts.isCommandPosition)))
        number += 1
      } else if !walk.droppedBackslashes.contains(offset) {
        pending.append(byte)
      }
    }
    flush()
    return segments
  }
}
