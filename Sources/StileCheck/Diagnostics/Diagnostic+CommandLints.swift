import StileSyntax

/// What commands do that they do not seem to do.
extension Diagnostic {
  static func curlWithoutFail(at span: SourceSpan) -> Diagnostic {
    lint(
      "curl-without-fail", "`curl` ends well whatever the server answers", at: span,
      "a 404 is a success here", help: "say `curl --fail`, or use `http.get`")
  }

  static func copyLosesAttributes(at span: SourceSpan) -> Diagnostic {
    lint(
      "copy-loses-attributes", "this copy has other owners, modes and times", at: span,
      "copies a tree", help: "say `cp -a`; from host to host there is `files.pull`")
  }

  static func worldWritable(at span: SourceSpan) -> Diagnostic {
    lint(
      "world-writable", "everybody on the host may write to this afterwards", at: span,
      "lets all of them in", help: "give it to the user or the group that needs it")
  }

  static func asksAtTerminal(_ name: String, at span: SourceSpan) -> Diagnostic {
    lint(
      "asks-at-terminal", "`\(name)` asks before it goes on, and nobody is there to answer",
      at: span, "has no terminal", help: "say `-y`")
  }

  static func backgroundCommand(at span: SourceSpan) -> Diagnostic {
    lint(
      "background-command", "the step ends before this does, and nobody sees how it ends", at: span,
      "goes on by itself",
      help: "run it in the step, or make a service of it and verify that it runs")
  }

  static func downloadedProgram(at span: SourceSpan) -> Diagnostic {
    lint(
      "downloaded-program", "what a server sends is run unseen", at: span, "runs what came",
      help: "keep it in a file, verify its digest, then run that")
  }

  static func uncheckedPeer(at span: SourceSpan) -> Diagnostic {
    lint(
      "unchecked-peer", "this speaks to whoever answers", at: span, "does not ask who it is",
      help: "let it check the certificate or the host key, and give it the right one")
  }

  static func lostShellState(_ name: String, at span: SourceSpan) -> Diagnostic {
    lint(
      "lost-shell-state", "each command has a shell of its own", at: span,
      "`\(name)` is forgotten when it ends",
      help: name == "cd"
        ? "say where a command runs: `run … in FOLDER`"
        : name == "export"
          ? "give a command its environment: `run … env { NAME: value }`"
          : "put it into the command that needs it")
  }

  static func unboundedLoop(at span: SourceSpan) -> Diagnostic {
    lint(
      "unbounded-loop", "this loop may go on for ever", at: span, "waits for something",
      help: "poll by `verify within D every D { … }`, or say `within D`")
  }

  static func sleepInStep(at span: SourceSpan) -> Diagnostic {
    lint(
      "sleep-in-step", "time that passes proves nothing", at: span, "waits without asking",
      help: "poll for what is waited for: `verify within D every D { … }`")
  }

}
