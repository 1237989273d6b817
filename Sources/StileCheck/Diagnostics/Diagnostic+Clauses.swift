import StileSyntax

/// What is wrong with clauses that need each other, or something in the body.
extension Diagnostic {
  static func emptyCount(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "poll-bounds", "`\(word)` takes at least one", at: Label(span, "nothing would be done"))
  }

  static func batchOfOne(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "batch-without-list", "`batch` says how many hosts have their turn at a time",
      at: Label(span, "this step has no list of hosts"), help: "name the hosts: `on HOSTS batch 2`")
  }

  static func retryUnsafe(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "retry-unsafe", "a `retry` runs the body again from its start",
      at: Label(span, "nothing says that this is safe"),
      help: "if it does no harm twice, say so: `safe to repeat`")
  }

  static func revertsWithoutUndo(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "reverts-undo", "what `reverts` by itself says how",
      at: Label(span, "no `undo` of its own stands in this step"),
      help: "begin the step with `undo { run `…` }`")
  }

  static func revertsByOther(at span: SourceSpan, clause: SourceSpan) -> Diagnostic {
    Diagnostic(
      "reverts-undo", "the undo of a step that reverts by itself is nothing but commands",
      at: Label(span, "the host can't do this alone"),
      secondary: [Label(clause, "the host does it when nobody says yes in time")],
      help: "say it as a `run` without `on` and `as`")
  }

  static func revertsOnMany(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "reverts-undo", "a step that reverts by itself has one host",
      at: Label(span, "it has several"),
      help: "go over the hosts with `for`")
  }

  static func alertMissing(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "alert-missing", "a policy says who hears of its failures",
      at: Label(span, "nobody would notice"), help: "name a channel: `alert CHANNEL`")
  }

  static func policyAsks(_ word: String, at span: SourceSpan, policy: SourceSpan) -> Diagnostic {
    Diagnostic(
      "policy-asks", "`\(word)` asks a person, and a policy runs where nobody is",
      at: Label(span, "nobody would answer"), secondary: [Label(policy, "of this policy")])
  }

  static func unknownDay(_ name: Name, nearest: String?) -> Diagnostic {
    Diagnostic(
      "schedule", "`\(name.text)` is no day",
      at: Label(name.span, nearest.map { "did you mean `\($0)`?" } ?? "not a day"),
      help: "it is `day`, or `monday` to `sunday`",
      fixIts: nearest.map { [FixIt("rename to `\($0)`", [TextEdit(name.span, $0)])] } ?? [])
  }

  static func dayOfMonth(_ day: Int64, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "schedule", "not every month has a day \(day)", at: Label(span, "would be missed"),
      help: "take a day from 1 to 28")
  }

  static func timeZone(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "schedule", "`\(name)` is no name of a time zone", at: Label(span, "not a time zone"),
      help: "write it as `\"UTC\"` or `\"Europe/Berlin\"`")
  }
}
