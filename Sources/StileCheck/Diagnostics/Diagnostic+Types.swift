import StileSyntax

/// What is wrong with types and with values that do not fit them.
extension Diagnostic {
  static func typeMismatch(
    expected: String, found: String, at span: SourceSpan, reason: String, secondary: [Label],
    help: String?, fixIts: [FixIt]
  ) -> Diagnostic {
    Diagnostic(
      "type-mismatch", "expected `\(expected)`, found `\(found)`", at: Label(span, reason),
      secondary: secondary, help: help, fixIts: fixIts)
  }

  static func differentTypes(
    _ word: String, at span: SourceSpan, _ left: Label, _ right: Label, help: String?
  ) -> Diagnostic {
    Diagnostic(
      "type-mismatch", "`\(word)` compares values of one type",
      at: Label(span, "these are of two"), secondary: [left, right], help: help)
  }

  static func typeUnknown(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "type-unknown", "nothing says what type this has", at: Label(span, "could be of any type"),
      help: "write the type where it is named: `let x: List[String] = …`")
  }

  static func typeArguments(_ name: String, _ count: Int, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      switch name {
      case "List": "say of what: `List[String]`"
      case "Map": "say of what: `Map[String, Int]`"
      default: nil
      }
    let message =
      count == 0
      ? "`\(name)` takes no types in brackets"
      : "`\(name)` takes \(count == 1 ? "one type" : "two types") in brackets"
    return Diagnostic("type-arguments", message, at: Label(span, "not so here"), help: help)
  }

  static func keyRepeated(
    _ text: String, at span: SourceSpan, earlier: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "key-repeated", "`\(text)` stands twice in this map", at: Label(span, "a second time"),
      secondary: [Label(earlier, "first here")])
  }

  static func mapKey(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "map-key", "the keys of a map are texts", at: Label(span, "these would be `\(type)`"),
      help: "write `Map[String, …]`")
  }

  static func functionType(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "function-stored", "a function is passed and called, never kept",
      at: Label(span, "only a parameter may have this type"))
  }

  static func functionStored(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "function-stored", "a function is passed and called, never kept",
      at: Label(span, "this is a function"),
      help: "declare it with `fn` or `probe`, and pass it by its name")
  }

  static func functionAsValue(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "function-stored", "`\(name)` is called, or passed where a function is expected",
      at: Label(span, "neither is the case here"), help: "to call it, write `\(name)(…)`")
  }

  static func changingFunction(
    _ name: String, _ effect: Effect, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "change-not-allowed",
      "`\(name)` is \(withArticle(effect.keyword)), and only what is pure or a probe is passed",
      at: Label(span, "passed as a function here"), help: "call it where it is to happen")
  }

  static func invalidText(
    _ text: String, _ type: String, _ reason: String, at span: SourceSpan
  ) -> Diagnostic {
    let words = text.isEmpty ? "an empty text" : "`\(text)`"
    return Diagnostic("invalid-text", "\(words) is no `\(type)`", at: Label(span, reason))
  }

  static func textHole(_ type: String, help: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "text-hole", "\(withArticle(type)) has no one form as text",
      at: Label(span, "put into a text here"), help: help)
  }

  static func holeNotHere(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "hole-not-here", "this text is known before anything runs",
      at: Label(span, "it can't have a hole"))
  }

  static func notComparable(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-comparable", "values of type `\(type)` can't be compared",
      at: Label(span, "compares them"),
      help: type == "Output" ? "compare what it printed: `.text`, `.lines` or `.status`" : nil)
  }

  static func notOrdered(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-comparable", "values of type `\(type)` have no order", at: Label(span, "asks for one"),
      help: "these have: `Int`, `Float`, `Duration`, `Time`, `Size` and `String`")
  }

  static func notSummable(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "operator-types", "values of type `\(type)` have no sum", at: Label(span, "asks for one"),
      help: "these have: `Int`, `Float`, `Duration` and `Size`; texts are put together by `join`")
  }

  static func operatorTypes(
    _ word: String, at span: SourceSpan, _ left: Label, _ right: Label, help: String?
  ) -> Diagnostic {
    Diagnostic(
      "operator-types", "`\(word)` is not known for these two",
      at: Label(span, "stands between them"),
      secondary: [left, right], help: help)
  }

  static func negated(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "operator-types", "`-` is not known for \(withArticle(type))",
      at: Label(span, "this is \(withArticle(type))"))
  }

  static func neverAbsent(_ type: String, at span: SourceSpan, whole: SourceSpan) -> Diagnostic {
    let rest = SourceSpan(whole.source, Int(span.upper), Int(whole.upper))
    return Diagnostic(
      "never-absent", "`??` stands behind a value that is always there",
      at: Label(span, "\(withArticle(type)) is never absent"),
      fixIts: [FixIt("remove what stands behind it", [TextEdit(rest, "")])])
  }

  static func neverAbsentBinding(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "never-absent", "`if let` opens a value that may be absent",
      at: Label(span, "\(withArticle(type)) is never absent"), help: "name it with `let`")
  }

  static func optionalMember(
    _ name: Name, _ type: String, at span: SourceSpan, _ words: String
  ) -> Diagnostic {
    Diagnostic(
      "optional-value", "`\(name.text)` is asked of a value that may be absent",
      at: Label(span, "this is \(withArticle(type))"),
      help:
        "open it first: `if let x = \(words) { … }`, or `(\(words) ?? fail \"why\").\(name.text)`")
  }

  static func notIterable(_ type: String, isMap: Bool, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      if isMap {
        "go over its `.keys` or its `.values`"
      } else if type == "Int" {
        "count with `range(n)`"
      } else if type == "Output" {
        "go over its `.lines`"
      } else {
        nil
      }
    return Diagnostic(
      "not-a-list", "`for` goes over a list", at: Label(span, "this is \(withArticle(type))"),
      help: help)
  }

  static func notIndexable(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-a-list", "`[…]` takes an element out of a list, a map or a `Json`",
      at: Label(span, "this is \(withArticle(type))"))
  }

  static func joinOfOthers(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unknown-member", "only a list of texts is joined",
      at: Label(span, "this is \(withArticle(type))"),
      help: "make texts of the elements first: `.map(x => \"#{x}\").join(\", \")`")
  }

  static func endlessRecord(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "endless-record", "\(withArticle(name)) would need \(withArticle(name)) to be made",
      at: Label(span, "holds one of itself"), help: "let the field be `\(name)?` or a list")
  }

  static func missingCases(_ names: [String], isOpen: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "missing-cases",
      isOpen ? "the arms do not take every value" : "no arm takes \(list(names))",
      at: Label(span, "may be something else"),
      help: isOpen ? "add an arm for the rest: `_ -> …`" : "add an arm for each, or `_ -> …`")
  }

  static func unreachableArm(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unreachable-arm", "the arms above take all that this one could",
      at: Label(span, "never reached"), help: "remove it")
  }

  static func patternType(_ pattern: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "pattern-type", "`\(pattern)` is no pattern of \(withArticle(type))",
      at: Label(span, "the value is \(withArticle(type))"))
  }

  static func patternNotConstant(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "pattern-type", "a pattern is known before anything runs",
      at: Label(span, "not known then"), help: "compare with `==` in an `if`")
  }

  static func patternFields(_ name: Name, _ fields: [String], at span: SourceSpan) -> Diagnostic {
    let form = fields.isEmpty ? name.text : "\(name.text)(\(fields.joined(separator: ", ")))"
    return Diagnostic(
      "pattern-type",
      "`\(name.text)` carries \(fields.count == 1 ? "one value" : "\(fields.count) values")",
      at: Label(span, "names another number of them"),
      help: "write `\(form)`, or just `\(name.text)`")
  }

  static func bindingInAlternatives(_ name: Name) -> Diagnostic {
    Diagnostic(
      "pattern-type", "an arm of several patterns names no values",
      at: Label(name.span, "absent when another pattern fits"), help: "give it an arm of its own")
  }
}
