extension Parser {
  /// Reads a whole file.
  package static func parse(_ source: SourceText) -> SyntaxTree {
    guard source.bytes.count <= largestSource else { return tooLarge(source) }
    return source.bytes.withView { bytes in
      var check = EncodingCheck(source: source.id, bytes: bytes)
      check.run()
      let parser = Parser(source: source, bytes: bytes, reported: check.offsets)
      let root = parser.parseFile()
      let diagnostics = check.diagnostics + parser.diagnosticsOutsideOfSkipped
      return SyntaxTree(
        source: source, root: root,
        diagnostics: diagnostics.sorted { $0.primary.span.lower < $1.primary.span.lower })
    }
  }

  /// Reads the signature of a native callable, such as `(name: String) -> Int?`.
  package static func parseSignature(
    _ source: SourceText
  ) -> (parameters: [Field], returnType: TypeNode?, diagnostics: [Diagnostic]) {
    parsePart(source) { parser in
      let parameters = parser.parseParameters()
      let returnType = parser.consume(.arrow) ? parser.parseType() : nil
      parser.expectEnd()
      return (parameters, returnType, parser.diagnostics)
    }
  }

  /// Reads one expression that is the whole text, such as the value of `--set name=value`.
  package static func parseExpression(_ source: SourceText) -> (Expression, [Diagnostic]) {
    parsePart(source) { parser in
      let expression = parser.parseExpression()
      parser.expectEnd()
      return (expression, parser.diagnostics)
    }
  }

  /// Reads a text that is no file: newlines in it mean nothing.
  private static func parsePart<Node>(_ source: SourceText, _ read: (Parser) -> Node) -> Node {
    let isTooLarge = source.bytes.count > largestSource
    return source.bytes.withView { whole in
      let bytes = whole.upTo(isTooLarge ? 0 : whole.count)
      var check = EncodingCheck(source: source.id, bytes: bytes)
      check.run()
      let parser = Parser(source: source, bytes: bytes, reported: check.offsets)
      parser.begin(0..<bytes.count, isHole: true)
      parser.diagnostics += check.diagnostics
      if isTooLarge { parser.report(.fileTooLarge(at: parser.span(0, 0))) }
      return read(parser)
    }
  }

  /// Nothing but the end may stand next.
  func expectEnd() {
    guard !isAtEnd else { return }
    report(.unexpectedToken(self, expected: "the end"))
  }

  private static func tooLarge(_ source: SourceText) -> SyntaxTree {
    let span = SourceSpan(source.id, 0, 0)
    return SyntaxTree(
      source: source, root: FileNode(edition: nil, declarations: [], span: span),
      diagnostics: [.fileTooLarge(at: span)])
  }
}
