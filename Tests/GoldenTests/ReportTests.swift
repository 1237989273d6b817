import Foundation
import StileCheck
import StileMachine
import StileReview
import StileSyntax
import Testing

/// What other programs read of the golden cases' diagnostics.
struct ReportTests {
  /// What an object of a SARIF document may hold (OASIS, version 2.1.0), with what it must; only
  /// what we write is listed.
  private static let shapes: [String: (must: Set<String>, may: Set<String>)] = [
    "document": (["version", "runs"], ["$schema"]),
    "run": (["tool"], ["columnKind", "results"]),
    "tool": (["driver"], []),
    "driver": (["name"], ["version", "rules"]),
    "rule": (["id"], ["help"]),
    "help": (["text"], []),
    "message": (["text"], []),
    "description": (["text"], []),
    "insertedContent": (["text"], []),
    "result": (
      ["message"], ["ruleId", "ruleIndex", "level", "locations", "relatedLocations", "fixes"]
    ),
    "location": ([], ["physicalLocation", "message"]),
    "relatedLocation": ([], ["physicalLocation", "message"]),
    "physicalLocation": (["artifactLocation"], ["region"]),
    "artifactLocation": (["uri"], []),
    "region": ([], ["startLine", "startColumn", "endLine", "endColumn"]),
    "deletedRegion": ([], ["startLine", "startColumn", "endLine", "endColumn"]),
    "fixe": (["artifactChanges"], ["description"]),
    "artifactChange": (["artifactLocation", "replacements"], []),
    "replacement": (["deletedRegion"], ["insertedContent"]),
  ]

  @Test(arguments: GoldenCase.all)
  func `a report has the shape of SARIF`(_ golden: GoldenCase) throws {
    let report = DiagnosticReport.sarif([file(golden)], version: "0")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    #expect(faults(in: document, "document") == [])
    #expect(document["version"] as? String == "2.1.0")
  }

  @Test func `a report says where in characters and by which rule`() throws {
    let text = "stile 1\n\nlet a = \"ä\" + nmae\n"
    let result = Checker.check(
      entry: FencedSources.entry, provider: FencedSources(entry: text),
      natives: NativeCallables.all)
    let file = DiagnosticReport.File(diagnostics: result.diagnostics, sources: result.sources)
    let document = try #require(
      try JSONSerialization.jsonObject(
        with: Data(DiagnosticReport.sarif([file], version: "0").utf8)) as? [String: Any])
    let run = try #require((document["runs"] as? [[String: Any]])?.first)
    let found = try #require((run["results"] as? [[String: Any]])?.first)
    let place = try #require(
      (found["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    #expect(found["ruleId"] as? String == "unknown-name")
    #expect(
      place["region"] as? [String: Int]
        == ["startLine": 3, "startColumn": 15, "endLine": 3, "endColumn": 19])
    #expect(place["artifactLocation"] as? [String: String] == ["uri": "example.stile"])
  }

  @Test(arguments: GoldenCase.all)
  func `an annotation is one line`(_ golden: GoldenCase) {
    let file = result(golden)
    for diagnostic in file.diagnostics {
      let line = DiagnosticAnnotation.line(diagnostic, in: file.sources)
      #expect(!line.contains("\n") && !line.contains("\r"))
      #expect(line.contains(/^::(error|warning) (file=[^,:]+,.*)?title=[a-z0-9-]+::/))
    }
  }

  @Test func `an annotation escapes what would end it`() throws {
    var sources = SourceMap()
    let text = sources.add(name: "a,b:c.stile", bytes: Array("stile 1\n".utf8))
    let label = Label(SourceSpan(text.id, 0, 5), "100 %")
    let diagnostic = Diagnostic("unknown-name", "no\n::error::no", at: label, help: "help, me")
    #expect(
      DiagnosticAnnotation.line(diagnostic, in: sources)
        == "::error file=a%2Cb%3Ac.stile,line=1,endLine=1,col=1,endColumn=5,title=unknown-name::"
        + "no%0A::error::no%0Ahere: 100 %25%0Ahelp: help, me")
  }

  private func result(_ golden: GoldenCase) -> CheckResult {
    Checker.check(
      entry: FencedSources.entry, provider: FencedSources(golden.fences),
      natives: NativeCallables.all)
  }

  private func file(_ golden: GoldenCase) -> DiagnosticReport.File {
    let result = result(golden)
    return DiagnosticReport.File(diagnostics: result.diagnostics, sources: result.sources)
  }

  /// What an object holds that it may not, or lacks; the name of a list without its `s` is the kind
  /// of its elements.
  private func faults(in object: [String: Any], _ kind: String) -> [String] {
    guard let shape = Self.shapes[kind] else { return ["\(kind) is no object of ours"] }
    let missing = shape.must.subtracting(object.keys).map { "\(kind) lacks \($0)" }
    let extra = Set(object.keys).subtracting(shape.must).subtracting(shape.may)
      .map { "\(kind) has \($0)" }
    let inner = object.flatMap { name, value -> [String] in
      if let object = value as? [String: Any] { return faults(in: object, name) }
      let elements = value as? [[String: Any]] ?? []
      return elements.flatMap { faults(in: $0, String(name.dropLast())) }
    }
    return (missing + extra + inner).sorted()
  }
}
