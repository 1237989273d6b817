import Explanations
import Repository
import StileCheck
import StileMachine
import StileSyntax
import Testing

/// Each diagnostic, and each limit of a run, is shown by a golden case and explained on a page.
struct DiagnosticCodeTests {
  static let codes =
    (SyntaxDiagnostics.codes + CheckDiagnostics.codes + Limit.codes).sorted()

  @Test func `no code is listed twice`() {
    #expect(Set(Self.codes).count == Self.codes.count)
  }

  @Test func `each code has a golden case`() {
    let shown = GoldenCase.all.flatMap(\.fences).filter { GoldenOutput.kinds.contains($0.kind) }
      .flatMap { fence in
        fence.text.matches(of: /(?m)^(?:error|lint)\[([a-z0-9-]+)\]/).map(\.output.1)
          + fence.text.matches(of: /(?m)^help: .*; see `stile explain ([a-z0-9-]+)`$/)
          .map(\.output.1)
      }
    let missing = Set(Self.codes).subtracting(shown.map(String.init)).sorted()
    #expect(missing == [])
  }

  @Test func `the codes of the lints are those that come out as lints`() {
    let shown = GoldenCase.all.flatMap(\.fences).filter { $0.kind == "diagnostics" }
      .flatMap { $0.text.matches(of: /(?m)^lint\[([a-z0-9-]+)\]/).map { String($0.output.1) } }
    #expect(Set(shown).sorted() == Lints.codes)
  }

  @Test func `each code has a page, and each page a code`() {
    let pages = Repository.files(below: "docs/explain/pages", endingWith: ".md")
      .map { $0.dropFirst("docs/explain/pages/".count).dropLast(".md".count) }.map(String.init)
    #expect(Set(Self.codes).subtracting(pages).sorted() == [])
    #expect(Set(pages).subtracting(Self.codes).sorted() == [])
    #expect(Explanations.codes.sorted() == pages.sorted())
  }
}
