import Explanations
import StileCheck
import StileMachine
import Testing

/// A page of `stile explain` shows the mistake first, then the same text without it.
struct ExplanationTests {
  @Test(arguments: Explanations.codes)
  func `a page shows its own diagnostic and how to mend it`(_ code: String) throws {
    let text = try #require(Explanations.page(of: code))
    let fences = GoldenDocument(path: code, text: text).sections.flatMap(\.fences)
      .filter { $0.kind == "stile" }
    let mistake = try #require(fences.first)
    #expect(codes(in: mistake) == [code])
    for mended in fences.dropFirst() { #expect(codes(in: mended) == []) }
  }

  @Test(arguments: Explanations.codes)
  func `a page is short and begins with its code`(_ code: String) throws {
    let lines = try #require(Explanations.page(of: code)).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "# \(code)")
    #expect(lines.count <= 40)
  }

  private func codes(in fence: Fence) -> Set<String> {
    let result = Checker.check(
      entry: FencedSources.entry, provider: FencedSources(entry: fence.text),
      natives: NativeCallables.all)
    return Set(result.diagnostics.map(\.code))
  }
}
