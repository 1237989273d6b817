package import StileSyntax

/// A diagnostic as a workflow command of GitHub, which shows it beside the line that it is about.
package enum DiagnosticAnnotation {
  package static func line(_ diagnostic: Diagnostic, in sources: SourceMap) -> String {
    let command =
      switch diagnostic.severity {
      case .error: "error"
      case .lint: "warning"
      }
    var properties: [(String, String)] = []
    if let text = sources[diagnostic.primary.span.source] {
      let region = TextRegion(diagnostic.primary.span, in: text)
      properties = [
        ("file", text.name), ("line", String(region.startLine)),
        ("endLine", String(region.endLine)),
      ]
      // Columns mean something only on a single line.
      if region.startLine == region.endLine {
        properties += [
          ("col", String(region.startColumn)),
          ("endColumn", String(max(region.startColumn, region.endColumn - 1))),
        ]
      }
    }
    properties.append(("title", diagnostic.code))
    let head = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }.joined(
      separator: ",")
    return "::\(command) \(head)::\(escaped(words(diagnostic), isProperty: false))"
  }

  private static func words(_ diagnostic: Diagnostic) -> String {
    let label = diagnostic.primary.text.isEmpty ? [] : ["here: \(diagnostic.primary.text)"]
    let help = diagnostic.help.map { ["help: \($0)"] } ?? []
    return ([diagnostic.message] + label + help).joined(separator: "\n")
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in Sanitizer.text(text).unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
