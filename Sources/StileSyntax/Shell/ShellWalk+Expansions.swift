/// What begins with a `$` or a backtick.
extension ShellWalk {
  mutating func walkDollar(_ word: inout Word, isQuoted: Bool) {
    let lower = position
    position += 1
    switch current {
    case Byte.leftParenthesis where next == Byte.leftParenthesis:
      needsShell = true
      position += 2
      nested { $0.walkArithmetic(from: lower) }
      append(.expansion(holes: text.holes(lower, position)), to: &word)
    case Byte.leftParenthesis:
      needsShell = true
      position += 1
      nested { $0.walkList(closing: Byte.rightParenthesis) }
      append(.expansion(holes: text.holes(lower, position)), to: &word)
    case Byte.leftBrace:
      needsShell = true
      position += 1
      nested { $0.walkParameter(from: lower, isQuoted: isQuoted) }
      append(.expansion(holes: text.holes(lower, position)), to: &word)
    case Byte.null where !isAtEnd:
      refuse(.hole(.dollar, at: text.span(lower, position + 1)))
      _ = takeHole(.quoted)
    case Byte.apostrophe where !isQuoted, Byte.quote where !isQuoted, Byte.leftBracket:
      refuseForeign(lower, position + 1)
      if current == Byte.apostrophe { skipForeignQuotes() }
    case let first where Byte.isWord(first) || Self.specialParameters.contains(first):
      needsShell = true
      append(.expansion(holes: 0..<0), to: &word)
      position += 1
      if !Byte.isDigit(first), Byte.isWord(first) {
        while Byte.isWord(current), !isAtEnd { position += 1 }
      }
    default:
      append(lower, to: &word)
    }
  }

  private static let specialParameters: [UInt8] = Array("@*#?-$!".utf8)

  /// Goes over `$'…'`, which was refused, so that nothing in it is reported again.
  private mutating func skipForeignQuotes() {
    position += 1
    while !isAtEnd, current != Byte.apostrophe {
      position += current == Byte.backslash && !isAtEscapedHole ? 2 : 1
    }
    position = min(position + 1, text.count)
  }

  /// `${…}`, from behind its `{`.
  private mutating func walkParameter(from opening: Int, isQuoted: Bool) {
    var ignored = beginWord()
    defer { drop(ignored) }
    let quotesAreText = isQuoted && !removesPattern
    while !isAtEnd, current != Byte.rightBrace {
      switch current {
      case Byte.null:
        refuse(.hole(.parameterExpansion, at: text.span(position, position + 1)))
        position += 1
      case Byte.apostrophe where !quotesAreText:
        walkPlainQuotes()
      case Byte.quote:
        position += 1
        while !isAtEnd, current != Byte.quote {
          if isAtHole {
            refuse(.hole(.parameterExpansion, at: text.span(position, position + 1)))
            position += 1
          } else {
            walkQuoted(&ignored)
          }
        }
        position += 1
      case Byte.dollar: walkDollar(&ignored, isQuoted: isQuoted)
      case Byte.backtick: walkBackticks(&ignored)
      case Byte.backslash:
        if isAtEscapedHole, isQuoted { dropBackslash() } else { position += 2 }
      default: position += 1
      }
    }
    guard !isAtEnd else {
      return stop(.unclosedExpansion("${", at: text.span(opening, opening + 2)))
    }
    position += 1
  }

  /// The operator of the `${…}` that begins here is `#` or `%`: quotes in its pattern are quotes
  /// even inside double quotes, while those of `:-` and its like are text there.
  private var removesPattern: Bool {
    var offset = position
    while Byte.isWord(text[offset]), offset < text.count { offset += 1 }
    return offset > position && (text[offset] == Byte.hash || text[offset] == UInt8(ascii: "%"))
  }

  private mutating func walkPlainQuotes() {
    position += 1
    while !isAtEnd, current != Byte.apostrophe {
      if isAtHole { refuse(.hole(.parameterExpansion, at: text.span(position, position + 1))) }
      if isAtEscapedHole { droppedBackslashes.insert(position) }
      position += 1
    }
    position += 1
  }

  /// `$((…))`, from behind its second parenthesis; a hole in it is a number.
  private mutating func walkArithmetic(from opening: Int) {
    var ignored = beginWord()
    defer { drop(ignored) }
    var open = 0
    while !isAtEnd {
      switch current {
      case Byte.null: _ = takeHole(.arithmetic)
      case Byte.leftParenthesis:
        open += 1
        position += 1
      case Byte.rightParenthesis where open > 0:
        open -= 1
        position += 1
      case Byte.rightParenthesis:
        guard next == Byte.rightParenthesis, position + 1 < text.count else {
          return stop(.unclosedExpansion("$((", at: text.span(opening, opening + 3)))
        }
        position += 2
        return
      case Byte.dollar: walkDollar(&ignored, isQuoted: true)
      case Byte.backtick: walkBackticks(&ignored)
      case Byte.backslash where isAtEscapedHole: dropBackslash()
      default: position += 1
      }
    }
    stop(.unclosedExpansion("$((", at: text.span(opening, opening + 3)))
  }

  /// The old form of `$(…)`: what stands in it is unquoted once more, so no hole can be told safe.
  mutating func walkBackticks(_ word: inout Word) {
    let opening = position
    needsShell = true
    append(.expansion(holes: 0..<0), to: &word)
    position += 1
    var sawHole = false
    while !isAtEnd, current != Byte.backtick {
      if isAtHole, !sawHole {
        refuse(.hole(.backticks, at: text.span(position, position + 1)))
        sawHole = true
      }
      position += current == Byte.backslash && !isAtEscapedHole && position + 1 < text.count ? 2 : 1
    }
    guard !isAtEnd else { return stop(.unclosedQuote("`", at: text.span(opening, opening + 1))) }
    position += 1
  }
}
