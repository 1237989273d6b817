import StileSyntax

/// What is wrong with commands.
extension Diagnostic {
  static func commandHole(_ type: String, help: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "command-hole", "\(withArticle(type)) is no word of a command",
      at: Label(span, "put into a command here"),
      help: help)
  }

  static func arithmeticHole(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "command-hole", "`$(( ))` reckons with an `Int` only",
      at: Label(span, "this is \(withArticle(type))"))
  }

  static func gluedList(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "command-hole", "a list is one word an element, so it stands for itself",
      at: Label(span, "text or quotes touch it"),
      help: "put what touches it into the elements: `.map(x => \"…#{x}\")`")
  }

  static func gluedCommand(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "command-hole", "a `Command` is words of its own, so it stands for itself",
      at: Label(span, "text or quotes touch it"))
  }

  static func secretInCommand(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "secret-shown", "everybody on a host can read the words of its commands",
      at: Label(span, "a secret would be one"),
      help: "hand it over by `env { NAME: … }` or by `stdin …`")
  }

  static func probeWrites(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "probe-writes", "a `\(word)` only reads, and this writes a file",
      at: Label(span, "writes here"), help: "what changes something is a `run`")
  }

  static func reinterpretedArgument(_ command: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "reinterpreted-argument", "`\(command)` reads this argument again as a program",
      at: Label(span, "the value would become part of it"),
      help: command == "ssh"
        ? "say where the command runs: `run … on HOST`"
        : "pass it as an argument of its own: `sh -c '… \"$1\"' sh #{x}`")
  }

  static func reinterpretedInput(_ command: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "reinterpreted-input", "`\(command)` reads this text as a program",
      at: Label(span, "the value would become part of it"),
      help: command == "ssh"
        ? "say where the command runs, and hand the value to it there: `run … on HOST`"
        : ["su", "runuser"].contains(command)
          ? "say as whom the command runs, and hand the value to it there: `run … as USER`"
          : "hand it over as an argument, `\(command) -s -- #{x} <<'END'`, and write `\"$1\"` in "
            + "the text")
  }

  static func allowLiteral(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "allow-literal", "`allow` names exit statuses", at: Label(span, "not a number from 0 to 255"),
      help: "write `allow 24` or `allow [23, 24]`")
  }
}
