/// A parsed file: the text, its tokens, the typed nodes over them, and what is wrong.
///
/// The tree is lossless through its tokens: joined with their trivia they are the source, byte by
/// byte. Nodes refer to it by spans.
package struct SyntaxTree: Sendable {
  package let source: SourceText
  package let tokens: [Token]
  /// The strings and commands among the tokens, in order.
  let literals: LiteralTable
  package let root: FileNode
  package let diagnostics: [Diagnostic]

  init(
    source: SourceText, tokens: [Token], literals: LiteralTable, root: FileNode,
    diagnostics: [Diagnostic]
  ) {
    self.source = source
    self.tokens = tokens
    self.literals = literals
    self.root = root
    self.diagnostics = diagnostics
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

/// A name as written, with its place.
package struct Name: Hashable, Sendable {
  package let text: String
  package let span: SourceSpan

  package init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A whole file.
package struct FileNode: Sendable {
  /// The number after `stile` in the first line; nil when it is missing.
  package let edition: Int?
  package let declarations: [Declaration]
  package let span: SourceSpan

  package init(edition: Int?, declarations: [Declaration], span: SourceSpan) {
    self.edition = edition
    self.declarations = declarations
    self.span = span
  }
}

/// A type as written.
package struct TypeNode: Sendable {
  package enum Kind: Sendable {
    /// `List[String]`, `T`, `Path`.
    case named(Name, [TypeNode])
    indirect case optional(TypeNode)
    indirect case function([TypeNode], TypeNode)
    /// What stood here could not be read; a diagnostic says so.
    case missing
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
