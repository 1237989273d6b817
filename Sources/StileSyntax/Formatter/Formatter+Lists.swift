/// What stands between brackets.
extension Formatter {
  /// Takes the brackets and their elements: all on one line, or one a line, each with a comma.
  mutating func bracketed<Element>(
    _ elements: [Element], endsInComma: Bool = true, obeysAuthor: Bool = false,
    _ element: (inout Formatter, Element) -> Void
  ) {
    group { formatter in
      formatter.token()
      if obeysAuthor, !elements.isEmpty { formatter.obeyAuthor() }
      formatter.indented { formatter in
        if !elements.isEmpty { formatter.softLine() }
        for (number, found) in elements.enumerated() {
          if number > 0 {
            formatter.comma()
            formatter.line()
            formatter.takeComments(keepsBlankLines: true)
          }
          element(&formatter, found)
        }
        formatter.dropCommas()
        if endsInComma, !elements.isEmpty {
          formatter.layout.appendBeforeComment(.ifBroken(","))
        }
        formatter.takeClosingComments()
      }
      if !elements.isEmpty { formatter.softLine() }
      formatter.token()
    }
  }

  /// Takes the braces and the members of a record or an enum, which are separated by commas on one
  /// line and by newlines alone else.
  mutating func braced<Member>(
    _ members: [Member], _ member: (inout Formatter, Member) -> Void
  ) {
    group { formatter in
      formatter.token()
      if !members.isEmpty { formatter.obeyAuthor() }
      formatter.indented { formatter in
        for (number, found) in members.enumerated() {
          formatter.dropCommas()
          if number > 0 { formatter.layout.appendBeforeComment(.ifFlat(",")) }
          formatter.line()
          formatter.takeComments(keepsBlankLines: true)
          member(&formatter, found)
        }
        formatter.dropCommas()
        formatter.takeClosingComments()
      }
      if !members.isEmpty { formatter.line() }
      formatter.token()
    }
  }

  /// Takes the braces and what stands in them, one a line; a single part may stay between its
  /// braces. The group around decides.
  mutating func lines<Part>(_ parts: [Part], _ part: (inout Formatter, Part) -> Void) {
    token()
    if !parts.isEmpty { obeyAuthor() }
    indented { formatter in
      for (number, found) in parts.enumerated() {
        if number > 0 { formatter.layout.append(.mustBreak) }
        formatter.line()
        formatter.takeComments(keepsBlankLines: true)
        part(&formatter, found)
      }
      formatter.takeClosingComments()
    }
    if !parts.isEmpty { line() }
    token()
  }

  /// Braces that the author opened on one line and filled on the next ones stay like that.
  private mutating func obeyAuthor() {
    if cursor.gap.hasNewline { layout.append(.mustBreak) }
  }
}
