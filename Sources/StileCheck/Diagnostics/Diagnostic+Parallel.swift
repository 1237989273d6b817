import StileSyntax

/// What is wrong with things that run side by side.
extension Diagnostic {
  static func emptyParallel(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-block", "this `parallel` has no branch", at: Label(span, "it is empty"),
      help: "each statement in it is a branch")
  }

  static func branchWithoutItem(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "parallel-branch", "a branch of a `parallel` is an item", at: Label(span, "this is none"),
      help: "put what belongs together into a `stage`, which is one branch")
  }

  static func siblingName(
    _ name: String, at span: SourceSpan, declared: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "sibling-branch", "`\(name)` may not be there yet", at: Label(span, "runs beside it"),
      secondary: [Label(declared, "another branch of this `parallel` makes it")],
      help: "read it after the `parallel`, or put both into one `stage`")
  }
}
