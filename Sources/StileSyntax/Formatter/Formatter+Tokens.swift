/// How tokens, and the comments between them, come into the layout.
extension Formatter {
  /// Takes the next token, with the comments around it.
  mutating func token() {
    takeComments()
    layout.append(cursor.piece)
    pass()
  }

  /// Takes so many tokens with blanks between them.
  mutating func words(_ count: Int) {
    for number in 0..<count {
      if number > 0 { space() }
      token()
    }
  }

  mutating func space() { layout.append(.space) }
  mutating func line() { layout.append(.line(isBlank: true)) }
  mutating func softLine() { layout.append(.line(isBlank: false)) }

  /// What `content` takes decides together about its lines.
  mutating func group(_ content: (inout Formatter) -> Void) {
    layout.append(.open(.plain))
    content(&self)
    layout.append(.close)
  }

  mutating func indented(_ levels: Int = 1, _ content: (inout Formatter) -> Void) {
    layout.append(.indent(levels))
    content(&self)
    layout.append(.indent(-levels))
  }

  /// Begins a line for a declaration, a statement or a member, with the comments above it and an
  /// empty line where the author left one.
  mutating func beginLine() {
    layout.append(.mustBreak)
    softLine()
    takeComments(keepsBlankLines: true)
  }

  /// Takes the comments before the next token, each on a line of its own.
  mutating func takeComments(keepsBlankLines: Bool = false) {
    guard !cursor.tookComments else { return }
    cursor.tookComments = true
    let gap = cursor.gap
    for comment in gap.comments {
      let isAfterBlankLine = keepsBlankLines && comment.isAfterBlankLine
      layout.append(.ownComment(comment.text, afterBlankLine: isAfterBlankLine))
    }
    if keepsBlankLines, gap.endsInBlankLine { layout.append(.blankLine) }
  }

  /// Takes the comments before a closing bracket, which belong to its content.
  mutating func takeClosingComments() {
    cursor.tookComments = true
    for comment in cursor.gap.comments {
      layout.append(.ownComment(comment.text, afterBlankLine: comment.isAfterBlankLine))
    }
  }

  /// Passes the next token, and takes the comment behind it.
  private mutating func pass() {
    cursor.advance()
    if let comment = cursor.gap.trailing { layout.append(.trailingComment(comment)) }
  }

  // MARK: Commas

  /// Takes the comma between two elements.
  mutating func comma() {
    takeComments()
    layout.appendBeforeComment(.text(","))
    pass()
  }

  /// Leaves commas out that stand where the layout writes its own or none.
  mutating func dropCommas() {
    while cursor.at(.comma) {
      takeComments()
      pass()
    }
  }
}
