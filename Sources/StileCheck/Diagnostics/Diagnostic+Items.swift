import StileSyntax

/// What is wrong with items: their keys, their clauses, their operands.
extension Diagnostic {
  static func keyMissing(_ what: String, at span: SourceSpan, idPlace: Int?) -> Diagnostic {
    Diagnostic(
      "key-missing", "\(what) is remembered by a name, and this one has none",
      at: Label(span, "no name can be made of this"),
      help: idPlace == nil
        ? "name it with a `let`: `let NAME = …`" : "write a name behind its first word",
      fixIts: idPlace.map { [FixIt("name it", [insertion(span, $0, " NAME")])] } ?? [])
  }

  static func keyTaken(
    _ name: String, _ what: String, at span: SourceSpan, earlier: SourceSpan, idPlace: Int?,
    free: String
  ) -> Diagnostic {
    var fixIts: [FixIt] = []
    if let idPlace {
      fixIts = [FixIt("name it `\(free)`", [insertion(span, idPlace, " \(free)")])]
    }
    return Diagnostic(
      "key-taken", "two items are remembered as `\(name)`", at: Label(span, "the second one"),
      secondary: [Label(earlier, "the first one")],
      help: idPlace == nil
        ? "give one of them a name of its own, by an id or by `let NAME = …`"
        : "give it a name of its own behind its first word", fixIts: fixIts)
  }

  private static func insertion(_ span: SourceSpan, _ offset: Int, _ text: String) -> TextEdit {
    TextEdit(SourceSpan(span.source, offset, offset), text)
  }

  static func loopKey(_ name: Name, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "loop-key", "the rounds of a loop with items are remembered by a name",
      at: Label(span, "`\(name.text)` is \(withArticle(type)), which is no name"),
      help: "say by what: `for \(name.text) in … by \(name.text).…`")
  }

  static func byWithoutItems(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "clause-not-here", "`by` names the rounds of a loop with items",
      at: Label(span, "there are no items in here"))
  }

  static func tagsLiteral(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "tags-literal", "tags are known before anything runs", at: Label(span, "not a literal"),
      help: "write a list of texts: `tags [\"F1\", \"dns\"]`")
  }

  static func pollBounds(missing word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "poll-bounds",
      word == "within"
        ? "nothing says until when this is asked" : "nothing says how often this is asked",
      at: Label(span, "asked again and again"), help: "write `within 5m every 10s`")
  }

  static func emptySpan(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "poll-bounds", "`\(word)` takes more than nothing", at: Label(span, "no time at all"))
  }

  static func emptyRegion(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-block", "this `\(word)` asks nothing", at: Label(span, "it is empty"),
      help: "write a condition on each line")
  }

  static func ensureFirst(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ensure-first", "`ensure` is what a step asks first",
      at: Label(span, "something stands before it"),
      help: "move it to the beginning of the step; what is asked last is a `verify`")
  }

  static func waitOperand(
    _ word: String, _ type: String, at span: SourceSpan, keyword: SourceSpan
  ) -> Diagnostic {
    let start = SourceSpan(span.source, Int(span.lower), Int(span.lower))
    return Diagnostic(
      "wait-operand", "\(type) is waited for with `wait \(word)`",
      at: Label(span, "this is \(type)"),
      fixIts: [FixIt("write `wait \(word)`", [TextEdit(start, "\(word) ")], isSafe: true)])
  }
}
