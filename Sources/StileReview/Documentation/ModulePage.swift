import StileSyntax

/// What a standard module offers, out of its own text.
package struct ModulePage: Sendable {
  /// A declaration that others may use.
  package struct Entry: Sendable {
    package let name: String
    /// Without its body: `action point(zone: Zone, …)`.
    package let declaration: String
    package let documentation: String

    /// The first sentence of its documentation.
    package var summary: String { firstSentence(of: documentation) }
  }

  package let name: String
  /// The words at the top of the file.
  package let documentation: String
  package let entries: [Entry]

  package init(name: String, bytes: [UInt8]) {
    var sources = SourceMap()
    let source = sources.add(name: "std:\(name)", bytes: bytes)
    self.name = name
    let introduction = ModulePage.introduction(source)
    documentation = introduction
    entries = Parser.parse(source).root.declarations.compactMap { declaration in
      guard let name = declaration.offeredName, !name.hasPrefix("_") else { return nil }
      return Entry(
        name: name, declaration: ModulePage.oneLine(declaration.words(in: source)),
        documentation: ModulePage.documentation(of: declaration, behind: introduction))
    }
  }

  /// The page of the module: what it is for, and each thing that it offers in a sentence.
  package var text: String {
    let list = entries.map { "  \($0.declaration)\n      \($0.summary)\n" }
    return "\(name)\n\n\(documentation)\n\n" + list.joined(separator: "\n")
      + "\n`stile doc \(name).NAME` says more.\n"
  }

  /// The page of one thing that it offers.
  package func text(of entry: Entry) -> String {
    "\(name).\(entry.name)\n\n  \(entry.declaration)\n\n\(entry.documentation)\n"
  }

  /// The lines above it; those of the file, which stand above the first declaration, left out.
  private static func documentation(
    of declaration: Declaration, behind introduction: String
  ) -> String {
    let all = trimmed(declaration.documentation ?? "")
    guard !introduction.isEmpty, all.hasPrefix(introduction) else { return all }
    return trimmed(String(all.dropFirst(introduction.count)))
  }

  /// The first lines of `##`, if they document the file: an empty line follows them.
  private static func introduction(_ source: SourceText) -> String {
    let lines = source.text(SourceSpan(source.id, 0, source.bytes.count))
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.hasPrefix("##") }) else { return "" }
    let comment = lines[first...].prefix { $0.hasPrefix("##") }
    guard comment.endIndex < lines.endIndex,
      lines[comment.endIndex].isEmpty || isUse(lines[comment.endIndex])
    else { return "" }
    return trimmed(
      comment.map { line in
        let words = line.dropFirst(2)
        return String(words.hasPrefix(" ") ? words.dropFirst() : words)
      }.joined(separator: "\n"))
  }

  private static func isUse(_ line: Substring) -> Bool { line.hasPrefix("use ") }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("( ", with: "(").replacing(" )", with: ")").replacing(",)", with: ")")
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    while text.first?.isWhitespace == true { text.removeFirst() }
    return String(text)
  }
}

/// Up to the first full stop that ends a sentence, on one line.
func firstSentence(of text: String) -> String {
  let paragraph = text.split(separator: "\n\n", maxSplits: 1).first ?? ""
  let words = paragraph.split(whereSeparator: \.isWhitespace)
  guard let last = words.firstIndex(where: { $0.hasSuffix(".") }) else {
    return words.joined(separator: " ")
  }
  return words[...last].joined(separator: " ")
}

extension Declaration {
  /// The name under which others use it.
  fileprivate var offeredName: String? {
    switch kind {
    case .param(let field): field.name.text
    case .let(let binding): binding.name.text
    case .record(let record): record.name.text
    case .enum(let enumeration): enumeration.name.text
    case .callable(let callable): callable.name.text
    case .use, .secret, .runbook, .policy, .test: nil
    }
  }

  /// Its text, up to where a body begins.
  fileprivate func words(in source: SourceText) -> String {
    if case .record(let record) = kind {
      let fields = record.fields.map { source.text($0.span) }
      return "record \(record.name.text) { \(fields.joined(separator: ", ")) }"
    }
    guard case .callable(let callable) = kind else { return source.text(span) }
    let end =
      switch callable.body {
      case .expression(let expression): expression.span.lower
      case .block(let block): block.span.lower
      }
    let head = source.text(SourceSpan(span.source, Int(span.lower), Int(end)))
    return String(head.reversed().drop { $0.isWhitespace || $0 == "=" }.reversed())
  }
}
