/// Draws diagnostics for people: the message, the lines it is about with carets under them, and the
/// help.
///
/// ```
/// error[unknown-name]: nothing here is called `nmae`
///  --> example.stile:4:9
///   |
/// 4 |   print(nmae)
///   |         ^^^^ did you mean `name`?
///   |
///   = help: …
/// ```
package struct DiagnosticRenderer: Sendable {
  private let sources: SourceMap
  private let paint: Paint

  package init(sources: SourceMap, isColoured: Bool = false) {
    self.sources = sources
    paint = Paint(isOn: isColoured)
  }

  /// The diagnostic as lines, each with its newline.
  package func render(_ diagnostic: Diagnostic) -> String {
    let labels = marks(of: diagnostic)
    let gutter = labels.map { String($0.lineNumber).count }.max() ?? 1
    var output = heading(diagnostic)
    var source: SourceID?
    var line = 0
    for mark in ordered(labels) {
      if source != mark.label.span.source {
        let isFirst = source == nil
        output += location(isFirst ? labels[0] : mark, gutter: gutter, isFirst: isFirst)
        source = mark.label.span.source
        line = 0
      }
      if line != mark.lineNumber {
        if line != 0, mark.lineNumber > line + 1 { output += paint.frame("...") + "\n" }
        output += numbered(mark, gutter: gutter)
        line = mark.lineNumber
      }
      output += marked(mark, diagnostic.severity, gutter: gutter)
    }
    return output + footer(diagnostic, gutter: gutter)
  }

  /// Each diagnostic, with an empty line between two.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined(separator: "\n")
  }

  // MARK: Marks

  /// A label with the line that it stands on.
  private struct Mark {
    let label: Label
    let isPrimary: Bool
    let lineNumber: Int
    let excerpt: Excerpt
    let location: String
  }

  private func marks(of diagnostic: Diagnostic) -> [Mark] {
    var marks = [mark(diagnostic.primary, isPrimary: true)]
    marks += diagnostic.secondary.map { mark($0, isPrimary: false) }
    return marks.compactMap(\.self)
  }

  private func mark(_ label: Label, isPrimary: Bool) -> Mark? {
    guard let source = sources[label.span.source] else { return nil }
    let offset = min(max(0, label.span.lower), Int32(clamping: source.bytes.count))
    let position = source.position(offset)
    return Mark(
      label: label, isPrimary: isPrimary, lineNumber: position.line,
      excerpt: Excerpt(source, line: position.line, span: label.span),
      location: "\(source.name):\(position.line):\(position.column)")
  }

  /// The file of the primary label comes first; within a file, lines and columns ascend.
  private func ordered(_ marks: [Mark]) -> [Mark] {
    guard let first = marks.first?.label.span.source else { return [] }
    return marks.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      let (aSource, bSource) = (a.label.span.source, b.label.span.source)
      if aSource != bSource {
        if aSource == first || bSource == first { return aSource == first }
        return aSource < bSource
      }
      if a.lineNumber != b.lineNumber { return a.lineNumber < b.lineNumber }
      if a.isPrimary != b.isPrimary { return a.isPrimary }
      return (a.label.span.lower, left.offset) < (b.label.span.lower, right.offset)
    }.map(\.element)
  }

  // MARK: Lines

  private func heading(_ diagnostic: Diagnostic) -> String {
    let severity = paint.severity(
      "\(diagnostic.severity.rawValue)[\(diagnostic.code)]", diagnostic.severity)
    return severity + paint.strong(": \(Excerpt.sanitized(diagnostic.message))") + "\n"
  }

  private func location(_ mark: Mark, gutter: Int, isFirst: Bool) -> String {
    let arrow = isFirst ? "-->" : ":::"
    return blank(gutter) + paint.frame(arrow) + " \(Excerpt.sanitized(mark.location))\n"
      + blank(gutter) + paint.frame(" |") + "\n"
  }

  private func numbered(_ mark: Mark, gutter: Int) -> String {
    let number = String(mark.lineNumber)
    let text = mark.excerpt.text
    return paint.frame(blank(gutter - number.count) + number + " |")
      + (text.isEmpty ? "" : " \(text)") + "\n"
  }

  private func marked(_ mark: Mark, _ severity: Severity, gutter: Int) -> String {
    let carets = String(repeating: mark.isPrimary ? "^" : "-", count: mark.excerpt.markWidth)
    let text = carets + (mark.label.text.isEmpty ? "" : " " + Excerpt.sanitized(mark.label.text))
    return blank(gutter) + paint.frame(" | ") + blank(mark.excerpt.markColumn)
      + (mark.isPrimary ? paint.severity(text, severity) : paint.frame(text)) + "\n"
  }

  private func footer(_ diagnostic: Diagnostic, gutter: Int) -> String {
    guard let help = diagnostic.help else { return "" }
    return blank(gutter) + paint.frame(" |") + "\n"
      + blank(gutter) + paint.frame(" = ") + paint.strong("help") + ": \(Excerpt.sanitized(help))\n"
  }

  private func blank(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

/// Colours for a terminal, or none.
private struct Paint: Sendable {
  let isOn: Bool

  func severity(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: wrap(text, "1;31")
    case .lint: wrap(text, "1;33")
    }
  }

  func frame(_ text: String) -> String { wrap(text, "1;34") }
  func strong(_ text: String) -> String { wrap(text, "1") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
