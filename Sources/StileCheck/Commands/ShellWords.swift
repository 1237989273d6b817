import StileSyntax

/// The simple commands in an sh text, roughly: enough to know what is called, and what with.
///
/// It knows quotes, operators and holes. What it can't know (expansions, here-documents, functions)
/// it takes as text; nothing depends on it but refusals and lints of plainly readable commands.
enum ShellWords {
  struct Word {
    var text = ""
    /// Indices into the holes of the command.
    var holes: [Int] = []
    var isEmpty = true

    /// The text, if it has no hole.
    var plainText: String? { holes.isEmpty ? text : nil }
  }

  static func commands(in literal: CommandLiteral) -> [[Word]] {
    var scanner = Scanner()
    var hole = 0
    for segment in literal.segments {
      switch segment {
      case .text(let text): scanner.scan(text)
      case .hole:
        scanner.scanHole(hole)
        hole += 1
      }
    }
    scanner.endCommand()
    return scanner.commands
  }

  private struct Scanner {
    var commands: [[Word]] = []
    var words: [Word] = []
    var word = Word()
    /// The text of the word so far.
    var bytes: [UInt8] = []
    /// `'`, `"`, or nothing.
    var quote: UInt8?
    var isEscaped = false
    var isComment = false
    /// The last byte was a `$` that begins something.
    var isDollar = false
    /// The texts in double quotes that the place stands in by a `$(`, the outermost first.
    var outer: [Outer] = []

    struct Outer {
      let words: [Word]
      var word: Word
      let bytes: [UInt8]
      /// How many brackets of the substitution are open.
      var open = 0
    }

    /// What a substitution prints becomes part of the text around it, so its holes do too.
    mutating func scanHole(_ hole: Int) {
      word.holes.append(hole)
      word.isEmpty = false
      for index in outer.indices { outer[index].word.holes.append(hole) }
    }

    mutating func scan(_ text: String) {
      for byte in text.utf8 { scan(byte) }
    }

    private mutating func scan(_ byte: UInt8) {
      if isComment {
        isComment = byte != UInt8(ascii: "\n")
        if !isComment { endCommand() }
        return
      }
      if isEscaped {
        isEscaped = false
        append(byte)
        return
      }
      if let open = quote {
        let isExpanded = open == UInt8(ascii: "\"")
        let isSubstitution = isExpanded && isDollar && byte == UInt8(ascii: "(")
        isDollar = isExpanded && byte == UInt8(ascii: "$")
        if byte == open {
          quote = nil
        } else if isSubstitution {
          outer.append(Outer(words: words, word: word, bytes: bytes))
          (quote, words, word, bytes) = (nil, [], Word(), [])
        } else if byte == UInt8(ascii: "\\") && isExpanded {
          isEscaped = true
        } else {
          append(byte)
        }
        return
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        quote = byte
        word.isEmpty = false
      case UInt8(ascii: " "), UInt8(ascii: "\t"): endWord()
      case UInt8(ascii: "#") where word.isEmpty: isComment = true
      case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        scanOperator(byte)
      default: append(byte)
      }
    }

    /// Braces are words of their own only where nothing touches them: `{}` belongs to `find`.
    private mutating func scanOperator(_ byte: UInt8) {
      let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      if isBrace { return append(byte) }
      endCommand()
      guard let last = outer.indices.last else { return }
      if byte == UInt8(ascii: "(") { outer[last].open += 1 }
      guard byte == UInt8(ascii: ")") else { return }
      if outer[last].open > 0 {
        outer[last].open -= 1
      } else {
        let text = outer.removeLast()
        (quote, words, word) = (UInt8(ascii: "\""), text.words, text.word)
        bytes = text.bytes
      }
    }

    private mutating func append(_ byte: UInt8) {
      bytes.append(byte)
      word.isEmpty = false
    }

    private mutating func endWord() {
      guard !word.isEmpty else { return }
      word.text = String(decoding: bytes, as: UTF8.self)
      words.append(word)
      word = Word()
      bytes.removeAll(keepingCapacity: true)
    }

    mutating func endCommand() {
      endWord()
      let isPrefix = { (word: Word) in
        guard let text = word.plainText else { return false }
        return KnownCommands.prefixes.contains(text) || isAssignment(text)
      }
      let command = words.first.map(isPrefix) == true ? Array(words.drop(while: isPrefix)) : words
      if !command.isEmpty { commands.append(command) }
      words = []
    }

    private func isAssignment(_ text: String) -> Bool {
      let name = text.utf8.prefix { $0 != UInt8(ascii: "=") }
      guard !name.isEmpty, name.endIndex != text.utf8.endIndex else { return false }
      return name.allSatisfy { byte in
        byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      }
    }
  }
}
