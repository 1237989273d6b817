/// Cuts a source, or a part of it, into tokens; nothing in the bytes can make it fail.
///
/// It decides which newlines end a statement: for that it keeps the open brackets. What
/// stands inside strings and commands stays uncut: the parser lexes each hole on its own.
struct Lexer: ~Copyable {
  /// Why a bracket is forgotten before it is closed: the line that shows it is the parser's to
  /// report.
  enum Bracket: Sendable {
    case parenthesis
    case bracket
    case brace

    /// Newlines inside it mean nothing.
    var dropsNewlines: Bool { self != .brace }
  }

  let source: SourceID
  /// The source up to where the lexer stops.
  let bytes: ByteView
  /// The words of the source so far.
  var words = WordTable()
  var position: Int
  var diagnostics: [Diagnostic] = []
  var literals = LiteralTable()
  var tokens: [Token] = []
  private var brackets: [Bracket]
  /// The number of the word that was read last.
  var word = Token.noWord
  /// The first newline since the last token.
  private var pendingNewline: Range<Int>?
  private var previous: Token.Kind?
  /// The token with which a declaration begins, at which the lexer has stopped.
  private(set) var declaration: Int?
  private var isDone = false
  /// A literal that was not closed on its line: its brackets go with it.
  var endsStatement = false
  /// Offsets that the encoding check has reported already, ascending.
  let reported: [Int]
  /// Misspelt names that were reported once.
  var reportedNames: Set<String> = []

  /// Shared by all holes, of which most have no other bracket.
  private static let holeBrackets = [Bracket.parenthesis]

  /// A lexer of `range`; `isHole` means that newlines in it mean nothing.
  init(
    source: SourceID, bytes: ByteView, range: Range<Int>, isHole: Bool, reported: [Int]
  ) {
    self.source = source
    self.bytes = bytes.upTo(range.upperBound)
    self.reported = reported
    position = range.lowerBound
    brackets = isHole ? Self.holeBrackets : []
  }

  var end: Int { bytes.count }

  /// Lexes all of it; the tokens and the literals so far are those of something else.
  mutating func lex() {
    tokens.removeAll(keepingCapacity: true)
    literals.removeAll()
    repeat { lexDeclaration() } while declaration != nil
  }

  /// Lexes to where the next declaration begins and a token or two further, or to the end.
  mutating func lexDeclaration() {
    declaration = nil
    while declaration == nil, !isDone {
      skipTrivia()
      guard position < end else { return lexEnd() }
      let lower = position
      let kind = lexToken()
      if let newline = pendingNewline { endLine(newline, before: kind, at: lower) }
      append(kind, lower, position, word)
      word = Token.noWord
      trackBrackets(kind)
    }
  }

  private mutating func lexEnd() {
    isDone = true
    position = end
    if let newline = pendingNewline, endsAtNewline() {
      append(.newline, newline.lowerBound, newline.upperBound)
    }
    append(.endOfFile, end, end)
  }

  func span(_ lower: Int, _ upper: Int) -> SourceSpan { SourceSpan(source, lower, upper) }

  /// No offset is larger than 32 bits count: a larger source is never lexed.
  private mutating func append(
    _ kind: Token.Kind, _ lower: Int, _ upper: Int, _ word: UInt16 = Token.noWord
  ) {
    if let last = tokens.last, last.beginsDeclaration(before: kind, bytes) {
      declaration = tokens.count - 1
    }
    tokens.append(
      Token(
        kind, lower: Int32(truncatingIfNeeded: lower), upper: Int32(truncatingIfNeeded: upper),
        word: word))
    pendingNewline = nil
    if kind != .invalid { previous = kind }
  }

  // MARK: Trivia and newlines

  /// Mostly one space or nothing stands between two tokens.
  @inline(__always)
  private mutating func skipTrivia() {
    if bytes[position] == Byte.space { position += 1 }
    let byte = bytes[position]
    if byte &- 0x21 >= 0x5E || byte == Byte.hash { skipLongTrivia() }
  }

  private mutating func skipLongTrivia() {
    while true {
      position = blankEnd(position)
      guard position < end else { return }
      switch bytes[position] {
      case Byte.lineFeed:
        if pendingNewline == nil { pendingNewline = position..<position + 1 }
        position += 1
      case Byte.carriageReturn where bytes[position + 1] == Byte.lineFeed:
        if pendingNewline == nil { pendingNewline = position..<position + 2 }
        position += 2
      case Byte.hash:
        skipToLineEnd()
      case let other where other < 0x20 || other >= 0x7F:
        guard skipReported() else { return }
      default:
        return
      }
    }
  }

  private func blankEnd(_ lower: Int) -> Int {
    var offset = lower
    while Byte.isBlank(bytes[offset]) { offset += 1 }
    return offset
  }

