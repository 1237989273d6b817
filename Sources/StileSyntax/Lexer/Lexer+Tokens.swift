extension Lexer {
  /// Lexes one token from `position`, which stands on a byte that is no trivia.
  mutating func lexToken() -> Token.Kind {
    let first = bytes[position]
    if Byte.isLetter(first) || first == Byte.underscore { return lexWord() }
    if Byte.isDigit(first) { return lexNumber() }
    switch first {
    case Byte.quote: return lexString(opening: position)
    case Byte.backtick: return lexCommand()
    default: break
    }
    if let mark = punctuation(first) {
      position += mark.length
      return .punctuation(mark)
    }
    return lexForeign(first)
  }

  private mutating func lexWord() -> Token.Kind {
    let lower = position
    let upper = bytes.wordEnd(lower)
    position = upper
    if upper == lower + 1, bytes[upper] == Byte.quote, bytes[lower] == UInt8(ascii: "r") {
      return lexString(opening: lower)
    }
    guard let number = words.number(of: lower..<upper, in: bytes) else {
      let word = WordTable.Word(lower..<upper, in: bytes)
      if word.hasCapital { reportNameStyle(lower, upper) }
      return word.kind
    }
    word = number
    if words[number].hasCapital { reportNameStyle(lower, upper) }
    return words[number].kind
  }

  private mutating func reportNameStyle(_ lower: Int, _ upper: Int) {
    let name = bytes.text(lower..<upper)
    guard reportedNames.insert(name).inserted else { return }
    diagnostics.append(.nameStyle(name, at: span(lower, upper)))
  }

  private func punctuation(_ first: UInt8) -> Punctuation? {
    let second = bytes[position + 1]
    switch first {
    case Byte.leftParenthesis: return .leftParenthesis
    case Byte.rightParenthesis: return .rightParenthesis
    case Byte.leftBracket: return .leftBracket
    case Byte.rightBracket: return .rightBracket
    case Byte.leftBrace: return .leftBrace
    case Byte.rightBrace: return .rightBrace
    case UInt8(ascii: ","): return .comma
    case Byte.colon: return .colon
    case Byte.dot: return .dot
    case UInt8(ascii: "="):
      if second == UInt8(ascii: "=") { return .equal }
      return second == UInt8(ascii: ">") ? .fatArrow : .assign
    case UInt8(ascii: "!"): return second == UInt8(ascii: "=") ? .notEqual : nil
    case UInt8(ascii: "<"): return second == UInt8(ascii: "=") ? .lessOrEqual : .less
    case UInt8(ascii: ">"): return second == UInt8(ascii: "=") ? .greaterOrEqual : .greater
    case Byte.plus: return .plus
    case Byte.minus: return second == UInt8(ascii: ">") ? .arrow : .minus
    case UInt8(ascii: "*"): return .star
    case UInt8(ascii: "/"): return .slash
    case UInt8(ascii: "%"): return .percent
    case UInt8(ascii: "?"): return second == UInt8(ascii: "?") ? .coalesce : .question
    default: return nil
    }
  }

  /// Spellings of other languages are read as what they mean here; the rest is no token.
  private mutating func lexForeign(_ first: UInt8) -> Token.Kind {
    let lower = position
    let second = bytes[position + 1]
    switch first {
    case UInt8(ascii: "&") where second == first:
      position += 2
      diagnostics.append(.foreignSpelling("&&", instead: "and", at: span(lower, position)))
      return .keyword(.and)
    case UInt8(ascii: "|") where second == first:
      position += 2
      diagnostics.append(.foreignSpelling("||", instead: "or", at: span(lower, position)))
      return .keyword(.or)
    case UInt8(ascii: "!"):
      position += 1
      diagnostics.append(.foreignSpelling("!", instead: "not", at: span(lower, position)))
      return .keyword(.not)
    case UInt8(ascii: ";"):
      position += 1
      diagnostics.append(.semicolon(at: span(lower, position)))
      return .newline
    case Byte.apostrophe:
      if let kind = lexForeignQuotes("'", "'") { return kind }
    case 0xE2:
      if let kind = lexForeignQuotes("“", "”") { return kind }
    default: break
    }
    position = lower + 1
    while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    let carriesOn = tokens.last.map { $0.kind == .invalid && Int($0.upper) == lower } ?? false
    if !carriesOn {
      let text = bytes.text(lower..<position)
      diagnostics.append(.unexpectedCharacter(text, at: span(lower, position)))
    }
    return .invalid
  }

  /// `'text'` and `“text”` on one line are read as the string that was meant.
  private mutating func lexForeignQuotes(
    _ opening: StaticString, _ closing: StaticString
  ) -> Token.Kind? {
    let lower = position
    let text = position + opening.utf8CodeUnitCount
    guard bytes.has(opening, at: lower) else { return nil }
    var offset = text
    while !bytes.has(closing, at: offset) {
      guard offset < end, bytes[offset] != Byte.lineFeed else { return nil }
      offset += 1
    }
    position = offset + closing.utf8CodeUnitCount
    literals.append(
      .rawString, bounds: lower..<position, content: text..<offset,
      firstHole: literals.holes.count, isIntact: true)
    diagnostics.append(
      .foreignQuotes(opening: span(lower, text), closing: span(offset, position)))
    return .string
  }
}
