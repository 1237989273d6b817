import StileSyntax

/// What is allowed, and worth a remark.
extension Diagnostic {
  static func rawCommand(at span: SourceSpan) -> Diagnostic {
    lint(
      "raw-command", "`raw` makes a command of a text that nobody has checked", at: span,
      "data can become program here")
  }

  static func probeChanges(_ name: String, _ word: String, at span: SourceSpan) -> Diagnostic {
    lint(
      "probe-changes", "a `\(word)` only reads, and `\(name)` is known to change things", at: span,
      "runs `\(name)`", help: "what changes something is a `run`")
  }

  static func scriptArgument(_ command: String, at span: SourceSpan) -> Diagnostic {
    lint(
      "script-argument", "`\(command)` reads this argument again as a program", at: span,
      "the value becomes part of it",
      help: "hand it over as an argument of its own or by `env { … }`")
  }

  static func scriptInput(_ command: String, at span: SourceSpan) -> Diagnostic {
    lint(
      "script-input", "`\(command)` reads this text as a program", at: span,
      "the value becomes part of it",
      help: "hand it over as an argument of its own or by `env { … }`")
  }

  static func stepWithoutID(_ slug: String, at span: SourceSpan, idPlace: Int) -> Diagnostic {
    Diagnostic(
      "step-without-id", "this step is remembered by its title",
      at: Label(span, "another title would make it another step"),
      help: "give it a name that can stay: `step NAME \"…\"`",
      fixIts: slug.isEmpty
        ? []
        : [
          FixIt(
            "name it `\(slug)`",
            [TextEdit(SourceSpan(span.source, idPlace, idPlace), " \(slug)")], isSafe: true)
        ], severity: .lint)
  }

  static func unverifiedStep(at span: SourceSpan) -> Diagnostic {
    lint(
      "unverified-step", "nothing verifies that this step worked", at: span, "changes something",
      help: "add `verify { … }` to it, or a `verify` after it")
  }

  static func longWaitInStep(at span: SourceSpan) -> Diagnostic {
    lint(
      "long-wait", "a step is held open while it waits", at: span, "more than a minute",
      help: "wait between steps, where a wait survives everything")
  }

  static func emptyWindow(at span: SourceSpan) -> Diagnostic {
    lint(
      "empty-window", "no step stands between this observation and the wait for it", at: span,
      "nothing was changed meanwhile", help: "observe before the change, and wait after it")
  }

  static func unpairedWindow(
    at span: SourceSpan, observed: SourceSpan, changed: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "unpaired-window", "what changed before this wait is not what was observed",
      at: Label(span, "waits for the names of the observation"),
      secondary: [Label(observed, "observed here"), Label(changed, "changed here")],
      help: "observe the names and the type that the steps change", severity: .lint)
  }

  static func lateObservation(at span: SourceSpan, changed: SourceSpan) -> Diagnostic {
    Diagnostic(
      "late-observation", "this observation comes after the change that it should precede",
      at: Label(span, "sees only what is new"), secondary: [Label(changed, "changed here")],
      help: "observe before the first change of the names", severity: .lint)
  }

  static func unobservedChange(_ type: String, at span: SourceSpan) -> Diagnostic {
    lint(
      "unobserved-change", "nobody knows when resolvers forget what stands here now", at: span,
      "changes \(withArticle(type)) record that nothing observed",
      help: "`dns.observe` it before, and `wait ttl` for that after")
  }

  static func movedHost(at span: SourceSpan, changed: SourceSpan) -> Diagnostic {
    Diagnostic(
      "moved-host", "this host is reached by a name that the run moves",
      at: Label(span, "looked up by its name"), secondary: [Label(changed, "moved here")],
      help: "name it by another name, or give it an `address:`", severity: .lint)
  }

  static func shortPoll(_ clause: String, _ span: SourceSpan, within: SourceSpan) -> Diagnostic {
    Diagnostic(
      "short-poll",
      clause == "every"
        ? "the bound is over before the second question" : "the bound is over before it has held",
      at: Label(span, "not shorter than `within`"), secondary: [Label(within, "the bound")],
      help: "make `within` longer, or `\(clause)` shorter", severity: .lint)
  }

  static func constantCondition(_ answer: Bool, at span: SourceSpan) -> Diagnostic {
    lint(
      "constant-condition", "this condition is always \(answer)", at: span, "asks nothing",
      help: "ask the world or a value, or remove it")
  }

  static func unusedName(_ name: String, _ what: String, at span: SourceSpan) -> Diagnostic {
    let help =
      switch what {
      case "param", "secret": "remove it: whoever starts the run is asked for it"
      default: "read it, or remove it"
      }
    return lint(
      "unused-name", "nothing reads the \(what) `\(name)`", at: span, "declared here", help: help)
  }

  static func unusedLocal(_ name: String, _ what: String, at span: SourceSpan) -> Diagnostic {
    lint(
      "unused-name", "nothing reads the \(what) `\(name)`", at: span, "declared here",
      help: "read it, remove it, or begin its name with `_`")
  }

  static func unusedImport(_ name: String, at span: SourceSpan, _ edit: TextEdit) -> Diagnostic {
    Diagnostic(
      "unused-import", "nothing in this file uses `\(name)`", at: Label(span, "brought in here"),
      fixIts: [FixIt("remove it", [edit], isSafe: true)], severity: .lint)
  }

  static func unusedImports(_ names: [String], at span: SourceSpan, _ edit: TextEdit) -> Diagnostic
  {
    Diagnostic(
      "unused-import", "nothing in this file uses any of these", at: Label(span, "brought in here"),
      fixIts: [FixIt("remove them", [edit], isSafe: true)], severity: .lint)
  }

  static func lint(
    _ code: String, _ message: String, at span: SourceSpan, _ label: String, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(code, message, at: Label(span, label), help: help, severity: .lint)
  }
}
