extension BlockText {
  /// The lines of a block literal without their common indentation, which is no part of the text.
  ///
  /// So the literal can move as a whole and keeps its value. In a text of blanks alone nothing is
  /// common, and all of it is the value. A line that begins inside a hole is code: its indentation
  /// means nothing.
  init(_ shape: LiteralShape, _ holes: ArraySlice<Range<Int>>, in source: SourceText) {
    let margin = source.bytes.withView { BlockMargin.common($0, shape, holes) }
    let upper = shape.content.upperBound
    var lines: [(text: String, isBlank: Bool)] = []
    var lower = shape.content.lowerBound
    while lower <= upper, !shape.content.isEmpty {
      var end = lower
      while end < upper, source.bytes[end] != Byte.lineFeed { end += 1 }
      let isCode = BlockMargin.isInHole(lower, holes)
      lines.append(BlockText.line(lower, end, margin: isCode ? Int.max : margin, in: source))
      lower = end + 1
    }
    let hasText = lines.contains { !$0.isBlank }
    self.lines = lines.map { Line(text: $0.text, isIndented: hasText) }
    opening = shape.form.isCommand ? "`" : "\"\"\""
    closing = opening
  }

  private static func line(
    _ lower: Int, _ end: Int, margin: Int, in source: SourceText
  ) -> (text: String, isBlank: Bool) {
    var upper = end
    if upper > lower, source.bytes[upper - 1] == Byte.carriageReturn { upper -= 1 }
    var first = lower
    while first < upper, Byte.isBlank(source.bytes[first]) { first += 1 }
    let kept = first - lower > margin ? lower + margin : first
    let text = source.text(SourceSpan(source.id, kept, upper))
    return (text, first == upper)
  }
}
