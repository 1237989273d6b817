/// Words and what stands in them.
extension ShellWalk {
  /// A word after quote removal, as far as it is known.
  struct Word {
    var parts: [CommandLiteral.SimpleCommand.Part] = []
    /// Some of it was quoted, so it is no keyword.
    var isQuoted = false
    /// The number of parts that belong to `NAME=`, if it could be an assignment.
    var assignmentLength: Int?

    /// The whole word, if it is text without quotes.
    var unquoted: String? {
      guard !isQuoted, parts.count == 1, case .text(let text) = parts[0] else { return nil }
      return text
    }

    /// It is a number, which names a descriptor if a redirection touches it.
    var isDescriptor: Bool { unquoted?.utf8.allSatisfy(Byte.isDigit) ?? false }

    mutating func append(_ byte: UInt8) { pending.append(byte) }

    mutating func append(_ part: CommandLiteral.SimpleCommand.Part) {
      flush()
      parts.append(part)
    }

    /// The bytes of a text part that is not complete yet.
    private var pending: [UInt8] = []

    mutating func flush() {
      guard !pending.isEmpty else { return }
      parts.append(.text(String(decoding: pending, as: UTF8.self)))
      pending = []
    }

    /// A `=` stands next: what stands before may be the name of a variable.
    mutating func markAssignment() {
      guard assignmentLength == nil, parts.isEmpty, !isQuoted, let first = pending.first,
        !Byte.isDigit(first), pending.allSatisfy(Byte.isWord)
      else { return }
      pending.append(UInt8(ascii: "="))
      flush()
      assignmentLength = 1
    }
  }

  /// Walks one word, which begins here.
  mutating func walkWord() -> Word {
    var word = Word()
    let lower = position
    while !isAtEnd, walkPart(of: &word, from: lower) {}
    word.flush()
    return word
  }

  /// Walks a part of a word; false where the word ends.
  private mutating func walkPart(of word: inout Word, from lower: Int) -> Bool {
    switch current {
    case Byte.space, Byte.tab, Byte.lineFeed, UInt8(ascii: ";"), UInt8(ascii: "&"),
      UInt8(ascii: "|"), UInt8(ascii: "<"), UInt8(ascii: ">"), Byte.leftParenthesis,
      Byte.rightParenthesis:
      return false
    case Byte.null: word.append(.hole(takeHole(.bare)))
    case Byte.apostrophe: walkSingleQuotes(&word)
    case Byte.quote: walkDoubleQuotes(&word)
    case Byte.backslash: walkBackslash(&word)
    case Byte.dollar: walkDollar(&word, isQuoted: false)
    case Byte.backtick: walkBackticks(&word)
    case UInt8(ascii: "*"), UInt8(ascii: "?"):
      needsShell = true
      word.append(.expansion(holes: 0..<0))
      position += 1
    case Byte.leftBracket: walkBracket(&word, from: lower)
    case UInt8(ascii: "~") where position == lower:
      needsShell = true
      word.append(.expansion(holes: 0..<0))
      position += 1
    case UInt8(ascii: "="):
      let isMarked = word.assignmentLength != nil
      word.markAssignment()
      if isMarked || word.assignmentLength == nil { word.append(current) }
      position += 1
    default:
      if current == Byte.leftBrace, expandsBraces { needsShell = true }
      word.append(current)
      position += 1
    }
    return true
  }

  /// `[` alone is the command; elsewhere it may begin a pattern.
  private mutating func walkBracket(_ word: inout Word, from lower: Int) {
    let isCommand = position == lower && (next == Byte.space || next == Byte.lineFeed)
    let isDoubled = position == lower && next == Byte.leftBracket
    if !isCommand, !isDoubled { needsShell = true }
    word.append(Byte.leftBracket)
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
      word.append(Byte.hash)
      word.append(Byte.leftBrace)
      word.isQuoted = true
      position += 3
    } else if next == Byte.lineFeed {
      needsShell = true
      position += 2
    } else {
      word.append(next)
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
        word.append(current)
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
    var inner = word
    nested { walk in
      while !walk.isAtEnd, walk.current != Byte.quote { walk.walkQuoted(&inner) }
    }
    word = inner
    guard !isAtEnd else { return stop(.unclosedQuote("\"", at: text.span(opening, opening + 1))) }
    position += 1
  }

  /// Walks one character inside double quotes or a here-document.
  mutating func walkQuoted(_ word: inout Word, isDocument: Bool = false) {
    switch current {
    case Byte.null: word.append(.hole(takeHole(.quoted)))
    case Byte.dollar: walkDollar(&word, isQuoted: true)
    case Byte.backtick: walkBackticks(&word)
    case Byte.backslash:
      if isAtEscapedHole { return dropBackslash() }
      let escapes: [UInt8] = [Byte.dollar, Byte.backtick, Byte.backslash, Byte.lineFeed]
      let isEscape = escapes.contains(next) || (next == Byte.quote && !isDocument)
      if next == Byte.lineFeed { needsShell = true }
      if !isEscape { word.append(Byte.backslash) }
      if isEscape, next != Byte.lineFeed { word.append(next) }
      position += isEscape ? 2 : 1
    default:
      word.append(current)
      position += 1
    }
  }
}
