/// Words and what stands in them.
extension ShellWalk {
  /// A word after quote removal, as far as it is known; its parts are the last ones of the walk.
  struct Word {
    let lower: Int
    /// Some of it was quoted, so it is no keyword.
    var isQuoted = false
    /// `NAME=` is the first part, if it could be an assignment.
    var isAssignment = false
    /// The bytes of a text part that is not complete yet: these, and behind them the run.
    fileprivate var pending: [UInt8] = []
    /// Neighbours in the text of the command.
    fileprivate var run = 0..<0
  }

  /// A word that begins here.
  func beginWord() -> Word { Word(lower: pieces.count) }

  /// Forgets a word, which is not to be kept.
  mutating func drop(_ word: Word) { pieces.removeLast(pieces.count - word.lower) }

  /// The whole word, if it is text.
  func text(of word: Word) -> String? {
    guard pieces.count == word.lower + 1, case .text(let text) = pieces[word.lower].part else {
      return nil
    }
    return text
  }

  /// The whole word, if it is text without quotes.
  func unquotedText(of word: Word) -> String? { word.isQuoted ? nil : text(of: word) }

  /// It is a number, which names a descriptor if a redirection touches it.
  func isDescriptor(_ word: Word) -> Bool {
    unquotedText(of: word)?.utf8.allSatisfy(Byte.isDigit) ?? false
  }

  /// Appends the byte at an offset.
  mutating func append(_ offset: Int, to word: inout Word) {
    append(offset..<offset + 1, to: &word)
  }

  private mutating func append(_ range: Range<Int>, to word: inout Word) {
    if range.lowerBound == word.run.upperBound {
      word.run = word.run.lowerBound..<range.upperBound
    } else {
      if !word.run.isEmpty { word.pending += text.bytes[word.run] }
      word.run = range
    }
  }

  mutating func append(_ part: CommandLiteral.SimpleCommand.Part, to word: inout Word) {
    complete(&word)
    pieces.append(CommandLiteral.SimpleCommand.Piece(part: part))
  }

  /// Makes a part of the bytes that were appended.
  private mutating func complete(_ word: inout Word) {
    guard !word.run.isEmpty else { return }
    let part =
      word.pending.isEmpty
      ? text.text(word.run)
      : String(decoding: word.pending + text.bytes[word.run], as: UTF8.self)
    pieces.append(CommandLiteral.SimpleCommand.Piece(part: .text(part)))
    word.pending = []
    word.run = 0..<0
  }

  /// A `=` stands here: what stands before may be the name of a variable.
  private mutating func markAssignment(_ word: inout Word) {
    let name = word.pending + text.bytes[word.run]
    guard !word.isAssignment, pieces.count == word.lower, !word.isQuoted, let first = name.first,
      !Byte.isDigit(first), name.allSatisfy(Byte.isWord)
    else { return append(position, to: &word) }
    append(position, to: &word)
    complete(&word)
    word.isAssignment = true
  }

  /// Walks one word, which begins here.
  mutating func walkWord() -> Word {
    var word = beginWord()
    let lower = position
    while !isAtEnd, walkPart(of: &word, from: lower) {}
    complete(&word)
    return word
  }

  /// Walks a part of a word; false where the word ends.
  private mutating func walkPart(of word: inout Word, from lower: Int) -> Bool {
    switch current {
    case Byte.space, Byte.tab, Byte.lineFeed, UInt8(ascii: ";"), UInt8(ascii: "&"),
      UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"), Byte.leftParenthesis,
      Byte.rightParenthesis:
      return false
    case Byte.null: append(.hole(takeHole(.bare)), to: &word)
    case Byte.apostrophe: walkSingleQuotes(&word)
    case Byte.quote: walkDoubleQuotes(&word)
    case Byte.backslash: walkBackslash(&word)
    case Byte.dollar: walkDollar(&word, isQuoted: false)
    case Byte.backtick: walkBackticks(&word)
    case UInt8(ascii: "*"), UInt8(ascii: "?"):
      needsShell = true
      append(.expansion(holes: 0..<0), to: &word)
      position += 1
    case Byte.leftBracket: walkBracket(&word, from: lower)
    case UInt8(ascii: "~") where position == lower:
      needsShell = true
      append(.expansion(holes: 0..<0), to: &word)
      position += 1
    case UInt8(ascii: "="):
      markAssignment(&word)
      position += 1
    default:
      if current == Byte.leftBrace, expandsBraces { needsShell = true }
      let lower = position
      repeat { position += 1 } while Self.isPlain(current)
      append(lower..<position, to: &word)
    }
    return true
  }

