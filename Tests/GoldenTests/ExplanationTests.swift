import Explanations
import StileCheck
import StileMachine
import StileSyntax
import Testing

/// A page of `stile explain` shows the mistake first, then the same text without it.
struct ExplanationTests {
  /// Mistakes that one text can't show: several files belong to them, or bytes that are no text.
  static let untold: Set<String> = [
    "import-cycle", "param-clash", "private-name", "unknown-import", "unreadable-file",
  ]

  @Test(arguments: Explanations.codes)
  func `a page shows its own diagnostic and how to mend it`(_ code: String) throws {
    let text = try #require(Explanations.page(of: code))
    let fences = GoldenDocument(path: code, text: text).sections.flatMap(\.fences)
      .filter { $0.kind == "stile" }
    if Self.untold.contains(code) { return }
    let mistake = try #require(fences.first)
    if Limit.codes.contains(code) {
      #expect(failure(mistake).hasSuffix("see `stile explain \(code)`\n"))
      for mended in fences.dropFirst() { #expect(rendered(mended) + failure(mended) == "") }
      return
    }
    #expect(codes(in: mistake, about: code) == [code], "\(rendered(mistake))")
    for mended in fences.dropFirst() {
      #expect(rendered(mended) == "")
    }
  }

  @Test(arguments: Explanations.codes)
  func `a page is short and begins with its code`(_ code: String) throws {
    let lines = try #require(Explanations.page(of: code)).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "# \(code)")
    #expect(lines.count <= 50)
  }

  /// All errors; of lints only the one that the page is about, since a mistake is shown in short.
  private func codes(in fence: Fence, about code: String) -> Set<String> {
    let result = Checker.check(
      entry: FencedSources.entry, provider: FencedSources(entry: fence.text),
      natives: NativeCallables.all)
    return Set(
      result.diagnostics.filter { $0.severity == .error || $0.code == code }.map(\.code)
        + result.refusals.map(\.code))
  }

  private func failure(_ fence: Fence) -> String {
    GoldenFailure.text(FencedSources(entry: fence.text))
  }

  private func rendered(_ fence: Fence) -> String {
    GoldenOutput.checked(FencedSources(entry: fence.text))
  }
}
