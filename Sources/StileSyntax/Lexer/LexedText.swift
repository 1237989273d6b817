/// A text as its tokens: joined with the trivia between them they are the source, byte by byte.
///
/// The parser forgets the tokens of a declaration when it has read it; who needs them has them made
/// again.
package struct LexedText: Sendable {
  package let tokens: [Token]
  /// The strings and commands among the tokens, in order.
  let literals: LiteralTable

  package init(_ source: SourceText) {
    guard source.bytes.count <= Parser.largestSource else {
      let end = Int32(clamping: source.bytes.count)
      tokens = [Token(.invalid, lower: 0, upper: end), Token(.endOfFile, lower: end, upper: end)]
      literals = LiteralTable()
      return
    }
    (tokens, literals) = source.bytes.withView { bytes in
      var check = EncodingCheck(source: source.id, bytes: bytes)
      check.run()
      let parser = Parser(source: source, bytes: bytes, reported: check.offsets)
      parser.begin(0..<bytes.count)
      return (parser.tokens, parser.literals)
    }
  }

  /// The white space and the comments before a token.
  package func trivia(before index: Int) -> Range<Int> {
    let upper = Int(tokens[index].lower)
    return (index > 0 ? min(Int(tokens[index - 1].upper), upper) : 0)..<upper
  }

  /// The shape of the literal that begins at an offset.
  func literal(at offset: Int) -> LiteralShape? {
    literals.index(at: offset).map { literals.shapes[$0] }
  }
}
