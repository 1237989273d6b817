/// How the parser finds its way after a mistake.
extension Parser {
  /// Reports a mistake behind which it is unclear what comes; silent while one is being recovered
  /// from.
  func report(_ diagnostic: Diagnostic) {
    guard !isRecovering else { return }
    isRecovering = true
    if !followsReportedCharacter { diagnostics.append(diagnostic) }
  }

  /// A character that was reported stands right before the next token: that is the mistake.
  private var followsReportedCharacter: Bool {
    if index > 0, tokens[index - 1].kind == .invalid { return true }
    return reported.contains { $0 >= previousUpper && $0 < lower }
  }

  /// Reports a mistake that leaves no doubt about what was meant.
  func remark(_ diagnostic: Diagnostic) {
    guard !isRecovering else { return }
    diagnostics.append(diagnostic)
  }

  // MARK: Statements

  /// A statement ends here, or it is made to: the rest of it is skipped.
  func endStatement() {
    if !isRecovering, !isAtStatementEnd { report(.unexpectedRest(self)) }
    guard isRecovering else { return }
    let lower = lower
    skipStatement()
    skipped.append(lower..<max(lower, previousUpper))
    if !isAtEnd { isRecovering = false }
  }

  private var isAtStatementEnd: Bool {
    if kind == .newline || at(.rightBrace) || isAtEnd { return true }
    guard index > statementStart, index > 0 else { return false }
    return tokens[index - 1].kind == .newline || (!isRecovering && isFirstOnLine)
  }

  /// Skips to the end of the statement, over whole blocks.
  private func skipStatement() {
    var open = 0
    while !isAtEnd {
      if open == 0, isAtStatementEnd { return }
      if excessBraces < 0, open > 0, isFirstOnLine, lineIndentation <= margin { return }
      if at(.leftBrace) { open += 1 }
      if at(.rightBrace) { open -= 1 }
      advance()
    }
  }

  /// The diagnostics without those about characters that were skipped anyway.
  var diagnosticsOutsideOfSkipped: [Diagnostic] {
    diagnostics.filter { diagnostic in
      guard diagnostic.code == "unexpected-character" else { return true }
      let lower = Int(diagnostic.primary.span.lower)
      return !skipped.contains { $0.contains(lower) }
    }
  }

  // MARK: Layout

  /// The indentation of the line on which the next token stands.
  var lineIndentation: Int {
    let blank = blankLower(lower)
    if isLineStart(blank) { return lower - blank }
    let lineLower = Int(source.lineStarts[source.position(Int32(clamping: lower)).line - 1])
    var upper = lineLower
    while Byte.isBlank(bytes[upper]) { upper += 1 }
    return upper - lineLower
  }

  var isFirstOnLine: Bool { isLineStart(blankLower(lower)) }

  /// Where the blanks right before an offset begin.
  private func blankLower(_ offset: Int) -> Int {
    var blank = offset
    while blank > 0, Byte.isBlank(bytes[blank - 1]) { blank -= 1 }
    return blank
  }

  private func isLineStart(_ offset: Int) -> Bool {
    offset == 0 || bytes[offset - 1] == Byte.lineFeed
  }

  /// How many more `}` than `{` stand between the next token and the end of the declaration.
  func countExcessBraces() -> Int {
    var excess = 0
    for token in tokens[min(index, segmentEnd)..<segmentEnd] {
      guard case .punctuation(let mark) = token.kind else { continue }
      if mark == .leftBrace { excess -= 1 }
      if mark == .rightBrace { excess += 1 }
    }
    return excess
  }

  /// The next token begins a line that stands outside of the innermost block, and a `}` is missing.
  var showsMissingBrace: Bool {
    guard excessBraces < 0, isFirstOnLine, let margin = blockMargins.last else { return false }
    let indentation = lineIndentation
    guard at(.rightBrace) else { return indentation <= margin }
    return indentation < margin && blockMargins.dropLast().contains { $0 >= indentation }
  }

  /// The next token is a `}` too many: it stands right of the margin of the block it would close.
  var isStrayBrace: Bool {
    guard excessBraces > 0, at(.rightBrace), isFirstOnLine else { return false }
    return blockMargins.last.map { lineIndentation > $0 } ?? true
  }