  mutating func skipToLineEnd() {
    position = bytes.next(Byte.lineFeed, from: position)
    if position > 0, position < end, bytes[position - 1] == Byte.carriageReturn { position -= 1 }
  }

  /// Skips one character that the encoding check has reported.
  private mutating func skipReported() -> Bool {
    guard reported.containsSorted(position) else { return false }
    position += 1
    while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    return true
  }

  /// Decides about the first newline before a token.
  private mutating func endLine(_ newline: Range<Int>, before kind: Token.Kind, at lower: Int) {
    if let keyword = kind.keyword {
      closeForgottenBrackets(behind: newline, before: keyword, at: lower)
    }
    guard isForced(before: kind, at: lower) || (endsAtNewline() && !carriesOn(kind)) else { return }
    append(.newline, newline.lowerBound, newline.upperBound)
  }

  /// The newline after the previous token ends a statement, if the next token lets it.
  private func endsAtNewline() -> Bool {
    if brackets.last?.dropsNewlines == true { return false }
    switch previous {
    case nil, .newline, .keyword(.and), .keyword(.or): return false
    case .punctuation(let mark): return !mark.wantsMore
    default: return true
    }
  }

  /// A word that can't follow what stands above ends it, whatever the newline rules say.
  private func isForced(before kind: Token.Kind, at lower: Int) -> Bool {
    guard let keyword = kind.keyword, !colonFollows() else { return false }
    guard let previous, previous != .newline, previous != .punctuation(.leftBrace) else {
      return false
    }
    if keyword.beginsDeclaration, byteBefore(lower) == Byte.lineFeed { return true }
    guard keyword.beginsOnlyStatement else { return false }
    switch previous {
    case .punctuation(.arrow), .punctuation(.colon): return false
    case .punctuation(.assign): return !keyword.beginsItemValue
    default: return true
    }
  }

  private func carriesOn(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .punctuation(let mark): mark.carriesStatementOn
    case .keyword(let keyword): keyword.carriesStatementOn && !colonFollows()
    default: false
    }
  }

  private func colonFollows() -> Bool {
    var offset = position
    while bytes[offset] == Byte.space { offset += 1 }
    return bytes[offset] == Byte.colon
  }

  // MARK: Brackets

  @inline(__always)
  private mutating func trackBrackets(_ kind: Token.Kind) {
    if endsStatement {
      endsStatement = false
      forgetBracketsOfStatement()
    }
    if case .punctuation(let mark) = kind { track(mark) }
  }

  private mutating func track(_ mark: Punctuation) {
    switch mark {
    case .leftParenthesis: brackets.append(.parenthesis)
    case .leftBracket: brackets.append(.bracket)
    case .leftBrace: brackets.append(.brace)
    case .rightParenthesis: if brackets.last == .parenthesis { brackets.removeLast() }
    case .rightBracket: if brackets.last == .bracket { brackets.removeLast() }
    case .rightBrace where brackets.contains(.brace):
      while let last = brackets.popLast(), last != .brace {}
    default: return
    }
  }

  /// A line that begins with a word that no bracket can hold shows that one above is not closed.
  private mutating func closeForgottenBrackets(
    behind newline: Range<Int>, before keyword: Keyword, at lower: Int
  ) {
    guard !brackets.isEmpty, !colonFollows() else { return }
    if keyword.beginsDeclaration, byteBefore(lower) == Byte.lineFeed {
      brackets.removeAll()
    } else if keyword.beginsOnlyStatement, newline.upperBound <= lower {
      forgetBracketsOfStatement()
    }
  }

  private mutating func forgetBracketsOfStatement() {
    while brackets.last?.dropsNewlines == true { brackets.removeLast() }
  }

  private func byteBefore(_ offset: Int) -> UInt8 {
    offset > 0 ? bytes[offset - 1] : Byte.lineFeed
  }
}

extension Token {
  /// A declaration word at column 0; whatever is open there is closed by it.
  func beginsDeclaration(before next: Kind, _ bytes: ByteView) -> Bool {
    guard case .keyword(let keyword) = kind, keyword.beginsDeclaration else { return false }
    // Any other one may be a label; these two begin more lines than any label does.
    let isLabel = next == .punctuation(.colon) && keyword != .param && keyword != .let
    return !isLabel && (lower == 0 || bytes[Int(lower) - 1] == Byte.lineFeed)
  }
}

extension Token.Kind {
  var keyword: Keyword? {
    if case .keyword(let keyword) = self { keyword } else { nil }
  }
}

extension [Int] {
  /// The sorted array holds the value.
  func containsSorted(_ value: Int) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] == value { return true }
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return false
  }
}
