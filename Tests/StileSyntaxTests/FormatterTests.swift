import StileSyntax
import Testing

/// What holds for every text that the formatter writes; how it looks is shown by golden cases.
struct FormatterTests {
  private enum Byte {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let hash = UInt8(ascii: "#")
  }

  private static let widened: [UInt8: [UInt8]] = [
    Byte.space: Array(" \t ".utf8), Byte.newline: Array(" \r\n".utf8),
  ]

  @Test func `there are sound texts`() {
    #expect(Corpus.sound.count > 100)
  }

  @Test(arguments: Corpus.sound)
  func `a text keeps its meaning and its comments, and is formatted once`(_ text: Corpus.Text) {
    Formatted(text.bytes)?.expectSound("the whole text")
  }

  @Test(arguments: Corpus.all)
  func `a text with mistakes is refused`(_ text: Corpus.Text) {
    let tree = Sources.tree(text.bytes)
    #expect((Formatter.format(tree) == nil) == !tree.diagnostics.isEmpty)
  }

  @Test(arguments: Corpus.declarations)
  func `every prefix that is a text is formatted`(_ text: Corpus.Text) {
    for count in 0...text.bytes.count {
      let bytes = Array("stile 1\n".utf8) + text.bytes.prefix(count)
      Formatted(bytes)?.expectSound("\(count) bytes")
    }
  }

  @Test(arguments: Corpus.sound)
  func `newlines that are doubled leave an empty line at most`(_ text: Corpus.Text) {
    let doubled = Whitespace(text.bytes).changed { gap in
      gap.flatMap { $0 == Byte.newline ? [$0, $0] : [$0] }
    }
    let once = Formatted(doubled)
    once?.expectSound("newlines doubled")
    let thrice = Whitespace(text.bytes).changed { gap in
      gap.flatMap { $0 == Byte.newline ? Array("\n\n \t\n\n".utf8) : [$0] }
    }
    #expect(Formatted(thrice)?.text == once?.text)
  }

  @Test(arguments: Corpus.sound)
  func `blanks and line ends mean nothing`(_ text: Corpus.Text) {
    let wide = Whitespace(text.bytes).changed { gap in
      guard !gap.contains(Byte.hash) else { return gap }
      let indentation = gap.lastIndex(of: Byte.newline).map { gap[($0 + 1)...] } ?? []
      return gap.dropLast(indentation.count).flatMap { Self.widened[$0] ?? [$0] } + indentation
    }
    #expect(Formatted(wide)?.text == Formatted(text.bytes)?.text)
  }

  @Test(arguments: Corpus.declarations)
  func `a blank that may be absent means nothing`(_ text: Corpus.Text) {
    let header = Array("stile 1\n".utf8)
    guard let whole = Formatted(header + text.bytes) else { return }
    for gap in Whitespace(text.bytes).gaps where text.bytes[gap].allSatisfy({ $0 == Byte.space }) {
      var bytes = text.bytes
      bytes.removeSubrange(gap)
      guard let tight = Formatted(header + bytes), tight.sketch == whole.sketch else { continue }
      #expect(tight.text == whole.text, "without \(gap)")
    }
  }

  @Test(arguments: Corpus.declarations)
  func `a comment may stand wherever a line may end`(_ text: Corpus.Text) {
    let header = Array("stile 1\n".utf8)
    guard let whole = Formatted(header + text.bytes) else { return }
    for gap in Whitespace(text.bytes).gaps {
      for comment in [" # one\n", "\n# one\n\n# two\n  "] {
        var bytes = text.bytes
        bytes.insert(contentsOf: comment.utf8, at: gap.upperBound)
        guard let commented = Formatted(header + bytes), commented.sketch == whole.sketch else {
          continue
        }
        commented.expectSound("\(comment.debugDescription) at \(gap.upperBound)")
      }
    }
  }
}

/// A text without mistakes, and how it is formatted.
private struct Formatted {
  let source: SyntaxTree
  let text: String

  init?(_ bytes: [UInt8]) {
    source = Sources.tree(bytes)
    guard source.diagnostics.isEmpty, let text = Formatter.format(source) else { return nil }
    self.text = text
  }

  var sketch: String { TreeSketch.file(source) }

  func expectSound(_ which: String) {
    let result = Sources.tree(text)
    #expect(TreeSketch.file(result) == sketch, "\(which)\n\(text)")
    #expect(Self.words(result) == Self.words(source), "\(which)\n\(text)")
    #expect(Self.comments(result) == Self.comments(source), "\(which)\n\(text)")
    #expect(Formatter.format(result) == text, "\(which)")
  }

  /// The texts of the tokens, without what the formatter may write or leave out. The tree has what
  /// a block means, whose indentation may move.
  private static func words(_ tree: SyntaxTree) -> [String] {
    LexedText(tree.source).tokens.compactMap { token in
      if token.kind == .newline || token.kind == .punctuation(.comma) { return nil }
      let text = tree.source.text(SourceSpan(tree.source.id, Int(token.lower), Int(token.upper)))
      return text.contains("\n") ? "block" : text
    }
  }

  private static func comments(_ tree: SyntaxTree) -> [String] {
    let lexed = LexedText(tree.source)
    return lexed.tokens.indices.flatMap { index in
      let trivia = lexed.trivia(before: index)
      let span = SourceSpan(tree.source.id, trivia.lowerBound, trivia.upperBound)
      return tree.source.text(span).split(whereSeparator: \.isNewline)
        .compactMap { line in line.firstIndex(of: "#").map { String(line[$0...]) } }
        .map { comment in String(comment.reversed().drop { $0 == " " || $0 == "\t" }.reversed()) }
    }
  }
}

/// What stands between the tokens of a text, to be changed.
private struct Whitespace {
  let bytes: [UInt8]
  /// The places between two tokens.
  let gaps: [Range<Int>]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var upper = 0
    var gaps: [Range<Int>] = []
    for token in LexedText(Sources.tree(bytes).source).tokens where token.kind != .newline {
      gaps.append(upper..<Int(token.lower))
      upper = Int(token.upper)
    }
    self.gaps = gaps
  }

  /// The text with each gap replaced; a declaration stays at the margin.
  func changed(_ change: ([UInt8]) -> [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var upper = 0
    for gap in gaps {
      result += bytes[upper..<gap.lowerBound] + change(Array(bytes[gap]))
      upper = gap.upperBound
    }
    return result + bytes[upper...]
  }
}
