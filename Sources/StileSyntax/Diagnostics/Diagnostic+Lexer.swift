/// What is wrong with the characters, the words and the ends of literals.
extension Diagnostic {
  static func unexpectedCharacter(_ text: String, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      switch text {
      case "“", "”", "„", "«", "»": "a string stands between straight quotes: `\"…\"`"
      case "‘", "’": "a string stands between double quotes: `\"…\"`"
      case "$", "\\", "|", "&", "~": "text for the shell stands between backticks"
      case "—", "–", "−": "write the minus of ASCII, `-`"
      default: nil
      }
    return Diagnostic(
      "unexpected-character", "`\(text)` means nothing here",
      at: Label(span, "no word and no operator begins with it"), help: help)
  }

  static func foreignSpelling(
    _ text: String, instead word: String, at span: SourceSpan
  ) -> Diagnostic {
    let replacement = text == "!" ? "\(word) " : word
    return Diagnostic(
      "foreign-spelling", "`\(text)` is written `\(word)`", at: Label(span, "write `\(word)`"),
      fixIts: [
        // `!a == b` is not what `not a == b` is.
        FixIt("write `\(word)`", [TextEdit(span, replacement)], isSafe: text != "!")
      ])
  }

  static func semicolon(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "foreign-spelling", "a statement ends with its line, not with `;`",
      at: Label(span, "not needed"), help: "put what follows on a line of its own",
      fixIts: [FixIt("make it a newline", [TextEdit(span, "\n")], isSafe: true)])
  }

  static func foreignQuotes(opening: SourceSpan, closing: SourceSpan) -> Diagnostic {
    Diagnostic(
      "foreign-spelling", "a string stands between straight double quotes",
      at: Label(opening.joined(closing), "these are others"),
      help: "write `\"…\"`, or `r\"…\"` if nothing in it is to be special",
      fixIts: [
        FixIt(
          "use double quotes", [TextEdit(opening, "\""), TextEdit(closing, "\"")])
      ])
  }

  static func nameStyle(_ name: String, at span: SourceSpan) -> Diagnostic {
    let better = snakeCase(name)
    return Diagnostic(
      "name-style", "a name is written in lower case with `_` between its words",
      at: Label(span, "`\(better)`?"), help: "only types begin with a capital letter",
      fixIts: [FixIt("rename to `\(better)`", [TextEdit(span, better)])])
  }

  private static func snakeCase(_ name: String) -> String {
    var result = ""
    var previous: Character = "_"
    for character in name {
      if character.isUppercase, previous != "_", !previous.isUppercase { result.append("_") }
      result += character.lowercased()
      previous = character
    }
    return result
  }

  static func unclosedLiteral(_ form: LiteralShape.Form, at span: SourceSpan) -> Diagnostic {
    form.isCommand
      ? Diagnostic(
        "unclosed-command", "this command is not closed on its line",
        at: Label(span, "opened here"),
        help: "close it with a backtick; a command of several lines has its backticks at the end "
          + "of the first line and alone on the last")
      : Diagnostic(
        "unclosed-string", "this string is not closed on its line",
        at: Label(span, "opened here"),
        help: "close it with `\"`; a text of several lines stands between lines of `\"\"\"`")
  }

  static func unclosedBlock(
    _ form: LiteralShape.Form, at span: SourceSpan, shownBy line: SourceSpan?
  ) -> Diagnostic {
    let secondary = line.map {
      [Label($0, "this line is no part of it: it stands too far left")]
    }
    return form.isCommand
      ? Diagnostic(
        "unclosed-command", "this block of commands is not closed",
        at: Label(span, "opened here"), secondary: secondary ?? [],
        help: "close it with a backtick that begins a line of its own")
      : Diagnostic(
        "unclosed-string", "this block of text is not closed", at: Label(span, "opened here"),
        secondary: secondary ?? [], help: "close it with `\"\"\"` at the beginning of a line")
  }

  static func blockOpening(_ form: LiteralShape.Form, at span: SourceSpan) -> Diagnostic {
    let mark = form.isCommand ? "backtick" : "`\"\"\"`"
    return Diagnostic(
      "block-opening", "the text of a block begins on the line behind its \(mark)",
      at: Label(span, "text follows on the same line"), help: "begin a new line behind it")
  }

  static func unclosedHole(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unclosed-hole", "this hole is not closed", at: Label(span, "its `}` is missing"),
      help: "close it with `}`; text that only looks like a hole is written `\\#{`")
  }

  static func nestingTooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "nesting-too-deep", "this stands too deep inside other brackets, blocks or operators",
      at: Label(span, "deeper than the parser goes"),
      help: "give the inner parts names with `let`, or move them into a `fn`")
  }
}
