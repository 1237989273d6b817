import StileSyntax
import Testing

/// What stands too deep is said so, once, and does not overflow the stack: neither when it is read
/// nor when the tree is freed.
struct NestingTests {
  private static let many = 10_000

  @Test(arguments: [
    ("(", ")"), ("[", "]"), ("{\"a\": ", "}"), ("f(", ")"), ("- ", ""), ("not ", ""),
    ("fail ", ""), ("some ", ""), ("x => ", ""), ("if a { ", " }"), ("if a { } else ", ""),
    ("match a { _ -> ", " }"), ("a ?? ", ""), ("\"#{", "}\""), ("`x #{", "}`"), ("a[", "]"),
    ("run ", ""), ("() => [", "]"),
  ])
  func `constructs in each other`(_ opening: String, _ closing: String) {
    let text =
      "stile 1\nlet x = " + String(repeating: opening, count: Self.many) + "1"
      + String(repeating: closing, count: Self.many) + "\nlet y = 2\n"
    let tree = Sources.tree(text)
    #expect(tree.diagnostics.count == 1)
    #expect(["nesting-too-deep", "expected-value"].contains(tree.diagnostics.first?.code))
    #expect(tree.root.declarations.count == 2)
  }

  @Test(arguments: [
    " + 1", " and 1", ".a", "(1)", "[1]", " / (1)", " ?? 1", ".a(b => 1)",
  ])
  func `chains make trees as deep`(_ link: String) {
    let text = "stile 1\nlet x = a" + String(repeating: link, count: Self.many) + "\nlet y = 2\n"
    let tree = Sources.tree(text)
    #expect(tree.diagnostics.map(\.code) == ["nesting-too-deep"])
    #expect(tree.root.declarations.count == 2)
  }

  @Test(arguments: [
    "(", "[", "{\"a\": ", "f(", "a[", "x => ", "not ", "- ", "if a { ", "\"#{", "`x #{",
  ])
  func `a hundred thousand of them`(_ opening: String) {
    let text = "stile 1\nlet x = " + String(repeating: opening, count: 100_000) + "\n"
    #expect(Sources.codes(text).contains("nesting-too-deep"))
  }

  @Test func `chains in brackets in chains do not add up`() {
    let chain = String(repeating: " + 1", count: 100)
    var text = "1"
    for _ in 0..<100 { text = "(\(text))\(chain)" }
    #expect(Sources.codes("stile 1\nlet x = \(text)\n") == ["nesting-too-deep"])
  }

  @Test(arguments: [
    "stage \"a\" { ", "if a { ", "for a in b { ", "try { ", "parallel { ", "match a { _ -> { ",
    "undo { ", "step \"a\" { ",
  ])
  func `blocks in each other`(_ opening: String) {
    let text =
      "stile 1\nrunbook \"r\" {\n  " + String(repeating: opening, count: Self.many)
    #expect(Sources.codes(text) == ["nesting-too-deep"])
  }

  @Test(arguments: ["List[", "(", "(A) -> "])
  func `types in each other`(_ opening: String) {
    let text = "stile 1\nparam x: " + String(repeating: opening, count: Self.many) + "\n"
    #expect(Sources.codes(text) == ["nesting-too-deep"])
  }

  @Test(arguments: ["$(", "\"$(", "(", "$((", "${x:-", "$((1 + $("])
  func `sh text in itself`(_ opening: String) {
    let text = "stile 1\nlet x = run `a " + String(repeating: opening, count: Self.many) + "`\n"
    let codes = Sources.codes(text)
    #expect(codes.last == "nesting-too-deep" || codes.last == "unclosed-shell-text")
  }

  @Test func `what is deep but not too deep is read`() {
    let text = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(Sources.codes("stile 1\nlet x = \(text)\n") == [])
    #expect(Sources.codes("stile 1\nlet x = a\(String(repeating: " and b", count: 120))\n") == [])
  }

  @Test func `many statements side by side are not deep`() {
    let text = String(repeating: "  if a { b.c(d) }\n", count: 2_000)
    #expect(Sources.codes("stile 1\nrunbook \"r\" {\n\(text)}\n") == [])
    let list = String(repeating: "a.b(c) + 1, ", count: 2_000)
    #expect(Sources.codes("stile 1\nlet x = [\(list)]\n") == [])
  }
}
