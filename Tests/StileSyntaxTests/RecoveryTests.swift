import StileSyntax
import Testing

/// One mistake is told once, and near to where it was made: every declaration of every `.stile`
/// file is read without each of its tokens.
struct RecoveryTests {
  /// What parsing a declaration without one of its tokens came to.
  struct Loss {
    let word: String
    /// How far from the lost token the first message points, in lines.
    let distance: Int
    let codes: [String]
  }

  @Test(arguments: Corpus.fileDeclarations)
  func `a lost token is told within five lines`(_ text: Corpus.Text) {
    for loss in Self.losses(in: text) {
      // A bracket that is not closed is told where it was opened.
      if loss.codes == ["unclosed-bracket"] { continue }
      #expect(loss.distance <= 5, "without \(loss.word): \(loss.codes)")
    }
  }

  /// What is told twice is a clause word that was lost before its operand, a name that was lost
  /// before its brackets, what a `match` is about, and a `{` behind which the line goes on.
  @Test func `a lost token is told once, but for a few`() {
    let losses = Corpus.fileDeclarations.flatMap(Self.losses)
    let repeated = losses.filter { $0.codes.count > 1 }.map { "\($0.word): \($0.codes)" }
    #expect(losses.count > 1000)
    #expect(repeated.count * 80 <= losses.count, "\(repeated.joined(separator: "\n"))")
  }

  static func losses(in text: Corpus.Text) -> [Loss] {
    // The declaration below it is where recovery ends at the latest.
    let header = Array("stile 1\n".utf8)
    let body = text.bytes.starts(with: header) ? Array(text.bytes.dropFirst(8)) : text.bytes
    let whole = header + body + Array("\nlet next = 1\n".utf8)
    let tree = Sources.tree(whole)
    guard tree.diagnostics.isEmpty else { return [] }
    return LexedText(tree.source).tokens.compactMap { token in
      guard Int(token.lower) >= 8, Int(token.upper) <= whole.count - 14, token.upper > token.lower
      else { return nil }
      var bytes = whole
      bytes.removeSubrange(Int(token.lower)..<Int(token.upper))
      let found = Sources.tree(bytes).diagnostics
      if found.isEmpty { return nil }
      let line = line(of: Int(token.lower), in: bytes)
      let labels = found.flatMap { [$0.primary] + $0.secondary }
      let told = labels.map { abs(self.line(of: Int($0.span.lower), in: bytes) - line) }
      return Loss(
        word: String(
          decoding: whole[Int(token.lower)..<Int(token.upper)].prefix(20), as: UTF8.self),
        distance: told.min() ?? 0, codes: found.map(\.code))
    }
  }

  private static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
  }
}
