/// The fix-its that may be applied without asking, applied to one text.
///
/// No two edits of one pass touch each other, so each is made where its diagnostic saw it. What is
/// left out for that reason is found again in the next pass.
package struct SafeFixes: Sendable {
  /// What was applied, in the order of places.
  package struct Applied: Sendable {
    package let diagnostic: Diagnostic
    package let fixIt: FixIt
  }

  package let bytes: [UInt8]
  package let applied: [Applied]

  /// Absent when nothing is to be applied to this text.
  package init?(_ diagnostics: [Diagnostic], to source: SourceText) {
    var edits: [TextEdit] = []
    var applied: [Applied] = []
    for diagnostic in diagnostics {
      guard let fixIt = diagnostic.fixIts.first, fixIt.isSafe else { continue }
      let isHere = fixIt.edits.allSatisfy { $0.span.source == source.id && source.holds($0.span) }
      let isFree = !fixIt.edits.contains { edit in edits.contains { $0.touches(edit) } }
      guard isHere, isFree else { continue }
      edits += fixIt.edits
      applied.append(Applied(diagnostic: diagnostic, fixIt: fixIt))
    }
    guard !applied.isEmpty else { return nil }
    self.applied = applied
    bytes = SafeFixes.text(source.bytes, with: edits)
  }

  private static func text(_ bytes: [UInt8], with edits: [TextEdit]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.span.lower < $1.span.lower }) {
      result += bytes[position..<Int(edit.span.lower)]
      result += edit.replacement.utf8
      position = Int(edit.span.upper)
    }
    return result + bytes[position...]
  }
}

extension TextEdit {
  /// They change the same place, or places without anything between.
  fileprivate func touches(_ other: TextEdit) -> Bool {
    span.source == other.span.source && span.lower <= other.span.upper
      && other.span.lower <= span.upper
  }
}

extension SourceText {
  fileprivate func holds(_ span: SourceSpan) -> Bool {
    span.lower >= 0 && span.lower <= span.upper && Int(span.upper) <= bytes.count
  }
}
