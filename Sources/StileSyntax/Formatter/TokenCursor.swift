/// The tokens of a file one by one, without newlines, and what stands in the gaps between them.
struct TokenCursor {
  /// What stands between two tokens: blanks, newlines and comments.
  struct Gap {
    struct Comment {
      let text: String
      let isAfterBlankLine: Bool
    }

    /// The comment on the line of the token before.
    var trailing: String?
    /// The comments on lines of their own.
    var comments: [Comment] = []
    var hasNewline = false
    /// An empty line stands right before the next token.
    var endsInBlankLine = false

    var hasComments: Bool { trailing != nil || !comments.isEmpty }
  }

  private let tree: SyntaxTree
  private let text: LexedText
  private let tokens: [Token]
  private var index = 0
  /// The comments before the next token are in the layout already.
  var tookComments = false

  init(_ tree: SyntaxTree) {
    self.tree = tree
    text = LexedText(tree.source)
    tokens = text.tokens.filter { $0.kind != .newline }
  }

  /// The next token; at the end that of the end.
  private var token: Token { tokens[min(index, tokens.count - 1)] }

  var kind: Token.Kind { token.kind }
  var isAtEnd: Bool { kind == .endOfFile }

  func at(_ mark: Punctuation) -> Bool { kind == .punctuation(mark) }

  mutating func advance() {
    index += 1
    tookComments = false
  }

  /// The next token as the layout takes it.
  var piece: Layout.Piece {
    let lower = Int(token.lower)
    if kind == .string || kind == .command, let shape = text.literal(at: lower), shape.form.isBlock
    {
      return .block(BlockText(shape, text.literals.holes(of: shape), in: tree.source))
    }
    return .text(tree.source.text(SourceSpan(tree.source.id, lower, Int(token.upper))))
  }

  /// What stands before the next token.
  var gap: Gap { gap(before: index) }

  /// What stands behind the next token.
  var gapBehind: Gap { gap(before: index + 1) }

  private func gap(before index: Int) -> Gap {
    guard index < tokens.count else { return Gap() }
    let lower = index > 0 ? Int(tokens[index - 1].upper) : 0
    return gap(lower, Int(tokens[index].lower))
  }

  private func gap(_ lower: Int, _ upper: Int) -> Gap {
    var gap = Gap()
    /// Counted since the last comment or token.
    var newlines = 0
    var offset = lower
    while offset < upper {
      switch tree.source.bytes[offset] {
      case Byte.lineFeed:
        newlines += 1
        gap.hasNewline = true
        offset += 1
      case Byte.hash:
        let comment = comment(&offset, upper)
        if newlines == 0, lower > 0 {
          gap.trailing = comment
        } else {
          gap.comments.append(Gap.Comment(text: comment, isAfterBlankLine: newlines > 1))
        }
        newlines = 0
      default: offset += 1
      }
    }
    gap.endsInBlankLine = newlines > 1
    return gap
  }

  /// The comment at `offset`, which moves to its end, without the blanks behind it.
  private func comment(_ offset: inout Int, _ upper: Int) -> String {
    let lower = offset
    while offset < upper, tree.source.bytes[offset] != Byte.lineFeed { offset += 1 }
    var last = offset
    while last > lower,
      [Byte.space, Byte.tab, Byte.carriageReturn].contains(
        tree.source.bytes[last - 1])
    {
      last -= 1
    }
    return tree.source.text(SourceSpan(tree.source.id, lower, last))
  }
}
