import Foundation
import Repository
import StileSyntax
import Testing

struct DiagnosticTests {
  private static let diagnostics = "Sources/StileSyntax/Diagnostics"

  @Test func `the list of codes is sorted`() {
    #expect(SyntaxDiagnostics.codes == Set(SyntaxDiagnostics.codes).sorted())
  }

  @Test func `the list of codes holds what the sources construct, and nothing else`() throws {
    var found: Set<String> = []
    for file in Repository.files(below: Self.diagnostics, endingWith: ".swift")
    where file.contains("/Diagnostic+") {
      for match in try Repository.text(of: file).matches(of: /"([a-z0-9]+(?:-[a-z0-9]+)+)",/) {
        found.insert(String(match.output.1))
      }
    }
    #expect(found.sorted() == SyntaxDiagnostics.codes)
  }

  @Test(arguments: [
    ("let aB = 1", "let a_b = 1"), ("let a = 0644", "let a = \"0644\""),
    ("let a = b && c", "let a = b and c"), ("let a = 'x'", "let a = \"x\""),
    ("let a = !b", "let a = not b"), ("let a = f (1)", "let a = f(1)"),
    ("pram x: Int", "param x: Int"), ("param x: int", "param x: Int"),
    ("let a = \"\\d\"", "let a = \"\\\\d\""), ("let a = \u{201C}x\u{201D}", "let a = \"x\""),
    ("let a = match b { .C -> 1 }", "let a = match b { C -> 1 }"),
  ])
  func `a fix-it leaves nothing to say`(_ text: String, _ mended: String) throws {
    let tree = Sources.tree("stile 1\n\(text)\n")
    let fix = try #require(tree.diagnostics.first?.fixIts.first)
    var bytes = tree.source.bytes
    for edit in fix.edits.sorted(by: { $0.span.lower > $1.span.lower }) {
      bytes.replaceSubrange(
        Int(edit.span.lower)..<Int(edit.span.upper), with: Array(edit.replacement.utf8))
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "stile 1\n\(mended)\n")
    #expect(Sources.tree(bytes).diagnostics.map(\.code) == [])
  }
}