  /// The place that shows that a `}` above it is missing, at the end of a declaration.
  var segmentEndLabel: Label? {
    guard segmentEnd < tokens.count - 1 else { return nil }
    let token = tokens[segmentEnd]
    return Label(
      span(Int(token.lower), Int(token.upper)), "a declaration begins here, outside of it")
  }

  // MARK: Blocks

  /// Reads the parts between braces, whose `{` is consumed, to behind the `}`.
  ///
  /// Recovery by layout: a line at or left of the block's margin belongs to what is around it, so
  /// the `}` above it is missing.
  func parseBraced(opening: SourceSpan, _ part: (Parser) -> Void) {
    let margin = margin
    blockMargins.append(margin)
    defer {
      blockMargins.removeLast()
      self.margin = margin
    }
    while true {
      skipNewlines()
      if isAtEnd {
        report(.missingBrace(opening, shownBy: segmentEndLabel))
        lacksBrace = true
        return
      }
      if showsMissingBrace {
        report(.missingBrace(opening, shownBy: Label(tokenSpan, "this line stands outside of it")))
        excessBraces += 1
        lacksBrace = true
        isRecovering = false
        return
      }
      if isStrayBrace {
        remark(.strayClosing(at: tokenSpan))
        excessBraces -= 1
        advance()
        continue
      }
      if consume(.rightBrace) { return }
      statementStart = index
      part(self)
    }
  }

  /// Consumes the `{` of a block; what stands before it on its line was a mistake.
  func openBrace() -> Bool {
    if consume(.leftBrace) { return true }
    report(.expectedBlock(self))
    if excessBraces > 0 {
      // Its `}` is there: it is the `{` that is missing, and what follows is the block.
      excessBraces -= 1
      isRecovering = false
      return true
    }
    var probe = index
    while probe < segmentEnd, !endsHeader(probe) {
      if tokens[probe].kind == .punctuation(.leftBrace) {
        jump(to: probe + 1)
        isRecovering = false
        return true
      }
      if tokens[probe].kind == .punctuation(.rightBrace) { return false }
      probe += 1
    }
    return false
  }

  /// It is a newline, and the line behind it does not stand right of where the statement began, as
  /// one of a header of several lines does.
  private func endsHeader(_ index: Int) -> Bool {
    guard tokens[index].kind == .newline, index + 1 < tokens.count else { return false }
    let lower = Int(tokens[index + 1].lower)
    return lower - blankLower(lower) <= margin
  }

  // MARK: Brackets

  /// Consumes the closing bracket; `opening` is what it closes.
  func expectClosing(_ mark: Punctuation, of opening: SourceSpan) {
    if consume(mark) { return }
    let isForgotten = kind == .newline || isAtEnd || at(.rightBrace)
    report(
      isForgotten
        ? .unclosedBracket(opening, in: self)
        : .unexpectedToken(
          self, expected: "`,` or `\(mark.rawValue)`",
          secondary: [Label(opening, "opened here")]))
    skip(to: mark)
  }

  /// Skips to behind a closing bracket of this statement, if there is one.
  private func skip(to mark: Punctuation) {
    var probe = index
    var open = 0
    while probe < segmentEnd {
      switch tokens[probe].kind {
      case .newline where open == 0: return
      case .punctuation(let found):
        if open == 0, found == mark {
          jump(to: probe + 1)
          isRecovering = false
          return
        }
        open += found.nesting
        if open < 0 { return }
      default: break
      }
      probe += 1
    }
  }

  /// Consumes a mark, or reports what stands in its place.
  @discardableResult
  func expect(_ mark: Punctuation, _ purpose: String? = nil) -> Bool {
    if consume(mark) { return true }
    report(
      .unexpectedToken(self, expected: "`\(mark.rawValue)`" + (purpose.map { " \($0)" } ?? "")))
    return false
  }

  @discardableResult
  func expect(_ keyword: Keyword) -> Bool {
    if consume(keyword) { return true }
    report(.unexpectedToken(self, expected: "`\(keyword.rawValue)`"))
    return false
  }

  @discardableResult
  func expect(word: StaticString) -> Bool {
    if consume(word: word) { return true }
    report(.unexpectedToken(self, expected: "`\(word)`"))
    return false
  }
}

extension Punctuation {
  /// 1 for what opens, -1 for what closes.
  fileprivate var nesting: Int {
    switch self {
    case .leftParenthesis, .leftBracket, .leftBrace: 1
    case .rightParenthesis, .rightBracket, .rightBrace: -1
    default: 0
    }
  }
}
