import StileSyntax

/// What is wrong with how changes are taken back.
extension Diagnostic {
  static func undoMissing(
    _ what: String, change: SourceSpan, _ words: String, owner: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "undo-missing", "\(what) that changes something says how it is taken back",
      at: Label(change, "`\(words)` changes something"),
      secondary: [Label(owner, "nothing in here says how")],
      help: "write before it `undo { … }`, or `no undo \"why\"` if nothing is owed, "
        + "or `irreversible \"why\"`")
  }

  static func undoLate(at span: SourceSpan, change: SourceSpan, _ words: String) -> Diagnostic {
    Diagnostic(
      "undo-late", "this stands after the first change that it answers for",
      at: Label(span, "armed too late"),
      secondary: [Label(change, "`\(words)` changes something here")],
      help: "move it above that line: a run that dies in between would owe nothing")
  }

  static func undoNested(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "undo-not-here", "nothing is armed inside an `undo`", at: Label(span, "not here"))
  }

  static func undoNotHere(_ words: String, _ place: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "undo-not-here", "\(words) stands in a step, an `action` or a `manual`",
      at: Label(span, "this is \(place)"))
  }

  static func undoStepInside(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "undo-not-here", "a step is taken back between steps", at: Label(span, "not inside of one"),
      help: "to say how this step is taken back, write `undo { … }`")
  }

  static func emptyUndo(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-block", "this `undo` takes nothing back", at: Label(span, "it is empty"),
      help: "if nothing is owed, say so: `no undo \"why\"`")
  }

  static func unknownStep(_ name: Name, nearest: String?, all: [String]) -> Diagnostic {
    Diagnostic(
      "unknown-step", "no step above is called `\(name.text)`",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not found"),
      help: nearest != nil
        ? nil
        : all.isEmpty ? "a step is called by its id: `step name \"…\"`" : "there are \(list(all))",
      fixIts: nearest.map { [FixIt("rename to `\($0)`", [TextEdit(name.span, $0)])] } ?? [])
  }

  static func ambiguousStep(_ name: Name) -> Diagnostic {
    Diagnostic(
      "unknown-step", "several stages have a step `\(name.text)`",
      at: Label(name.span, "none of them in this stage"),
      help: "write the `undo` in the stage of the step")
  }
}
