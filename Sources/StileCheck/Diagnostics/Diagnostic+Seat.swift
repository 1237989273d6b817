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

  static func hostNotNeeded(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "host-not-needed", "\(what) runs no command, so it needs no host",
      at: Label(span, "has no effect"), fixIts: [FixIt("remove it", [TextEdit(span, "")])])
  }
}
