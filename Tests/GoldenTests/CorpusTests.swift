import StileCheck
import StileSyntax
import Testing

/// The cases of `Tests/Corpus`: what breaks a rule is refused by one message for each mistake, and
/// what a rule permits is taken.
struct CorpusTests {
  @Test(arguments: CorpusCase.all)
  func `the checker takes what a rule permits and nothing else`(_ example: CorpusCase) throws {
    let place = try #require(example.place, "\(example.testDescription): an unknown place")
    let verdict = try #require(example.verdict, "\(example.testDescription): says no verdict")
    let result = example.checked(in: place)
    let errors = result.diagnostics.filter { $0.severity == .error }
    let actual: CorpusCase.Verdict =
      errors.isEmpty ? .accept : .refuse(errors.map(\.code).sorted())
    guard actual != verdict else { return }
    Issue.record(
      """
      \(example.path):\(example.fence.line + 1): “\(example.rule)”
      expected: \(words(verdict))
      came: \(words(actual))
      \(example.fence.text)\(GoldenOutput.rendered(errors, in: result.sources))
      """)
  }

  @Test func `the corpus names codes that there are`() {
    let codes = Set(SyntaxDiagnostics.codes + CheckDiagnostics.codes)
    for example in CorpusCase.all {
      guard case .refuse(let expected)? = example.verdict else { continue }
      #expect(codes.isSuperset(of: expected), "\(example.testDescription)")
    }
  }

  @Test func `no case stands in the corpus twice`() {
    let cases = Dictionary(grouping: CorpusCase.all) { [$0.place?.rawValue ?? "", $0.fence.text] }
    for same in cases.values where same.count > 1 && same.allSatisfy({ $0.files.isEmpty }) {
      Issue.record("\(same.map(\.testDescription))")
    }
  }

  private func words(_ verdict: CorpusCase.Verdict) -> String {
    switch verdict {
    case .accept: "no error"
    case .refuse(let codes): codes.joined(separator: ", ")
    }
  }
}
