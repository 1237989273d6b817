import StileSyntax

/// What is wrong with tests and models.
extension Diagnostic {
  static func testOnly(_ word: String, _ place: Place, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "test-only", "`\(word)` is about the simulated world",
      at: Label(span, "this is \(place.subject)"),
      help: word == "sim"
        ? "it stands in a `test`, and in the `simulate { … }` behind a body"
        : "it stands in a `test`")
  }

  static func rehearsedOther(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unknown-runbook", "a runbook of this file is rehearsed", at: Label(span, "this is none"),
      help: "call it by its id: `rehearse NAME(param: value)`")
  }

  static func unknownRunbook(_ name: Name, nearest: String?, all: [String]) -> Diagnostic {
    Diagnostic(
      "unknown-runbook", "no runbook of this file is called `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found in this file"),
      help: all.isEmpty ? "this file has no runbook" : "it has \(list(all))",
      fixIts: nearest.map { [FixIt("rename to `\($0)`", [TextEdit(name.span, $0)])] } ?? [])
  }
}
