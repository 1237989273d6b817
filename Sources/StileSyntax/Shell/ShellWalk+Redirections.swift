/// Redirections and here-documents.
extension ShellWalk {
  struct HereDocument {
    let number: Int
    let delimiter: String
    let isQuoted: Bool
    /// `<<-`: tabs at the beginning of its lines go.
    let stripsTabs: Bool
    let span: SourceSpan
  }

  /// Walks a redirection; gives the number of the here-document that it announces.
  mutating func walkRedirection() -> Int? {
    needsShell = true
    let lower = position
    let mark = current
    position += 1
    if current == Byte.leftParenthesis {
      refuseForeign(lower, position + 1)
      return nil
    }
    if mark == UInt8(ascii: "<"), current == mark {
      position += 1
      guard current == mark else { return walkHereDocumentHead(from: lower) }
      position += 1
      refuseForeign(lower, position)
      return nil
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
    while Byte.isBlank(current) { position += 1 }
    let target = walkWord()
    defer { drop(target) }
    noteGlue(target.lower)
    if isOutput, !isHarmless(target, isDuplication), outputRedirection == nil {
      outputRedirection = text.span(lower, position)
    }
    return nil
  }

  /// It goes nowhere, or to where another descriptor goes.
  private func isHarmless(_ target: Word, _ isDuplication: Bool) -> Bool {
    if isDuplication { return isDescriptor(target) || unquotedText(of: target) == "-" }
    return text(of: target) == "/dev/null"
  }

  private mutating func walkHereDocumentHead(from lower: Int) -> Int? {
    let stripsTabs = current == Byte.minus
    if stripsTabs { position += 1 }
    while Byte.isBlank(current) { position += 1 }
    let wordLower = position
    let word = walkWord()
    defer { drop(word) }
    guard let delimiter = text(of: word) else {
      let end = max(position, wordLower)
      refuse(.hereDocumentEnd(at: text.span(lower, end)))
      return nil
    }
    let number = documents.count
    documents.append(CommandLiteral.HereDocument(readers: 0..<0, holes: 0..<0))
    hereDocuments.append(
      HereDocument(
        number: number, delimiter: delimiter, isQuoted: word.isQuoted, stripsTabs: stripsTabs,
        span: text.span(lower, position)))
    return number
  }

  /// Walks the bodies of the here-documents of the line that has just ended.
  mutating func walkHereDocuments() {
    let pending = hereDocuments
    hereDocuments = []
    for document in pending {
      let lower = position
      guard walkBody(of: document) else {
        return stop(.unclosedHereDocument(document.delimiter, at: document.span))
      }
      documents[document.number].holes = text.holes(lower, position)
    }
  }

  /// Walks to behind the line that ends the document; false if there is none.
  private mutating func walkBody(of document: HereDocument) -> Bool {
    var ignored = beginWord()
    defer { drop(ignored) }
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
