import Repository
import StandardLibrary
import StileCheck
import StileMachine
import StileSyntax
import Testing

/// The Stile code that people read as an example is code that the checker takes.
struct DocumentationTests {
  static let documents =
    Repository.documents(below: "docs").filter { !$0.path.hasPrefix("docs/explain/") }
    + ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].compactMap { path in
      (try? Repository.text(of: path)).map { GoldenDocument(path: path, text: $0) }
    }

  static let sections: [GoldenCase] = documents.flatMap { document in
    document.sections.filter { $0.fences.contains { $0.kind == "stile" } }
      .map { GoldenCase(path: document.path, title: $0.title, fences: $0.fences) }
  }

  static let moduleExamples: [ModuleExample] = StandardLibrary.names.flatMap(ModuleExample.of)

  @Test(arguments: sections)
  func `the code of a page has no error`(_ section: GoldenCase) {
    #expect(GoldenOutput.errors(FencedSources(section.fences)) == "")
  }

  /// A page may show a part of a file, which needs its first line to be read.
  @Test(arguments: sections)
  func `the code of a page is in good style`(_ section: GoldenCase) {
    for fence in section.fences where fence.kind == "stile" {
      let edition = fence.text.hasPrefix("stile ") ? "" : "stile 1\n\n"
      let text = edition + fence.text
      #expect(GoldenOutput.formatted(Array(text.utf8)) == text)
    }
  }

  @Test(arguments: moduleExamples)
  func `the example of a standard module has no error`(_ example: ModuleExample) {
    let results = example.programs.map { GoldenOutput.errors(FencedSources(entry: $0)) }
    #expect(results.contains(""), "\(results.min { $0.count < $1.count } ?? "")")
  }
}
