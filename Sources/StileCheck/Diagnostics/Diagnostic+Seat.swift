import StileSyntax

/// What is wrong with where commands run.
extension Diagnostic {
  static func noHost(
    callee: String?, isHostName: Bool, at span: SourceSpan, command: SourceSpan?
  ) -> Diagnostic {
    let message =
      if let callee {
        "nothing says on which host `\(callee)` runs"
      } else if isHostName {
        "no host is given here that `host` could be"
      } else {
        "nothing says on which host this command runs"
      }
    return Diagnostic(
      "no-host", message, at: Label(span, callee == nil ? "needs a host" : "runs commands"),
      secondary: command.map { [Label($0, "here is one")] } ?? [],
      help: "write `on HOST` behind the title of the step or behind the call; "
        + "this machine is `on local`")
  }

  static func hostListNotHere(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "host-list-not-here", "`on` takes a list of hosts in the header of an item",
      at: Label(span, "one host is meant here"),
      help: "name the list there: `step … on \u{2026}`, and use `host` inside")
  }

  static func hostNotNeeded(_ what: String, _ word: SeatWord, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "host-not-needed",
      "\(what) runs no command, so it needs no \(word == .on ? "host" : "user")",
      at: Label(span, "has no effect"),
      fixIts: [FixIt("remove it", [TextEdit(span, "")], isSafe: true)])
  }
}
