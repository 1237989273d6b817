import StileSyntax
import Testing

/// The cases of `Tests/Golden`: what Stile says to a text is what the file says that it says.
struct GoldenTests {
  @Test(arguments: GoldenCase.all)
  func `a golden case comes out as it is written down`(_ golden: GoldenCase) throws {
    #expect(
      golden.fences.contains { GoldenOutput.kinds.contains($0.kind) },
      "nothing is compared below “\(golden.title)”")
    for (index, fence) in golden.fences.enumerated() where GoldenOutput.kinds.contains(fence.kind) {
      let actual = try GoldenOutput.text(of: fence.kind, for: golden)
      guard actual != fence.text else { continue }
      if GoldenUpdate.isAsked {
        try GoldenUpdate.rewrite(golden, fence: index, to: actual)
        Issue.record("\(golden.path) was rewritten: read the difference before you commit it")
      } else {
        Issue.record(
          """
          \(golden.path):\(fence.line + 1): the \(fence.kind) of “\(golden.title)” differ
          --- written down
          \(fence.text)--- came out
          \(actual)---
          """)
      }
    }
  }

  @Test func `there are golden cases`() {
    #expect(!GoldenCase.all.isEmpty)
  }

  @Test func `no two cases of a file have one heading`() {
    for (path, cases) in Dictionary(grouping: GoldenCase.all, by: \.path) {
      let titles = cases.map(\.title)
      #expect(Set(titles).count == titles.count, "\(path)")
    }
  }
}
