import StileSyntax

/// What is wrong with statements and the values that they give.
extension Diagnostic {
  static func noValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "no-value", "this gives no value", at: Label(span, "a value is due here"),
      help: "a callable gives one if it says `-> T` and returns it")
  }

  static func unusedValue(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unused-value", "this value is not used",
      at: Label(span, "\(withArticle(type)) that goes nowhere"),
      help: type == "Bool"
        ? "a condition stands in `verify { … }`, or in `expect CONDITION, \"why\"`"
        : "give it a name with `let`, or remove it")
  }

  static func comparisonAsStatement(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unused-value", "this compares, and nothing uses the answer",
      at: Label(span, "`==` compares, `=` assigns"),
      help: "a condition stands in `verify { … }`, or in `expect CONDITION, \"why\"`",
      fixIts: [FixIt("assign to `\(name)`", [TextEdit(span, "=")])])
  }

  static func ifWithoutElse(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "branch-without-value", "an `if` that is a value needs an `else`",
      at: Label(span, "has no value when the condition is false"))
  }

  static func branchWithoutValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "branch-without-value", "each branch ends in its value",
      at: Label(span, "this one does not"), help: "let its last line be an expression")
  }

  static func missingReturn(_ name: Name, _ type: String, last: Statement?) -> Diagnostic {
    var fixIts: [FixIt] = []
    var span = name.span
    if let last, case .expression = last.kind {
      let start = SourceSpan(last.span.source, Int(last.span.lower), Int(last.span.lower))
      fixIts = [FixIt("return it", [TextEdit(start, "return ")])]
      span = last.span
    }
    return Diagnostic(
      "missing-return", "`\(name.text)` may end without giving its `\(type)`",
      at: Label(span, fixIts.isEmpty ? "not every way through it returns" : "not returned"),
      help: fixIts.isEmpty
        ? "end each way with `return …` or `fail \"why\"`" : "write `return` before it",
      fixIts: fixIts)
  }

  static func stepWithoutReturn(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "missing-return", "this step returns a value, but not on every way through it",
      at: Label(span, "may end without one"),
      help: "end each way with `return …` or `fail \"why\"`")
  }

  static func returnValue(at span: SourceSpan, fromCallable isCallable: Bool) -> Diagnostic {
    Diagnostic(
      "return-value", "nothing is returned from here", at: Label(span, "a value"),
      help: isCallable ? "a callable that returns one says `-> T` behind its parameters" : nil)
  }

  static func returnWithoutValue(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "return-value", "`return` gives \(withArticle(type)) here", at: Label(span, "gives nothing"))
  }

  static func breakOutsideLoop(isBranch: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "break-outside-loop", "`break` leaves a `for`",
      at: Label(
        span,
        isBranch ? "the rounds run side by side" : "no `for` of this body is around it"))
  }

  static func notVariable(_ name: String, at span: SourceSpan, declared: SourceSpan) -> Diagnostic {
    let word = SourceSpan(declared.source, Int(declared.lower) - 4, Int(declared.lower) - 1)
    return Diagnostic(
      "not-assignable", "`\(name)` keeps its value", at: Label(span, "can't get another one"),
      secondary: [Label(declared, "declared here")],
      help: "declare it with `var`, or give the new value a name of its own",
      fixIts: declared.lower >= 4 ? [FixIt("declare it with `var`", [TextEdit(word, "var")])] : [])
  }

  static func notAssignable(_ words: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-assignable", "`\(words)` can't be assigned to",
      at: Label(span, "only a `var` gets another value"))
  }

  static func assignedFromOutside(
    _ name: String, _ place: String, at span: SourceSpan, declared: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "assigned-from-outside", "`\(name)` is assigned only by the code that declares it",
      at: Label(span, "this is \(place)"), secondary: [Label(declared, "declared outside of it")],
      help: "let a step `return` the value: `let x = step …`")
  }

  static func varOfItem(_ name: Name, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "item-not-here", "an item is named by a `let`", at: Label(span, "named by a `var`"),
      help: "write `let \(name.text) = …`")
  }

  static func itemAtTopLevel(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "item-not-here", "items stand in a `runbook` or a `procedure`",
      at: Label(span, "this is the top of a file"))
  }

  static func procedureExpression(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "procedure-body", "a procedure has a block, since it holds steps",
      at: Label(span, "an expression holds none"), help: "a `fn` or a `probe` may be an expression")
  }
}
