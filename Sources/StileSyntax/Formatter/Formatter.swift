/// Writes a tree in the one style that there is.
///
/// It walks the tree and takes the tokens as it meets them, so the order and the text of all that
/// means something stays; only blanks, newlines and the commas at the end of lists are its own. It
/// has no options. What the author decides is where empty lines are, and which braces hold their
/// content on lines of its own.
package struct Formatter {
  var layout = Layout()
  var cursor: TokenCursor

  /// The text of the tree in good style; nil for a tree with mistakes, which is not touched.
  package static func format(_ tree: SyntaxTree) -> String? {
    guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    var formatter = Formatter(cursor: TokenCursor(tree))
    formatter.file(tree.root)
    return LayoutPrinter.print(formatter.layout)
  }

  private init(cursor: TokenCursor) { self.cursor = cursor }

  private mutating func file(_ file: FileNode) {
    words(2)
    for declaration in file.declarations {
      beginLine()
      self.declaration(declaration)
    }
    beginLine()
    precondition(cursor.isAtEnd, "a tree holds all the tokens of its file")
  }
}
