import StileSyntax

/// A word of a simple command: what of it stands in the text, and the holes that get into it.
struct ShellWord {
  /// Without what the shell or a hole puts in.
  let text: String
  /// Indices into the holes of the command.
  let holes: [Int]

  init(_ text: String) {
    self.text = text
    holes = []
  }

  init(_ parts: [CommandLiteral.SimpleCommand.Part]) {
    if parts.count == 1, case .text(let only)? = parts.first {
      text = only
      holes = []
      return
    }
    var text = ""
    for case .text(let part) in parts { text += part }
    self.text = text
    holes = parts.flatMap { part in
      switch part {
      case .text: 0..<0
      case .hole(let hole): hole..<hole + 1
      case .expansion(let holes): holes
      }
    }
  }

  /// The name of the command that it calls, without the folders before it.
  var commandName: String? {
    guard holes.isEmpty else { return nil }
    guard text.utf8.contains(UInt8(ascii: "/")) else { return text }
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

extension CommandLiteral.SimpleCommand {
  var shellWords: [ShellWord] { words.map(ShellWord.init) }
}
