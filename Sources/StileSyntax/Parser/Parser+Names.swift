extension Parser {
  /// A name that is being declared or that a construct needs; `role` says what for.
  func parseName(_ role: String) -> Name {
    switch kind {
    case .name:
      return takeName()
    case .keyword:
      report(.reservedWord(self, role: role))
      return takeName()
    case .typeName:
      remark(.nameStyle(text, at: tokenSpan))
      return takeName()
    default:
      report(.expectedName(self, role: role))
      return Name("", tokenSpan)
    }
  }

  /// NAME or TYPE.
  func parseAnyName(_ role: String) -> Name {
    kind == .typeName ? takeName() : parseName(role)
  }

  func parseTypeName(_ role: String) -> Name {
    if kind == .typeName { return takeName() }
    report(.expectedTypeName(self, role: role))
    return kind == .name ? takeName() : Name("", tokenSpan)
  }

  /// A member or a label: every word may stand there.
  func parseLabel(_ role: String) -> Name {
    switch kind {
    case .name, .typeName, .keyword: return takeName()
    default:
      report(.expectedName(self, role: role))
      return Name("", tokenSpan)
    }
  }

  /// A word with a `:` behind it stands next.
  var isAtLabel: Bool {
    switch kind {
    case .name, .keyword: kind(ahead: 1) == .punctuation(.colon)
    default: false
    }
  }

  /// `[NAME] STRING`; `isOptional` allows nothing at all.
  func parseTitle(of keyword: String, isOptional: Bool = false) -> Title {
    let lower = lower
    if isOptional, kind != .string, kind != .name {
      return Title(id: nil, text: nil, span: span(previousUpper, previousUpper))
    }
    var id: Name?
    switch kind {
    case .name: id = takeName()
    case .keyword where kind(ahead: 1) == .string: id = parseName("an id")
    default: break
    }
    guard kind == .string else {
      report(.expectedTitle(self, of: keyword))
      return Title(id: id, text: nil, span: span(from: lower))
    }
    let text = parseString()
    return Title(id: id, text: text, span: span(from: lower))
  }

  /// A string where nothing else may stand.
  func parseStringOnly(_ role: String) -> StringLiteral {
    if kind == .string { return parseString() }
    report(.expectedString(self, role: role))
    return StringLiteral(segments: [], span: tokenSpan)
  }

  /// The `##` lines above the next token, without their marks.
  var documentation: String? {
    let token = token
    let first = firstGapIndex
    let lower = first > 0 ? Int(tokens[first - 1].upper) : 0
    var text: String?
    var offset = lower
    var isLineStart = lower == 0 || bytes[lower - 1] == Byte.lineFeed
    while offset < Int(token.lower) {
      switch bytes[offset] {
      case Byte.lineFeed:
        isLineStart = true
        offset += 1
      case Byte.hash:
        let upper = bytes.next(Byte.lineFeed, from: offset)
        if isLineStart, offset + 1 < upper, bytes[offset + 1] == Byte.hash {
          let line = documentationLine(offset + 2, upper)
          if text == nil { text = line } else { text?.append("\n\(line)") }
        }
        offset = upper
        isLineStart = false
      case Byte.space, Byte.tab, Byte.carriageReturn: offset += 1
      default:
        isLineStart = false
        offset += 1
      }
    }
    return text
  }

  /// A newline that ended the statement above holds none of the lines, so the token alone will do,
  /// but characters without meaning may stand between.
  private var firstGapIndex: Int {
    var found = index
    while found > 0, tokens[found - 1].kind == .invalid { found -= 1 }
    return found
  }

  private func documentationLine(_ lower: Int, _ upper: Int) -> String {
    var upper = upper
    if upper > lower, bytes[upper - 1] == Byte.carriageReturn { upper -= 1 }
    var lower = lower
    if lower < upper, bytes[lower] == Byte.space { lower += 1 }
    return bytes.text(lower..<upper)
  }
}
