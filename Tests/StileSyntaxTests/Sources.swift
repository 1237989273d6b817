import StileSyntax

/// Texts as sources, and the texts that properties are shown for.
enum Sources {
  static func text(_ text: String) -> SourceText {
    var sources = SourceMap()
    return sources.add(name: "example.stile", bytes: Array(text.utf8))
  }

  static func tree(_ text: String) -> SyntaxTree { Parser.parse(Self.text(text)) }

  static func tree(_ bytes: [UInt8]) -> SyntaxTree {
    var sources = SourceMap()
    return Parser.parse(sources.add(name: "example.stile", bytes: bytes))
  }

  static func codes(_ text: String) -> [String] { tree(text).diagnostics.map(\.code) }
}
