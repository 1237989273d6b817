import StileSyntax

/// What is wrong with calls, and with what is called.
extension Diagnostic {
  static func argumentMissing(
    _ needs: [(name: String, type: String)], of callee: String, at span: SourceSpan,
    declared: SourceSpan?
  ) -> Diagnostic {
    let names = list(needs.map(\.name))
    let form = needs.map { "\($0.name): …" }.joined(separator: ", ")
    let types = needs.map { "`\($0.name)` is \(withArticle($0.type))" }.joined(separator: ", ")
    return Diagnostic(
      "argument-missing", "`\(callee)` needs \(names)", at: Label(span, "not given here"),
      secondary: declared.map { [Label($0, "declared here")] } ?? [],
      help: "add `\(form)`: \(types)")
  }

  static func argumentUnknown(
    _ label: Name, of callee: String, nearest: String?, all: [String]
  ) -> Diagnostic {
    Diagnostic(
      "argument-unknown", "`\(callee)` takes no `\(label.text)`",
      at: Label(
        label.span, nearest.map { "did you mean `\($0)`?" } ?? "no parameter has this name"),
      help: nearest == nil ? (all.isEmpty ? "it takes nothing" : "it takes \(list(all))") : nil,
      fixIts: nearest.map { [FixIt("rename to `\($0)`", [TextEdit(label.span, $0)])] } ?? [])
  }

  static func argumentExtra(_ callee: String, _ count: Int, at span: SourceSpan) -> Diagnostic {
    let takes = count == 0 ? "nothing" : count == 1 ? "one argument" : "\(count) arguments"
    return Diagnostic(
      "argument-extra", "`\(callee)` takes \(takes)", at: Label(span, "one too many"))
  }

  static func argumentRepeated(
    _ name: String, at span: SourceSpan, earlier: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "argument-repeated", "`\(name)` is given twice", at: Label(span, "a second time"),
      secondary: [Label(earlier, "first here")])
  }

  static func argumentOrder(at span: SourceSpan, after label: Name) -> Diagnostic {
    Diagnostic(
      "argument-order", "arguments without a name stand before those with one",
      at: Label(span, "has no name"), secondary: [Label(label.span, "has one")])
  }

  static func notCallable(_ words: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("not-callable", "`\(words)` can't be called", at: Label(span, "called here"))
  }

  static func methodWithoutCall(_ name: Name, at span: SourceSpan) -> Diagnostic {
    let end = SourceSpan(name.span.source, Int(name.span.upper), Int(name.span.upper))
    return Diagnostic(
      "not-called", "`\(name.text)` is called", at: Label(name.span, "brackets are missing"),
      fixIts: [FixIt("call it", [TextEdit(end, "()")])])
  }

  static func propertyCalled(_ name: Name, at brackets: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-callable", "`\(name.text)` is read, not called", at: Label(brackets, "no brackets here"),
      fixIts: [FixIt("remove the brackets", [TextEdit(brackets, "")])])
  }

  static func onlyCalled(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-called", "`\(name)` is only called", at: Label(span, "no call here"),
      help: name == "world" ? "write `world.NAME(…)`" : "write `\(name)(…)`")
  }

  static func moduleAsValue(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-a-value", "`\(name)` is a module, not a value", at: Label(span, "used as a value here"),
      help: "say what of it: `\(name).…`")
  }

  static func timeOfDayAsValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-a-value", "a time of day stands in the schedule of a policy only",
      at: Label(span, "no value"), help: "a point in time has its day: `2026-12-01T12:00Z`")
  }

  static func typeAsValue(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-a-value", "`\(name)` is a type, not a value", at: Label(span, "used as a value here"),
      help: "a value of it is made by a call: `\(name)(…)`")
  }

  static func enumConstruction(_ name: String, cases: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-constructible", "\(withArticle(name)) is one of its cases",
      at: Label(span, "not made by a call"),
      help: "its cases are \(list(cases.map { ".\($0)" }))")
  }

  static func notConstructible(_ name: String, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      switch name {
      case "String": "texts are put together by holes: `\"#{x}\"`"
      case "Int": "a text becomes a number by `.to_int()`"
      case "Output": "it is what a command leaves: `run` or `probe`"
      case "Observation": "it is what `dns.observe` gives"
      case "Window": "it is what `dns.window` gives"
      case "Secret": "declare it: `secret NAME from env \"…\"`"
      default: nil
      }
    return Diagnostic(
      "not-constructible", "\(withArticle(name)) is not made by a call",
      at: Label(span, "called here"),
      help: help)
  }

  static func notDecodable(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-decodable", "`\(name)` can't be decoded from Json",
      at: Label(span, "only a record of plain data can"))
  }

  static func caseWithoutType(_ name: Name, enums: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "case-without-type", "nothing here says whose case `.\(name.text)` is",
      at: Label(span, "could be of any enum"),
      help: "write the enum before it: `\(enums.first ?? "TYPE").\(name.text)`")
  }

  static func lambdaNotHere(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "function-stored", "a function is passed and called, never kept",
      at: Label(span, "no function is expected here"))
  }

  static func lambdaParameters(_ found: Int, _ expected: Int, at span: SourceSpan) -> Diagnostic {
    let takes = expected == 1 ? "one value" : "\(expected) values"
    return Diagnostic(
      "lambda-parameters", "the function that is expected here takes \(takes)",
      at: Label(span, "takes \(found == 1 ? "one" : "\(found)")"))
  }

  static func resultNeeded(_ name: String, at span: SourceSpan, declared: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      "result-type", "the type of what `\(name)` gives depends on itself",
      at: Label(span, "called on the way to it"), secondary: [Label(declared, "declared here")],
      help: "write the type behind the parameters: `-> T`")
  }

  static func genericEffect(_ effect: Effect, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "generic-type", "type parameters are for `fn` and `probe`",
      at: Label(span, "this is \(withArticle(effect.keyword))"))
  }

  static func genericNotData(
    _ name: String, _ type: String, of callee: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "generic-type", "`\(name)` of `\(callee)` stands for data that can be compared",
      at: Label(span, "would be `\(type)` here"))
  }
}
