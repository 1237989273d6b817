import StileSyntax
import Testing

struct LexerTests {
  /// The tokens of a text, a word each.
  private func tokens(_ text: String) -> [String] {
    let tree = Sources.tree(text)
    return LexedText(tree.source).tokens.dropLast().map { token in
      let text = tree.source.text(SourceSpan(tree.source.id, Int(token.lower), Int(token.upper)))
      return switch token.kind {
      case .newline: "NL"
      case .name: "n:\(text)"
      case .typeName: "T:\(text)"
      case .keyword(let keyword): keyword.rawValue
      case .punctuation(let mark): mark.rawValue
      case .integer: "int:\(text)"
      case .float: "float:\(text)"
      case .quantity: "q:\(text)"
      case .time: "time:\(text)"
      case .timeOfDay: "tod:\(text)"
      case .string: "s:\(text)"
      case .command: "c:\(text)"
      case .invalid: "?:\(text)"
      case .endOfFile: "EOF"
      }
    }
  }

  @Test func `there are sixty-nine reserved words`() {
    #expect(Keyword.allCases.count == 69)
    for keyword in Keyword.allCases {
      #expect(tokens(keyword.rawValue) == [keyword.rawValue])
      #expect(tokens(keyword.rawValue + "x") == ["n:\(keyword.rawValue)x"])
    }
  }

  @Test(arguments: [
    ("a=b==c=>d->e", ["n:a", "=", "n:b", "==", "n:c", "=>", "n:d", "->", "n:e"]),
    ("a<=b>=c!=d??e?", ["n:a", "<=", "n:b", ">=", "n:c", "!=", "n:d", "??", "n:e", "?"]),
    ("r\"a\\\" r", ["s:r\"a\\\"", "n:r"]),
    ("1 1.5 1.x 1h30m 4GiB", ["int:1", "float:1.5", "int:1", ".", "n:x", "q:1h30m", "q:4GiB"]),
    ("03:15 3:15", ["tod:03:15", "int:3", ":", "int:15"]),
    (
      "2026-12-01T20:00Z 2026-12-01T20:00:01.5+02:00 2026-12-01 2026-1-1",
      [
        "time:2026-12-01T20:00Z", "time:2026-12-01T20:00:01.5+02:00", "time:2026-12-01",
        "int:2026", "-", "int:1", "-", "int:1",
      ]
    ),
    ("\"a #{\"b #{`c`} }\"}\" x", ["s:\"a #{\"b #{`c`} }\"}\"", "n:x"]),
    ("`a \\` \\#{ \\\\` x", ["c:`a \\` \\#{ \\\\` x"]),
    ("`a \\\\\\` b` x", ["c:`a \\\\\\` b`", "n:x"]),
    ("_ _a a_1 A_b", ["n:_", "n:_a", "n:a_1", "T:A_b"]),
  ])
  func `tokens`(_ text: String, _ expected: [String]) {
    #expect(tokens(text) == expected)
  }

  @Test(arguments: [
    ("a\n\n# c\nb", ["n:a", "NL", "n:b"]),
    ("\n\na\n", ["n:a", "NL"]),
    ("a\r\nb", ["n:a", "NL", "n:b"]),
    ("(a\nb)\nc", ["(", "n:a", "n:b", ")", "NL", "n:c"]),
    ("[a\n{ b\nc }\nd]", ["[", "n:a", "{", "n:b", "NL", "n:c", "}", "n:d", "]"]),
    ("a +\nb", ["n:a", "+", "n:b"]), ("a\n+ b", ["n:a", "NL", "+", "n:b"]),
    ("a\n?? b\n.c\n)", ["n:a", "??", "n:b", ".", "n:c", ")"]),
    ("{\na\n}", ["{", "n:a", "}"]),
    ("a\nwithin b\nwithin: c", ["n:a", "within", "n:b", "NL", "within", ":", "n:c"]),
    ("a\nelse\nb", ["n:a", "else", "NL", "n:b"]),
    ("f(a\nlet b", ["n:f", "(", "n:a", "NL", "let", "n:b"]),
    ("f(a,\n let: b\n)", ["n:f", "(", "n:a", ",", "let", ":", "n:b", ")"]),
    ("a =\n let b", ["n:a", "=", "NL", "let", "n:b"]),
    ("a =\n step b", ["n:a", "=", "step", "n:b"]),
    ("f(\"a\nb", ["n:f", "(", "s:\"a", "NL", "n:b"]),
  ])
  func `newlines that end statements`(_ text: String, _ expected: [String]) {
    #expect(tokens(text) == expected)
  }

  @Test func `an unclosed string leaves the brace that ends its line`() {
    #expect(tokens("step \"a {\nb\n}") == ["step", "s:\"a", "{", "n:b", "}"])
  }

  @Test(arguments: [
    "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{2028}", "\u{85}", "\u{AD}",
    "\u{E0041}",
  ])
  func `hidden characters are errors everywhere`(_ character: String) {
    for text in ["let x = \"\(character)\"", "# \(character)", "let x = `a\(character)`"] {
      #expect(Sources.codes("stile 1\n\(text)\n") == ["hidden-character"])
    }
    let escape = String(character.unicodeScalars.first?.value ?? 0, radix: 16)
    #expect(Sources.codes("stile 1\nlet x = \"\\u{\(escape)}\"\n") == [])
  }

  @Test(
    arguments: [
      [0xC3], [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80], [0xE2, 0x82],
    ] as [[UInt8]])
  func `what is not UTF-8 is an error`(_ bytes: [UInt8]) {
    let tree = Sources.tree(Array("stile 1\n# ".utf8) + bytes + Array("\n".utf8))
    #expect(Set(tree.diagnostics.map(\.code)) == ["unreadable-file"])
  }

  @Test(arguments: ["é", "日本", "😀", "\u{10FFFF}"])
  func `other characters may stand in text`(_ character: String) {
    #expect(Sources.codes("stile 1\nlet x = \"\(character)\" # \(character)\n") == [])
  }

  @Test func `a file that is too large is refused as a whole`() {
    let tree = Sources.tree([UInt8](repeating: 0x20, count: (16 << 20) + 1))
    #expect(tree.diagnostics.map(\.code) == ["unreadable-file"])
    #expect(LexedText(tree.source).tokens.last?.kind == .endOfFile)
  }
}
