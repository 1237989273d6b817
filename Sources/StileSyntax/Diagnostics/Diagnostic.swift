/// How much a diagnostic weighs: an error stops the program from running, a lint does not.
package enum Severity: String, Sendable {
  case error
  case lint
}

/// A span with what there is to say about it.
package struct Label: Hashable, Sendable {
  package let span: SourceSpan
  package let text: String

  package init(_ span: SourceSpan, _ text: String) {
    self.span = span
    self.text = text
  }
}

/// A replacement of one span by a text.
package struct TextEdit: Hashable, Sendable {
  package let span: SourceSpan
  package let replacement: String

  package init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

/// An edit that is very likely what was meant, with the words that offer it.
package struct FixIt: Hashable, Sendable {
  package let title: String
  package let edits: [TextEdit]
  /// The text means the same afterwards, or what it plainly meant before: it may be applied without
  /// asking.
  package let isSafe: Bool

  package init(_ title: String, _ edits: [TextEdit], isSafe: Bool = false) {
    self.title = title
    self.edits = edits
    self.isSafe = isSafe
  }
}

/// One mistake, as a value: where it is, why it is one, and what to do.
package struct Diagnostic: Hashable, Sendable {
  /// The stable code, such as `unknown-name`; `stile explain` has a page for each.
  package let code: String
  package let severity: Severity
  /// The fact or the rule, in lower case, code in backticks, without a full stop.
  package let message: String
  /// The smallest span that still tells, with the reason why it is wrong there.
  package let primary: Label
  package let secondary: [Label]
  /// What to do; the only place that says so.
  package let help: String?
  package let fixIts: [FixIt]

  package init(
    _ code: String, _ message: String, at primary: Label, secondary: [Label] = [],
    help: String? = nil, fixIts: [FixIt] = [], severity: Severity = .error
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.primary = primary
    self.secondary = secondary
    self.help = help
    self.fixIts = fixIts
  }
}
