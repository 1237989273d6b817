/// A parsed file: the text, the typed nodes over it, and what is wrong.
///
/// Nodes refer to the text by spans. What stands between them is among its tokens (`LexedText`).
package struct SyntaxTree: Sendable {
  package let source: SourceText
  package let root: FileNode
  package let diagnostics: [Diagnostic]
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
