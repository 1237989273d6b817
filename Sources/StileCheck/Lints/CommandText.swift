import StileSyntax

/// The simple commands of a command's text, in plain words.
struct CommandText {
  struct Simple {
    /// Without the folders before it.
    let name: String
    /// The name first; what the shell puts in, and what holes do, is left out of a word.
    let words: [String]
    let span: SourceSpan

    init?(_ command: CommandLiteral.SimpleCommand, _ words: ArraySlice<ShellWord>) {
      guard let name = words.first?.programName else { return nil }
      self.name = name
      self.words = words.map(\.text)
      span = command.span
    }

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
  private let literal: CommandLiteral

  init(_ literal: CommandLiteral, _ words: CommandWords) {
    self.literal = literal
    commands = words.commands.compactMap { Simple(literal.simpleCommands[$0], words[$0]) }
  }

  var span: SourceSpan { literal.span }

  /// Nothing stands between commands: no pipe, no `;`, no second line.
  var isOneCommand: Bool { !text.utf8.contains { "|&;\n(".utf8.contains($0) } }

  /// A `while` or an `until` stands in it.
  var hasLoop: Bool {
    let words = text.split { !$0.isLetter }
    return words.contains("while") || words.contains("until")
  }

  /// Without its holes.
  private var text: String {
    literal.segments.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }
}
