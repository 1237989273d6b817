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
      "the value becomes part of it", help: "hand it over by `stdin` or `env { … }`")
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
            [TextEdit(SourceSpan(span.source, idPlace, idPlace), " \(slug)")])
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

  private static func lint(
    _ code: String, _ message: String, at span: SourceSpan, _ label: String, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(code, message, at: Label(span, label), help: help, severity: .lint)
  }
}
