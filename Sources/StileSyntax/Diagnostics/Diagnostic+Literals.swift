/// What is wrong with the value of a literal.
extension Diagnostic {
  static func leadingZero(_ digits: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "leading-zero", "a number has no zero in front", at: Label(span, "begins with `0`"),
      help: "a file mode is a string: `\"\(digits)\"`",
      fixIts: [FixIt("make it a string", [TextEdit(span, "\"\(digits)\"")])])
  }

  static func numberTooLarge(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "malformed-number", "\(what) has at most 64 bits", at: Label(span, "larger than that"))
  }

  static func malformedQuantity(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "malformed-number", "`\(text)` is no number, no duration and no size",
      at: Label(span, "digits that touch letters"),
      help: "durations are whole numbers of `d`, `h`, `m`, `s` and `ms`, largest first, such as "
        + "`1h30m`; sizes are `10KB` or `4GiB`")
  }

  static func incompleteTime(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "malformed-time", "a time has hours, minutes and a zone",
      at: Label(span, "not all are there"),
      help: "write `2026-12-01T20:00Z`, or the offset from UTC in place of the `Z`")
  }

  static func malformedTime(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "malformed-time", "there is no such time", at: Label(span, "not in the calendar"),
      help: "times are written like `2026-12-01T20:00Z` and lie between 1678 and 2262")
  }

  static func malformedTimeOfDay(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "malformed-time", "there is no such time of day", at: Label(span, "not on the clock"),
      help: "times of day go from `00:00` to `23:59`")
  }

  static func unknownEscape(_ escape: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "malformed-escape", "`\(escape)` is no escape", at: Label(span, "means nothing"),
      help:
        "the escapes are `\\n \\r \\t \\0 \\\\ \\\" \\u{…} \\#{`; nothing is special in `r\"…\"`",
      fixIts: [
        FixIt(
          "keep the backslash",
          [TextEdit(SourceSpan(span.source, Int(span.lower), Int(span.lower)), "\\")])
      ])
  }

  static func malformedEscape(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "malformed-escape", "this escape names no character", at: Label(span, "not a character"),
      help: "write the number of the character in hexadecimal: `\\u{1F600}`")
  }
}
