import StileSyntax

/// The simple commands of a command's text, in plain words.
struct CommandText {
  struct Simple {
    /// Without the folders before it.
    let name: String
    /// The name first; what the shell puts in, and what holes do, is left out of a word.
    let words: [String]
    let span: SourceSpan

    /// One of these options is given; short ones also together with others: `-sf`.
    func has(_ options: String...) -> Bool {
      words.dropFirst().contains { word in
        options.contains { option in
          if word == option { return true }
          let isShort = option.utf8.count == 2 && word.hasPrefix("-") && !word.hasPrefix("--")
          return isShort && word.dropFirst().contains(option.dropFirst())
        }
      }
    }
  }

  let commands: [Simple]
  /// Nothing stands between commands: no pipe, no `;`, no second line.
  let isOneCommand: Bool
  /// A `while` or an `until` stands in it.
  let hasLoop: Bool
  let span: SourceSpan

  init(_ literal: CommandLiteral) {
    span = literal.span
    commands = literal.simpleCommands.compactMap { command in
      let words = command.words.map { parts in
        parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
      }
      guard let first = words.first, let name = first.split(separator: "/").last else { return nil }
      return Simple(name: String(name), words: words, span: command.span)
    }
    let text = literal.segments.map { if case .text(let text) = $0 { text } else { "" } }.joined()
    isOneCommand = !text.contains { "|&;\n(".contains($0) }
    let words = text.split { !$0.isLetter }
    hasLoop = words.contains("while") || words.contains("until")
  }
}