  /// It never means anything in a word.
  private static func isPlain(_ byte: UInt8) -> Bool {
    if Byte.isWord(byte) { return true }
    return switch byte {
    case Byte.minus, Byte.dot, Byte.colon, UInt8(ascii: "/"), UInt8(ascii: ","): true
    default: false
    }
  }

  /// `[` alone is the command; elsewhere it may begin a pattern.
  private mutating func walkBracket(_ word: inout Word, from lower: Int) {
    let isCommand = position == lower && (next == Byte.space || next == Byte.lineFeed)
    let isDoubled = position == lower && next == Byte.leftBracket
    if !isCommand, !isDoubled { needsShell = true }
    append(position, to: &word)
    position += 1
  }

  /// bash would expand `{a,b}` and `{1..3}`; dash does not.
  private var expandsBraces: Bool {
    var offset = position + 1
    while offset < text.count {
      switch text[offset] {
      case UInt8(ascii: ","): return true
      case Byte.dot where text[offset + 1] == Byte.dot: return true
      case Byte.rightBrace, Byte.space, Byte.lineFeed: return false
      default: offset += 1
      }
    }
    return false
  }

  // MARK: Quotes

  private mutating func walkBackslash(_ word: inout Word) {
    if isAtEscapedHole {
      // sh takes the backslash away itself.
      append(position + 1, to: &word)
      append(position + 2, to: &word)
      word.isQuoted = true
      position += 3
    } else if next == Byte.lineFeed {
      needsShell = true
      position += 2
    } else {
      append(position + 1, to: &word)
      word.isQuoted = true
      position += 2
    }
  }

  private mutating func walkSingleQuotes(_ word: inout Word) {
    let opening = position
    position += 1
    word.isQuoted = true
    var sawHole = false
    while !isAtEnd, current != Byte.apostrophe {
      if isAtHole {
        if !sawHole { refuse(.hole(.singleQuotes, at: text.span(position, position + 1))) }
        sawHole = true
        position += 1
      } else if isAtEscapedHole {
        dropBackslash()
      } else {
        append(position, to: &word)
        position += 1
      }
    }
    guard !isAtEnd else { return stop(.unclosedQuote("'", at: text.span(opening, opening + 1))) }
    position += 1
  }

  private mutating func walkDoubleQuotes(_ word: inout Word) {
    let opening = position
    position += 1
    word.isQuoted = true
    nested { walk in
      while !walk.isAtEnd, walk.current != Byte.quote { walk.walkQuoted(&word) }
    }
    guard !isAtEnd else { return stop(.unclosedQuote("\"", at: text.span(opening, opening + 1))) }
    position += 1
  }

  /// Walks one character inside double quotes or a here-document.
  mutating func walkQuoted(_ word: inout Word, isDocument: Bool = false) {
    switch current {
    case Byte.null: append(.hole(takeHole(.quoted)), to: &word)
    case Byte.dollar: walkDollar(&word, isQuoted: true)
    case Byte.backtick: walkBackticks(&word)
    case Byte.backslash:
      if isAtEscapedHole { return dropBackslash() }
      let escapes: [UInt8] = [Byte.dollar, Byte.backtick, Byte.backslash, Byte.lineFeed]
      let isEscape = escapes.contains(next) || (next == Byte.quote && !isDocument)
      if next == Byte.lineFeed { needsShell = true }
      if !isEscape { append(position, to: &word) }
      if isEscape, next != Byte.lineFeed { append(position + 1, to: &word) }
      position += isEscape ? 2 : 1
    default:
      append(position, to: &word)
      position += 1
    }
  }
}
