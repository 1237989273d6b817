import StileCheck
import StileMachine
import StileSyntax
import Testing

/// What `stile check --fix` makes of the golden cases.
struct SafeFixTests {
  @Test(arguments: GoldenCase.all)
  func `a safe fix-it mends its mistake and makes none`(_ golden: GoldenCase) throws {
    let before = checked(golden.fences)
    var bytes = FencedSources(golden.fences).file(FencedSources.entry) ?? []
    var mended: [Diagnostic] = []
    for _ in 0..<10 {
      guard let fixes = pass(over: bytes, golden) else { break }
      mended += fixes.applied.map(\.diagnostic)
      bytes = fixes.bytes
    }
    #expect(pass(over: bytes, golden) == nil)
    if mended.isEmpty { return }
    let after = result(bytes, golden).diagnostics
    let codes = Set(mended.map(\.code))
    #expect(after.count { codes.contains($0.code) } < before.count { codes.contains($0.code) })
    let isSound = !after.contains { $0.severity == .error }
    if !before.contains(where: { $0.severity == .error }) { #expect(isSound) }
  }

  @Test func `edits that touch are made in two passes`() throws {
    var sources = SourceMap()
    let text = sources.add(name: "a", bytes: Array("abcdef".utf8))
    func remark(_ lower: Int, _ upper: Int, _ new: String) -> Diagnostic {
      let span = SourceSpan(text.id, lower, upper)
      return Diagnostic(
        "code", "message", at: Label(span, ""),
        fixIts: [FixIt("do it", [TextEdit(span, new)], isSafe: true)])
    }
    let fixes = try #require(
      SafeFixes([remark(0, 2, "X"), remark(2, 3, "Y"), remark(4, 6, "Z")], to: text))
    #expect(String(decoding: fixes.bytes, as: UTF8.self) == "XcdZ")
    #expect(fixes.applied.count == 2)
  }

  @Test func `a fix-it that nobody marked is not applied`() {
    var sources = SourceMap()
    let text = sources.add(name: "a", bytes: Array("abc".utf8))
    let span = SourceSpan(text.id, 0, 1)
    let fixIt = FixIt("do it", [TextEdit(span, "X")])
    let remark = Diagnostic("code", "message", at: Label(span, ""), fixIts: [fixIt])
    #expect(SafeFixes([remark], to: text) == nil)
  }

  private func pass(over bytes: [UInt8], _ golden: GoldenCase) -> SafeFixes? {
    let result = result(bytes, golden)
    return result.sources.texts.first.flatMap { SafeFixes(result.diagnostics, to: $0) }
  }

  private func checked(_ fences: [Fence]) -> [Diagnostic] {
    Checker.check(
      entry: FencedSources.entry, provider: FencedSources(fences), natives: NativeCallables.all
    ).diagnostics
  }

  private func result(_ bytes: [UInt8], _ golden: GoldenCase) -> CheckResult {
    let provider = FencedSources(golden.fences).replacing(FencedSources.entry, by: bytes)
    return Checker.check(
      entry: FencedSources.entry, provider: provider, natives: NativeCallables.all)
  }
}

extension FencedSources {
  /// The same files, one of them with another text.
  fileprivate func replacing(_ name: String, by bytes: [UInt8]) -> some SourceProvider {
    ReplacedSource(sources: self, name: name, bytes: bytes)
  }
}

private struct ReplacedSource: SourceProvider {
  let sources: FencedSources
  let name: String
  let bytes: [UInt8]

  func file(_ path: String) -> [UInt8]? { path == name ? bytes : sources.file(path) }
  func standardModule(_ name: String) -> [UInt8]? { sources.standardModule(name) }
  var standardModuleNames: [String] { sources.standardModuleNames }
}
