package import StileSyntax
import StileMachine

/// Diagnostics as one SARIF document (version 2.1.0), for what collects the results of many tools.
package enum DiagnosticReport {
  /// The diagnostics of one checked file, with the texts that they are about.
  package struct File: Sendable {
    let diagnostics: [Diagnostic]
    let sources: SourceMap

    package init(diagnostics: [Diagnostic], sources: SourceMap) {
      self.diagnostics = diagnostics
      self.sources = sources
    }
  }

  package static func sarif(_ files: [File], version: String) -> String {
    let codes = Set(files.flatMap(\.diagnostics).map(\.code)).sorted()
    let driver = object([
      ("name", .string("stile")), ("version", .string(version)),
      ("rules", .array(codes.map(rule))),
    ])
    let results = files.flatMap { file in
      file.diagnostics.map { result($0, in: file.sources, codes) }
    }
    let run = object([
      ("tool", object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(results)),
    ])
    let document = object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
    return String(decoding: document.canonicalBytes(sortingNames: false), as: UTF8.self)
  }

  private static func rule(_ code: String) -> JSON {
    object([("id", .string(code)), ("help", message("`stile explain \(code)` says more"))])
  }

  private static func result(
    _ diagnostic: Diagnostic, in sources: SourceMap, _ codes: [String]
  ) -> JSON {
    let level =
      switch diagnostic.severity {
      case .error: "error"
      case .lint: "warning"
      }
    let help = diagnostic.help.map { "\n\($0)" } ?? ""
    return object([
      ("ruleId", .string(diagnostic.code)),
      ("ruleIndex", .int(Int64(codes.firstIndex(of: diagnostic.code) ?? -1))),
      ("level", .string(level)), ("message", message(diagnostic.message + help)),
      ("locations", .array([location(diagnostic.primary, in: sources)])),
      ("relatedLocations", .array(diagnostic.secondary.map { location($0, in: sources) })),
      ("fixes", .array(diagnostic.fixIts.map { fix($0, in: sources) })),
    ])
  }

  private static func location(_ label: Label, in sources: SourceMap) -> JSON {
    guard let text = sources[label.span.source] else {
      return object([("message", message(label.text))])
    }
    let place = object([
      ("artifactLocation", artifact(text.name)), ("region", region(label.span, in: text)),
    ])
    return object([("physicalLocation", place), ("message", message(label.text))])
  }

  private static func fix(_ fix: FixIt, in sources: SourceMap) -> JSON {
    let changes = fix.edits.compactMap { edit -> JSON? in
      guard let text = sources[edit.span.source] else { return nil }
      let replacement = object([
        ("deletedRegion", region(edit.span, in: text)),
        ("insertedContent", message(edit.replacement)),
      ])
      return object([
        ("artifactLocation", artifact(text.name)), ("replacements", .array([replacement])),
      ])
    }
    return object([("description", message(fix.title)), ("artifactChanges", .array(changes))])
  }

  private static func region(_ span: SourceSpan, in text: SourceText) -> JSON {
    let region = TextRegion(span, in: text)
    return object([
      ("startLine", .int(Int64(region.startLine))),
      ("startColumn", .int(Int64(region.startColumn))),
      ("endLine", .int(Int64(region.endLine))), ("endColumn", .int(Int64(region.endColumn))),
    ])
  }

  /// A path as a URI: relative ones stay so, for whoever knows the folder.
  private static func artifact(_ name: String) -> JSON {
    let isPlain = { (byte: UInt8) in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || "-._~/".utf8.contains(byte)
    }
    let path = name.utf8.map { byte in
      if isPlain(byte) { return String(Character(Unicode.Scalar(byte))) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined()
    return object([("uri", .string(name.hasPrefix("/") ? "file://" + path : path))])
  }

  private static func message(_ text: String) -> JSON { object([("text", .string(text))]) }

  private static func object(_ members: [(String, JSON)]) -> JSON {
    .object(members.map { JSONMember($0.0, $0.1) })
  }
}
