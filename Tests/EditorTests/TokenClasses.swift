import StileSyntax

/// What Stile's own lexer makes of each character of a text, as a letter each: `k` a keyword, `n` a
/// number, `t` a type, `s` a text or a command, `c` a comment, `.` anything else.
///
/// `?` stands where editors may differ: in holes, and for words that mean something in their place
/// only.
struct TokenClasses {
  let lines: [String]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var sources = SourceMap()
    let lexed = LexedText(sources.add(name: "example.stile", bytes: bytes))
    var letters = [Character](repeating: ".", count: bytes.count)
    for (index, token) in lexed.tokens.enumerated() {
      let trivia = lexed.trivia(before: index)
      if let hash = trivia.first(where: { bytes[$0] == UInt8(ascii: "#") }) {
        Self.mark(&letters, hash..<trivia.upperBound, bytes, "c")
      }
      let range = Int(token.lower)..<Int(token.upper)
      let isMember = index > 0 && lexed.tokens[index - 1].kind == .punctuation(.dot)
      let isLabel =
        index + 1 < lexed.tokens.count && lexed.tokens[index + 1].kind == .punctuation(.colon)
      letters.replaceSubrange(
        range, with: Self.letters(token.kind, Array(bytes[range]), isName: isMember || isLabel))
    }
    // A byte that only goes on with a character is no column of its own.
    let columns = zip(bytes, letters).filter { $0.0 & 0xC0 != 0x80 }
    lines = columns.split(omittingEmptySubsequences: false) { $0.0 == UInt8(ascii: "\n") }
      .map { line in String(line.map(\.1)) }
  }

  /// Comments run to the ends of their lines; the blanks before them mean nothing.
  private static func mark(
    _ letters: inout [Character], _ range: Range<Int>, _ bytes: [UInt8], _ letter: Character
  ) {
    var isComment = false
    for offset in range {
      if bytes[offset] == UInt8(ascii: "#") { isComment = true }
      if bytes[offset] == UInt8(ascii: "\n") { isComment = false }
      if isComment { letters[offset] = letter }
    }
  }

  private static func letters(
    _ kind: Token.Kind, _ bytes: [UInt8], isName: Bool
  ) -> [Character] {
    let letter: Character =
      switch kind {
      case .keyword: isName ? "." : "k"
      case .typeName: isName ? "?" : "t"
      case .integer, .float, .quantity, .time, .timeOfDay: "n"
      case .string, .command: "s"
      case .name: bytes.elementsEqual("stile".utf8) ? "?" : "."
      case .punctuation, .newline, .endOfFile, .invalid: "."
      }
    var letters = [Character](repeating: letter, count: bytes.count)
    guard letter == "s", String(decoding: bytes, as: UTF8.self).contains("#{") else {
      return letters
    }
    for offset in letters.indices.dropFirst().dropLast() { letters[offset] = "?" }
    return letters
  }
}
