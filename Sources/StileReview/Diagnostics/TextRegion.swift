import StileSyntax

/// A span by lines and columns, both counted from 1; columns count characters (Unicode scalars),
/// and the end is not part of it.
struct TextRegion {
  let startLine: Int
  let startColumn: Int
  let endLine: Int
  let endColumn: Int

  init(_ span: SourceSpan, in text: SourceText) {
    let start = text.position(span.lower)
    let end = text.position(span.upper)
    startLine = start.line
    startColumn = TextRegion.column(start, in: text)
    endLine = end.line
    endColumn = TextRegion.column(end, in: text)
  }

  private static func column(_ position: SourcePosition, in text: SourceText) -> Int {
    guard text.lineStarts.indices.contains(position.line - 1) else { return position.column }
    let start = Int(text.lineStarts[position.line - 1])
    let end = min(start + position.column - 1, text.bytes.count)
    guard start <= end else { return position.column }
    return String(decoding: text.bytes[start..<end], as: UTF8.self).unicodeScalars.count + 1
  }
}
