import StileSyntax
import Testing

/// Nothing that can be typed makes the parser trap, hang or forget a byte.
struct RobustnessTests {
  @Test(arguments: Corpus.all)
  func `tokens and trivia join to the source`(_ text: Corpus.Text) {
    expectLossless(Sources.tree(text.bytes), "the whole text")
  }

  @Test(arguments: Corpus.declarations)
  func `every prefix is read`(_ text: Corpus.Text) {
    for count in 0...text.bytes.count {
      expectLossless(Sources.tree(Array(text.bytes.prefix(count))), "\(count) bytes")
    }
  }

  @Test(arguments: Corpus.declarations)
  func `every text without one of its tokens is read`(_ text: Corpus.Text) {
    for token in LexedText(Sources.tree(text.bytes).source).tokens {
      var bytes = text.bytes
      bytes.removeSubrange(Int(token.lower)..<Int(token.upper))
      expectLossless(Sources.tree(bytes), "without \(token.lower)..<\(token.upper)")
    }
  }

  @Test(arguments: Corpus.declarations)
  func `every text with one byte replaced is read`(_ text: Corpus.Text) {
    let intruders: [UInt8] = Array("\"`{}()[]#\\\n\r'$a0 ".utf8) + [0x00, 0xFF, 0xE2]
    for offset in stride(from: 0, to: text.bytes.count, by: 3) {
      var bytes = text.bytes
      bytes[offset] = intruders[offset / 3 % intruders.count]
      expectLossless(Sources.tree(bytes), "with another byte at \(offset)")
    }
  }

  @Test func `bytes at random are read`() {
    var generator = SplitMix(state: 20_260_101)
    let pieces = [
      "\"", "`", "#{", "}", "{", "(", ")", "\n", " ", "step", "let x = ", "\"\"\"\n", "'",
      "$(", "<<E\n", "\\", "if ", "1h", "=> ", "\u{200B}", "r\"", "runbook \"x\" {\n", "\nfn f() ",
    ]
    for round in 0..<500 {
      var text = ""
      for _ in 0..<Int(generator.next() % 40) {
        text += pieces[Int(generator.next() % UInt64(pieces.count))]
      }
      expectLossless(Sources.tree(text), "round \(round): \(text.debugDescription)")
    }
  }

  /// Every byte belongs to one token or its trivia, in order; trivia holds no code.
  private func expectLossless(_ tree: SyntaxTree, _ which: String) {
    var upper: Int32 = 0
    let tokens = LexedText(tree.source).tokens
    var isRight = tokens.last?.kind == .endOfFile
    for token in tokens {
      isRight = isRight && token.lower >= upper && token.upper >= token.lower
      upper = token.upper
    }
    isRight = isRight && Int(upper) == tree.source.bytes.count
    for diagnostic in tree.diagnostics {
      let span = diagnostic.primary.span
      isRight = isRight && span.lower >= 0 && Int(span.upper) <= tree.source.bytes.count
    }
    #expect(isRight, "\(which)")
  }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
