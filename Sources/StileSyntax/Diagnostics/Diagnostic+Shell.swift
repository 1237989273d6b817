/// What is wrong with the sh text of a command.
extension Diagnostic {
  /// Where a value can't get into sh text as data.
  enum UnsafePlace {
    case singleQuotes
    case comment
    case quotedHereDocument
    case parameterExpansion
    case backticks
    case dollar
  }

  static func hole(_ place: UnsafePlace, at span: SourceSpan) -> Diagnostic {
    switch place {
    case .singleQuotes:
      Diagnostic(
        "hole-in-single-quotes", "a hole can't stand in single quotes",
        at: Label(span, "the shell takes everything there as it is"),
        help: "end the quotes before it: `'…'\"#{x}\"'…'`; a text that only looks like a hole is "
          + "written `\\#{`")
    case .comment:
      Diagnostic(
        "hole-in-comment", "a hole can't stand in a comment of the shell",
        at: Label(span, "the shell would never see it"),
        help: "write `\\#{`, or a comment of Stile outside of the command")
    case .quotedHereDocument:
      Diagnostic(
        "hole-in-quoted-here-document", "a hole can't stand in a here-document with a quoted end",
        at: Label(span, "the shell takes everything there as it is"),
        help: "take the quotes off the word behind `<<`, and write `\\$` for each `$` that is text")
    case .parameterExpansion:
      Diagnostic(
        "hole-in-parameter-expansion", "a hole can't stand inside `${…}`",
        at: Label(span, "the shell would read it as part of the expansion"),
        help: "compute the value outside of the command, or assign it first: `x=#{…}`")
    case .backticks:
      Diagnostic(
        "hole-in-backticks", "a hole can't stand between the shell's old backticks",
        at: Label(span, "its quoting can't be known there"), help: "write `$(…)`")
    case .dollar:
      Diagnostic(
        "hole-after-dollar", "a hole takes no `$`", at: Label(span, "`#{…}` is the value already"),
        help: "leave the `$` out; a dollar sign before a value is `\\$`")
    }
  }

  static func notPosix(_ spelling: String, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      switch spelling {
      case "$'": "use `printf`, or a string of Stile in a hole"
      case "$\"": "leave the `$` out"
      case "$[": "write `$((…))`"
      case "[[": "write `[ … ]`"
      case "((": "write `$((…))`, or a space between the parentheses of two subshells"
      case "<<<": "hand the text over with `stdin`"
      case "&>": "write `>… 2>&1`"
      case "|&": "write `2>&1 |`"
      case "<(", ">(": "use a temporary file or a pipe"
      default: nil
      }
    return Diagnostic(
      "not-posix", "`\(spelling)` is not sh", at: Label(span, "only some shells know it"),
      help: help)
  }

  static func unclosedQuote(_ quote: String, at span: SourceSpan) -> Diagnostic {
    let spelled = quote == "`" ? "backtick" : "`\(quote)`"
    return Diagnostic(
      "unclosed-shell-text", "this \(spelled) of the shell is not closed in its command",
      at: Label(span, "opened here"))
  }

  static func unclosedExpansion(_ opening: String, at span: SourceSpan) -> Diagnostic {
    let closing =
      switch opening {
      case "${": "}"
      case "$((": "))"
      default: ")"
      }
    return Diagnostic(
      "unclosed-shell-text", "this `\(opening)` of the shell is not closed in its command",
      at: Label(span, "opened here"), help: "close it with `\(closing)`")
  }

  static func unclosedHereDocument(_ delimiter: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unclosed-shell-text", "this here-document is not closed in its command",
      at: Label(span, "`\(delimiter)` must follow on a line of its own"),
      help: "a here-document stands in a block of commands, closed by its word at the margin")
  }

  static func hereDocumentEnd(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unclosed-shell-text", "a here-document ends with a plain word",
      at: Label(span, "the word is due here"), help: "write `<<END`")
  }

  static func emptyCommand(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-command", "this command is empty", at: Label(span, "nothing stands in it"))
  }
}
