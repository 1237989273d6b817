import StileSyntax

/// What is wrong with `# allow CODE: reason`.
extension Diagnostic {
  static func allowReason(_ code: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "allow-reason", "a lint is allowed with a reason", at: Label(span, "says none"),
      help: "write `# allow \(code): why`", severity: .lint)
  }

  static func allowCode(
    _ code: String, nearest: String?, isError: Bool, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "allow-code",
      isError ? "`\(code)` is an error, which can't be allowed" : "there is no lint `\(code)`",
      at: Label(span, nearest.map { "did you mean `\($0)`?" } ?? "not a lint"),
      help: "`stile explain` lists all codes",
      fixIts: nearest.map { [FixIt("write `\($0)`", [TextEdit(span, $0)])] } ?? [], severity: .lint)
  }

  static func allowNothing(_ code: String, at span: SourceSpan, _ edit: TextEdit) -> Diagnostic {
    Diagnostic(
      "allow-nothing", "no `\(code)` is told here", at: Label(span, "allows nothing"),
      fixIts: [FixIt("remove it", [edit], isSafe: true)], severity: .lint)
  }
}
