import StileSyntax

/// What stands where it may not.
extension Diagnostic {
  /// What the checker knows all about, and a run does not do yet.
  static func runNotYet(_ construct: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "run-not-yet", "this version checks \(construct), and can't run it yet",
      at: Label(span, "this runbook needs it"))
  }

  static func changeNotAllowed(
    _ subject: String, in place: Place, at span: SourceSpan
  ) -> Diagnostic {
    let help: String? =
      switch place {
      case .region where subject == "`run`":
        "ask whether it succeeds: `succeeds`; what changes something stands in the step itself"
      case .region: "change things in the step itself, and ask here whether it worked"
      case .function, .probe: "what changes the world is declared with `action`"
      case .lambda: "go over the list with `for`"
      default: nil
      }
    let only = place.allowed == .pure ? "is pure" : "only reads it"
    return Diagnostic(
      "change-not-allowed", "\(subject) changes the world, and \(place.subject) \(only)",
      at: Label(span, "a change"), help: help)
  }

  static func changeBetweenSteps(_ subject: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "change-not-allowed", "\(subject) changes the world outside of a step",
      at: Label(span, "nothing would remember that it was done"),
      help: "put it into a step: `step name \"What it does\" { … }`")
  }

  static func probeNotAllowed(
    _ subject: String, in place: Place, at span: SourceSpan
  ) -> Diagnostic {
    let help: String? =
      switch place {
      case .condition, .flow, .procedureArgument:
        "ask in a `let` before it, which remembers the answer: `let x = …`"
      case .function: "what reads the world is declared with `probe`"
      case .title: "ask in a `let` before it, and put the name into the title"
      case .topLevel: "ask in the runbook: `let x = …`"
      default: nil
      }
    return Diagnostic(
      "probe-not-allowed", "\(subject) asks the world, and \(place.subject) is pure",
      at: Label(span, "a probe"), help: help)
  }

  static func procedureNotHere(_ subject: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "procedure-not-here", "\(subject) has steps, so it is called between steps only",
      at: Label(span, "called inside of something"),
      help: "call it in a `runbook` or a `procedure`, as a statement or by `let x = …`")
  }

  static func askNotHere(_ place: Place, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      switch place {
      case .flow, .condition, .operand, .title, .procedureArgument:
        "ask in a `let` before it, which remembers the answer: `let x: T = ask \"…\"`"
      case .function, .probe: "hand the answer over as an argument"
      case .region: "a person confirms by `confirm`, between steps or in a step"
      default: nil
      }
    return Diagnostic(
      "ask-not-here", "`ask` stands in a `let` between steps, in a step or in an `action`",
      at: Label(span, "this is \(place.subject)"), help: help)
  }

  static func askType(_ type: String, isSecret: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "ask-type", "no line that a person types says \(withArticle(type))",
      at: Label(span, "would have to be one"),
      help: isSecret ? "declare it: `secret name from prompt`" : nil)
  }

  static func recursion(_ name: Name, _ effect: Effect) -> Diagnostic {
    Diagnostic(
      "recursion", "`\(name.text)` calls itself, directly or through others",
      at: Label(name.span, "\(effect == .action ? "an action" : "a procedure") can't"),
      help: "only a `fn` or a `probe` calls itself; go over a list with `for`")
  }

  static func itemNotHere(_ word: String, _ place: Place, at span: SourceSpan) -> Diagnostic {
    let home: String =
      switch word {
      case "ensure": "at the beginning of a step"
      case "step", "stage", "sample", "parallel":
        "in a `runbook` or a `procedure`, between other steps"
      case "verify": "between steps, in a step or in an `action`"
      default: "between steps, or in a step or an `action`"
      }
    let here = place == .flow ? "this is between steps" : "this is \(place.subject)"
    return Diagnostic(
      "item-not-here", "`\(word)` stands \(home)", at: Label(span, here))
  }

  static func letOfInnerItem(_ name: Name, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "item-not-here", "inside a step nothing is named by a `let` but values",
      at: Label(span, "has no value"), help: "remove `let \(name.text) =`")
  }

  static func itemWithoutValue(_ word: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "no-value", "this `\(word)` gives no `\(type)`", at: Label(span, "would be one"),
      help: word == "step" ? "a step gives what it `return`s" : nil)
  }

  static func statementNotHere(_ word: String, _ place: String, at span: SourceSpan) -> Diagnostic {
    let where_: String =
      switch place {
      case "verify", "ensure":
        "the block of `\(place)` holds conditions, `let`, `if`, `for` and `match`"
      case "sample": "the block of `sample` holds numbers, `let`, `if`, `for` and `match`"
      case "manual": "the block of a `manual` holds `undo`, `no undo` and `verify`"
      default: "\(word) does not stand in \(place)"
      }
    return Diagnostic("statement-not-here", where_, at: Label(span, "not here"))
  }

  static func clauseNotHere(
    _ word: String, _ owner: String, allowed: [String], at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "clause-not-here", "\(owner) takes no `\(word)`", at: Label(span, "not here"),
      help: "it takes \(list(allowed))")
  }

  static func secretShown(_ place: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "secret-shown", "a secret has no form that is shown",
      at: Label(span, "this goes into \(place)"),
      help: "a secret goes to `env { … }`, to `stdin`, or to what takes a `Secret`")
  }

  static func secretKept(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "secret-kept", "\(what) is written down, and a secret that was made here has no name",
      at: Label(span, "holds a secret"), help: "read the declared `secret` where it is needed")
  }

  static func notData(_ what: String, _ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-data", "\(what) is written down, so it is data",
      at: Label(span, "\(withArticle(type)) is none"))
  }

  static func secretParam(_ name: Name, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "param-type", "a param is given as text, and a secret never is",
      at: Label(span, "not the type of a param"),
      help: "declare it so: `secret \(name.text) from env \"\(upper(name.text))\"`")
  }

  static func unreadableParam(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "param-type", "no text says \(withArticle(type))", at: Label(span, "not the type of a param"))
  }

  private static func upper(_ name: String) -> String {
    String(
      decoding: name.utf8.map {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 32 : $0
      }, as: UTF8.self)
  }
}
