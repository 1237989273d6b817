import StileSyntax

/// Commands as tests see them.
enum CommandSketch {
  /// The command of a text such as `` `echo #{x}` ``, with the codes of what is wrong.
  static func read(_ text: String) -> (literal: CommandLiteral?, codes: [String]) {
    let (expression, diagnostics) = Parser.parseExpression(Sources.text(text))
    guard case .command(let literal) = expression.kind else {
      return (nil, diagnostics.map(\.code))
    }
    return (literal, diagnostics.map(\.code))
  }

  /// A word a hole: its quoting, `+glued`, `+option`, `+command`.
  static func holes(_ text: String) -> String {
    let (literal, codes) = read(text)
    let facts = literal?.holes.map { hole in
      "\(hole.quoting)" + (hole.isGlued ? "+glued" : "") + (hole.mayBeOption ? "+option" : "")
        + (hole.isCommandPosition ? "+command" : "")
    }
    return ((facts ?? []) + codes.map { "!\($0)" }).joined(separator: " ")
  }

  /// The plain words, `[a][b#0]`, or `shell`.
  static func plain(_ text: String) -> String {
    guard let words = read(text).literal?.plainPieces?.words else { return "shell" }
    return words.map { word in
      let parts = word.map { part in
        switch part {
        case .text(let text): text
        case .hole(let number): "#\(number)"
        }
      }
      return "[\(parts.joined())]"
    }.joined()
  }

  /// The sh text that runs: holes become parameters, as the machine does it.
  static func shellText(_ literal: CommandLiteral) -> String {
    var number = 0
    return literal.segments.map { segment in
      switch segment {
      case .text(let text): return text
      case .hole(let hole):
        number += 1
        return hole.quoting == .bare ? "\"${stile_\(number)}\"" : "${stile_\(number)}"
      }
    }.joined()
  }
}
