/// The scan of strings and commands, to know where they end and where their holes are.
extension Lexer {
  mutating func lexString(opening lower: Int) -> Token.Kind {
    let isRaw = bytes[lower] != Byte.quote
    let quote = isRaw ? lower + 1 : lower
    if !isRaw, bytes[quote + 1] == Byte.quote, bytes[quote + 2] == Byte.quote {
      scanBlock(.blockString, opening: lower, text: quote + 3)
    } else {
      scanLine(isRaw ? .rawString : .string, opening: lower, text: quote + 1)
    }
    return .string
  }

  mutating func lexCommand() -> Token.Kind {
    let lower = position
    if restOfLineIsBlank(lower + 1) {
      scanBlock(.blockCommand, opening: lower, text: lower + 1)
    } else {
      scanLine(.command, opening: lower, text: lower + 1)
    }
    return .command
  }

  // MARK: On one line

  private mutating func scanLine(_ form: LiteralShape.Form, opening: Int, text: Int) {
    var scan = LiteralScan(bytes: bytes)
    let firstHole = literals.holes.count
    let result = scan.line(form, from: text, holes: &literals.holes)
    report(scan, opening: opening)
    var upper = result.upper
    if !result.isClosed, form == .command, let closing = closingLine(form, opening, upper) {
      return takeMisplacedBlock(.blockCommand, opening: opening, text: text, upper: closing)
    }
    if !result.isClosed {
      upper = withoutTrailingBrace(text, upper)
      endsStatement = true
      if scan.brokenHole == nil {
        diagnostics.append(.unclosedLiteral(form, at: span(opening, text)))
      }
    }
    position = upper
    literals.append(
      form, bounds: opening..<upper, content: text..<(result.isClosed ? upper - 1 : upper),
      firstHole: firstHole, isIntact: result.isClosed && scan.brokenHole == nil)
  }

  /// An unclosed literal leaves the `{` that ends its line to the block that it opens.
  private func withoutTrailingBrace(_ lower: Int, _ upper: Int) -> Int {
    var last = upper
    while last > lower, isBlank(bytes[last - 1]) { last -= 1 }
    guard last > lower, bytes[last - 1] == Byte.leftBrace else { return last }
    last -= 1
    while last > lower, isBlank(bytes[last - 1]) { last -= 1 }
    return last
  }

  // MARK: In a block

  private mutating func scanBlock(_ form: LiteralShape.Form, opening: Int, text: Int) {
    guard restOfLineIsBlank(text) else { return scanMisplacedBlock(form, opening, text) }
    var scan = LiteralScan(bytes: bytes)
    scan.margin = indentation(ofLineAt: opening)
    let content = lineEnd(text)
    let firstHole = literals.holes.count
    let result = scan.block(form, from: content, holes: &literals.holes)
    report(scan, opening: opening)
    if !result.isClosed {
      endsStatement = true
      let shown = result.shownBy
      let shownBy = shown.isEmpty ? nil : span(shown.lowerBound, shown.upperBound)
      diagnostics.append(.unclosedBlock(form, at: span(opening, text), shownBy: shownBy))
    }
    position = result.upper
    literals.append(
      form, bounds: opening..<result.upper,
      content: min(content + 1, result.contentUpper)..<result.contentUpper,
      firstHole: firstHole, isIntact: result.isClosed && scan.brokenHole == nil)
  }

  /// `"""text`: the text must begin on the next line. It is read to where it seems to end.
  private mutating func scanMisplacedBlock(
    _ form: LiteralShape.Form, _ opening: Int, _ text: Int
  ) {
    var upper = text
    while upper < end, bytes[upper] != Byte.lineFeed {
      if bytes.has("\"\"\"", at: upper) {
        return takeMisplacedBlock(form, opening: opening, text: text, upper: upper + 3)
      }
      upper += 1
    }
    if let closing = closingLine(form, opening, upper) {
      return takeMisplacedBlock(form, opening: opening, text: text, upper: closing)
    }
    endsStatement = true
    upper = withoutTrailingBrace(text, upper)
    takeMisplacedBlock(form, opening: opening, text: text, upper: upper)
  }

  private mutating func takeMisplacedBlock(
    _ form: LiteralShape.Form, opening: Int, text: Int, upper: Int
  ) {
    diagnostics.append(.blockOpening(form, at: span(opening, text)))
    position = upper
    literals.append(
      form, bounds: opening..<upper, content: text..<upper, firstHole: literals.holes.count,
      isIntact: false)
  }

  /// The offset behind the mark of the line that closes a block, if text that belongs to it and to
  /// no other literal stands between.
  private func closingLine(_ form: LiteralShape.Form, _ opening: Int, _ newline: Int) -> Int? {
    let margin = indentation(ofLineAt: opening)
    let mark = form.isCommand ? Byte.backtick : Byte.quote
    var lower = lineEnd(newline) + 1
    while lower < end {
      let upper = lineEnd(lower)
      var first = lower
      while first < upper, isBlank(bytes[first]) { first += 1 }
      if first < upper {
        if first - lower < margin { return nil }
        if bytes[first] == mark { return form.isCommand ? first + 1 : min(first + 3, end) }
        if (first..<upper).contains(where: { bytes[$0] == mark }) { return nil }
      }
      lower = upper + 1
    }
    return nil
  }

  /// Says what is wrong with the holes: a hole that is not closed, or literals nested too deep.
  private mutating func report(_ scan: borrowing LiteralScan, opening: Int) {
    guard let hole = scan.brokenHole else { return }
    diagnostics.append(
      scan.isTooDeep
        ? .nestingTooDeep(at: span(opening, opening + 1))
        : .unclosedHole(at: span(hole, hole + 2)))
  }

  // MARK: Lines

  private func isBlank(_ byte: UInt8) -> Bool {
    Byte.isBlank(byte) || byte == Byte.carriageReturn
  }

  private func restOfLineIsBlank(_ offset: Int) -> Bool {
    var offset = offset
    while offset < end, isBlank(bytes[offset]) { offset += 1 }
    return offset < end && bytes[offset] == Byte.lineFeed
  }

  private func lineEnd(_ offset: Int) -> Int {
    bytes.next(Byte.lineFeed, from: offset)
  }

  private func indentation(ofLineAt offset: Int) -> Int {
    var lower = offset
    while lower > 0, bytes[lower - 1] != Byte.lineFeed { lower -= 1 }
    var upper = lower
    while upper < offset, Byte.isBlank(bytes[upper]) { upper += 1 }
    return upper - lower
  }
}
