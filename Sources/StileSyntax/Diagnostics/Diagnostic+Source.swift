/// What is wrong with the bytes of a file.
extension Diagnostic {
  static func notUTF8(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unreadable-file", "the file is not UTF-8", at: Label(span, "this byte begins no character"),
      help: "save the file as UTF-8")
  }

  static func byteOrderMark(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "hidden-character", "the file begins with a byte order mark",
      at: Label(span, "the first character must be the `s` of `stile`"),
      help: "save the file as UTF-8 without a byte order mark",
      fixIts: [FixIt("remove it", [TextEdit(span, "")], isSafe: true)])
  }

  /// A character that changes how a text is shown, or that is not shown at all.
  static func hiddenCharacter(_ scalar: UInt32, at span: SourceSpan) -> Diagnostic {
    let code = String(scalar, radix: 16, uppercase: true)
    return Diagnostic(
      "hidden-character", "a character that can't be seen stands in the text",
      at: Label(span, "U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)"),
      help: "remove it; where a string needs it, write `\\u{\(code)}`",
      fixIts: [FixIt("remove it", [TextEdit(span, "")])])
  }

  static func controlCharacter(_ byte: UInt8, at span: SourceSpan) -> Diagnostic {
    let code = String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      "control-character", "a control character stands in the text",
      at: Label(span, "byte 0x\(byte < 16 ? "0" : "")\(code)"),
      help: "remove it; where a string needs it, write `\\u{\(code)}`")
  }

  static func loneCarriageReturn(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "control-character", "a carriage return without a newline stands in the text",
      at: Label(span, "a terminal shows what follows over what stands before"),
      help: "end lines with a newline; in a string write `\\r`",
      fixIts: [FixIt("make it a newline", [TextEdit(span, "\n")])])
  }

  static func fileTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unreadable-file", "a file has at most 16 MiB", at: Label(span, "this one is larger"),
      help: "split it into files that `use` each other")
  }
}
