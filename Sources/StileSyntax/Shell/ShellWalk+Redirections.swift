/// Redirections and here-documents.
extension ShellWalk {
  struct HereDocument {
    let delimiter: String
    let isQuoted: Bool
    /// `<<-`: tabs at the beginning of its lines go.
    let stripsTabs: Bool
    let span: SourceSpan
  }

  mutating func walkRedirection() {
    needsShell = true
    let lower = position
    let mark = current
    position += 1
    if current == Byte.leftParenthesis { return refuseForeign(lower, position + 1) }
    if mark == UInt8(ascii: "<"), current == mark {
      position += 1
      guard current == mark else { return walkHereDocumentHead(from: lower) }
      position += 1
      return refuseForeign(lower, position)
    }
    let isDuplication = current == UInt8(ascii: "&")
    var isOutput = mark == UInt8(ascii: ">")
    if isDuplication {
      position += 1
    } else if isOutput, current == mark || current == UInt8(ascii: "|") {
      position += 1
    } else if !isOutput, current == UInt8(ascii: ">") {
      isOutput = true
      position += 1
    }
    while current == Byte.space || current == Byte.tab { position += 1 }
    let target = walkWord()
    for case .hole(let number) in target.parts { holes[number].isGlued = target.parts.count > 1 }
    if isOutput, !Self.isHarmless(target, isDuplication), outputRedirection == nil {
      outputRedirection = text.span(lower, position)
    }
  }

  /// It goes nowhere, or to where another descriptor goes.
  private static func isHarmless(_ target: Word, _ isDuplication: Bool) -> Bool {
    if isDuplication { return target.isDescriptor || target.unquoted == "-" }
    guard target.parts.count == 1, case .text("/dev/null") = target.parts[0] else { return false }
    return true
  }

  private mutating func walkHereDocumentHead(from lower: Int) {
    let stripsTabs = current == Byte.minus
    if stripsTabs { position += 1 }
    while current == Byte.space || current == Byte.tab { position += 1 }
    let wordLower = position
    let word = walkWord()
    guard word.parts.count == 1, case .text(let delimiter) = word.parts[0] else {
      let end = max(position, wordLower)
      return refuse(.hereDocumentEnd(at: text.span(lower, end)))
    }
    hereDocuments.append(
      HereDocument(
        delimiter: delimiter, isQuoted: word.isQuoted, stripsTabs: stripsTabs,
        span: text.span(lower, position)))
  }

  /// Walks the bodies of the here-documents of the line that has just ended.
  mutating func walkHereDocuments() {
    let documents = hereDocuments
    hereDocuments = []
    for document in documents {
      guard walkBody(of: document) else {
        return stop(.unclosedHereDocument(document.delimiter, at: document.span))
      }
    }
  }

  /// Walks to behind the line that ends the document; false if there is none.
  private mutating func walkBody(of document: HereDocument) -> Bool {
    var ignored = Word()
    var sawHole = false
    while !isAtEnd {
      if endsDocument(document) { return true }
      while !isAtEnd, current != Byte.lineFeed {
        if !document.isQuoted {
          walkQuoted(&ignored, isDocument: true)
        } else if isAtEscapedHole {
          dropBackslash()
        } else {
          if isAtHole, !sawHole {
            refuse(.hole(.quotedHereDocument, at: text.span(position, position + 1)))
            sawHole = true
          }
          position += 1
        }
      }
      position += 1
    }
    position = min(position, text.count)
    return false
  }

  private mutating func endsDocument(_ document: HereDocument) -> Bool {
    var lower = position
    if document.stripsTabs { while text[lower] == Byte.tab { lower += 1 } }
    let delimiter = Array(document.delimiter.utf8)
    let upper = lower + delimiter.count
    guard upper <= text.count, text.bytes[lower..<upper].elementsEqual(delimiter),
      upper == text.count || text[upper] == Byte.lineFeed
    else { return false }
    position = min(upper + 1, text.count)
    return true
  }
}
