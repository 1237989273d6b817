import StileSyntax
import Testing

struct RendererTests {
  private func render(
    _ text: String, _ lower: Int, _ upper: Int, label: String = "here", isColoured: Bool = false
  ) -> String {
    var sources = SourceMap()
    let source = sources.add(name: "a.stile", bytes: Array(text.utf8))
    let diagnostic = Diagnostic(
      "some-code", "message", at: Label(SourceSpan(source.id, lower, upper), label))
    return DiagnosticRenderer(sources: sources, isColoured: isColoured).render(diagnostic)
  }

  @Test func `carets stand under what is meant`() {
    #expect(
      render("one two three\n", 4, 7)
        == """
        error[some-code]: message
         --> a.stile:1:5
          |
        1 | one two three
          |     ^^^ here

        """)
  }

  @Test func `tabs are four columns, wide characters two, combining ones none`() {
    let text = "\ta日e\u{301}x"
    let upper = text.utf8.count
    #expect(
      render(text, upper - 1, upper).split(separator: "\n")[3...]
        == ["1 |     a日e\u{301}x", "  |         ^ here"])
  }

  @Test func `what a terminal would obey is spelled out`() {
    let text = "a\u{1B}[2J\u{202E}b"
    let lines = render(text, 8, 9, label: "\u{1B}[31m").split(separator: "\n")
    #expect(lines[3] == "1 | a\\u{1B}[2J\\u{202E}b")
    #expect(lines[4] == "  |                   ^ \\u{1B}[31m")
  }

  @Test func `a long line is cut around the place`() {
    let text =
      String(repeating: "x", count: 50_000) + "HERE" + String(repeating: "y", count: 50_000)
    let lines = render(text, 50_000, 50_004).split(separator: "\n")
    #expect(lines[3].count <= 125)
    let column = lines[4].prefix { $0 != "^" }.count
    #expect(lines[3].dropFirst(column).hasPrefix("HERE"))
    #expect(lines[4].hasSuffix("^^^^ here"))
  }

  @Test func `a span of several lines is shown by its first`() {
    let lines = render("one\ntwo\nthree", 1, 9).split(separator: "\n")
    #expect(lines[3...] == ["1 | one", "  |  ^^ here"])
  }

  @Test func `a place behind the end is the end`() {
    #expect(
      render("one\n", 100, 200).split(separator: "\n")[1...] == [
        " --> a.stile:2:1", "  |", "2 |", "  | ^ here",
      ])
  }

  @Test func `colours frame the same text`() {
    let coloured = render("one two", 0, 3, isColoured: true)
    #expect(coloured.contains("\u{1B}[1;31merror[some-code]"))
    let plain = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == render("one two", 0, 3))
  }

  @Test func `labels of other files name them, and lines ascend`() {
    var sources = SourceMap()
    let one = sources.add(name: "one.stile", bytes: Array("a\nb\nc\nd\ne\nf\n".utf8))
    let two = sources.add(name: "two.stile", bytes: Array("x\ny\n".utf8))
    let diagnostic = Diagnostic(
      "some-code", "message", at: Label(SourceSpan(one.id, 10, 11), "primary"),
      secondary: [
        Label(SourceSpan(two.id, 2, 3), "elsewhere"), Label(SourceSpan(one.id, 0, 1), "before"),
      ], help: "do this", severity: .lint)
    #expect(
      DiagnosticRenderer(sources: sources).render(diagnostic)
        == """
        lint[some-code]: message
         --> one.stile:6:1
          |
        1 | a
          | - before
        ...
        6 | f
          | ^ primary
         ::: two.stile:2:1
          |
        2 | y
          | - elsewhere
          |
          = help: do this

        """)
  }
}
