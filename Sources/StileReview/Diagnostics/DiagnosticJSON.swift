package import StileSyntax
import StileMachine

/// A diagnostic as one JSON object on one line, for editors and other programs.
package enum DiagnosticJSON {
  package static func line(_ diagnostic: Diagnostic, in sources: SourceMap) -> String {
    let object = JSON.object([
      JSONMember("code", .string(diagnostic.code)),
      JSONMember("severity", .string(diagnostic.severity.rawValue)),
      JSONMember("message", .string(diagnostic.message)),
      JSONMember("at", label(diagnostic.primary, in: sources)),
      JSONMember("also", .array(diagnostic.secondary.map { label($0, in: sources) })),
      JSONMember("help", diagnostic.help.map { .string($0) } ?? .null),
      JSONMember("fixes", .array(diagnostic.fixIts.map { fix($0, in: sources) })),
    ])
    return String(decoding: object.canonicalBytes(sortingNames: false), as: UTF8.self)
  }

  private static func label(_ label: Label, in sources: SourceMap) -> JSON {
    .object(place(label.span, in: sources) + [JSONMember("text", .string(label.text))])
  }

  private static func fix(_ fix: FixIt, in sources: SourceMap) -> JSON {
    let edits = fix.edits.map { edit in
      JSON.object(
        place(edit.span, in: sources) + [JSONMember("replacement", .string(edit.replacement))])
    }
    return .object([JSONMember("title", .string(fix.title)), JSONMember("edits", .array(edits))])
  }

  /// Lines and columns count from 1, columns count bytes; the end is not part of it.
  private static func place(_ span: SourceSpan, in sources: SourceMap) -> [JSONMember] {
    guard let text = sources[span.source] else { return [] }
    let start = text.position(span.lower)
    let end = text.position(span.upper)
    return [
      JSONMember("file", .string(text.name)),
      JSONMember("line", .int(Int64(start.line))),
      JSONMember("column", .int(Int64(start.column))),
      JSONMember("endLine", .int(Int64(end.line))),
      JSONMember("endColumn", .int(Int64(end.column))),
    ]
  }
}
