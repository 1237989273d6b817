import StileSyntax

/// A word of a simple command: what of it stands in the text, and the holes that get into it.
struct ShellWord {
  /// Without what the shell or a hole puts in.
  private(set) var text = ""
  /// Indices into the holes of the command.
  private(set) var holes: [Int] = []

  init() {}

  init(_ text: String) { self.text = text }

  mutating func add(_ part: CommandLiteral.SimpleCommand.Part) {
    switch part {
    case .text(let part): if text.isEmpty { text = part } else { text += part }
    case .hole(let hole): holes.append(hole)
    case .expansion(let inner): holes += inner
    }
  }

  /// The name of the command that it calls, without the folders before it.
  var commandName: String? {
    guard holes.isEmpty else { return nil }
    guard text.hasFolder else { return text }
    return text.split(separator: "/").last.map(String.init)
  }

  /// What it calls, as far as it stands in the text, without the folders before it.
  var programName: String? {
    guard text.hasFolder else { return text.isEmpty ? nil : text }
    return text.split(separator: "/").last.map(String.init)
  }

  var isOption: Bool { text.utf8.first == UInt8(ascii: "-") }

  /// `NAME=…`, as `env` takes it.
  var isAssignment: Bool {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let name = text[..<equals]
    return !name.isEmpty && name.allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber }
  }
}

extension String {
  /// A `/` stands in it.
  var hasFolder: Bool {
    var text = self
    return text.withUTF8 { $0.contains(UInt8(ascii: "/")) }
  }
}

/// The words of the commands of a literal; several rules ask for those of the same one.
struct CommandWords {
  private var literal: CommandLiteral?
  private var words: [ShellWord] = []
  /// Where the words of each command end.
  private var ends: [Int] = []

  mutating func read(_ literal: CommandLiteral) {
    if self.literal === literal { return }
    self.literal = literal
    words.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    for command in literal.simpleCommands {
      var word = ShellWord()
      for piece in command.pieces {
        if let part = piece.part { word.add(part) }
        guard piece.endsWord else { continue }
        words.append(word)
        word = ShellWord()
      }
      ends.append(words.count)
    }
  }

  /// Those of one of its commands.
  subscript(command: Int) -> ArraySlice<ShellWord> {
    words[(command == 0 ? 0 : ends[command - 1])..<ends[command]]
  }

  var commands: Range<Int> { ends.indices }
}
