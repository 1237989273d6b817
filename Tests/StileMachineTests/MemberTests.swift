import StileMachine
import Testing

/// Members at the ends of what they are given: nothing traps, and what has no answer says so.
@Suite struct MemberTests {
  private func expect(
    _ cases: [(expression: String, value: String)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (expression, value) in cases {
      let found = try Texts.value(expression)
      #expect(found == value, "\(expression)", sourceLocation: sourceLocation)
    }
  }

  private func expectFailures(
    _ cases: [(expression: String, message: String)],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for (expression, message) in cases {
      let found = try Texts.failure(expression)
      #expect(found == "`value`: " + message, "\(expression)", sourceLocation: sourceLocation)
    }
  }

  @Test func `positions outside a list or a text stop nothing`() throws {
    try expect([
      ("[1, 2].take(9)", "[1, 2]"), ("[1, 2].take(-1)", "[]"), ("[1, 2].drop(9)", "[]"),
      ("[1, 2].slice(-5, 9)", "[1, 2]"), ("[1, 2].slice(2, 1)", "[]"), ("[1].slice(0, 0)", "[]"),
      (#""abc".slice(-5, 2)"#, "\"ab\""), (#""abc".slice(2, 1)"#, "\"\""),
      (#""abc".slice(1, 9223372036854775807)"#, "\"bc\""), ("range(5).take(2)", "[0, 1]"),
    ])
  }

  @Test func `a name that begins with a dot has no extension for that`() throws {
    try expect([
      (#"Path("/root/.profile").extension"#, "\"\""), (#"Path("a.").extension"#, "\"\""),
      (#"Path("/a.b/c").extension"#, "\"\""), (#"Path("/a/.b.c").extension"#, "\"c\""),
    ])
  }

  @Test func `values whose parts only look alike together are not one`() throws {
    try expect([
      (#"[["ab", "c"], ["a", "bc"]].unique().count"#, "2"),
      (#"[["a"], ["a", ""], ["a"]].unique().count"#, "2"),
      (#"[["a\u{8}b"], ["a", "b"]].unique().count"#, "2"),
      (#"[{ "a": "b" }, { "ab": "" }].unique().count"#, "2"),
    ])
  }

  @Test func `what nothing comes to has the type that the elements would have`() throws {
    try expect([
      ("range(0).sum()", "0"), ("[1m].drop(1).sum()", "0ns"),
      (##""#{[0.5].drop(1).sum()}""##, "\"0.0\""), (##""#{[1KB].drop(1).sum()}""##, "\"0B\""),
      ("range(0).min()", "none"), (#""".lines.max()"#, "none"),
      ("range(0).chunks(2)", "[]"), (#""".lines.group_by(x => x)"#, "{}"),
    ])
  }

  @Test func `counts and widths that make no sense are refused`() throws {
    try expectFailures([
      ("[1].chunks(0)", "a list is cut into chunks of one element or more"),
      (#""a".pad_start(3, "ab")"#, "a text is padded with one letter, not with \"ab\""),
      (#""a".repeat(9223372036854775807)"#, "a text is longer than 64MiB"),
      (#""[1".json"#, "the text is no JSON: a `,` or the closing bracket is due, at byte 2"),
      (
        "(1000000000000.0 * 1000000000000.0).round()",
        "1e+24 is beyond the range of 64-bit integers"
      ),
      (
        "[9223372036854775807, 1].sum()",
        "9223372036854775807 + 1 is beyond the range of 64-bit integers"
      ),
    ])
    try expect([(#""a".repeat(-1)"#, "\"\""), (#""abc".pad_end(-3, ".")"#, "\"abc\"")])
  }

  @Test func `elements that are equal stay in their order`() throws {
    try expect([
      (#"["bb", "aa", "c"].sorted_by(x => x.count)"#, "[\"c\", \"bb\", \"aa\"]"),
      (
        #"["b1", "a1", "b2"].group_by(x => x.slice(0, 1))"#,
        "{b: [\"b1\", \"b2\"], a: [\"a1\"]}"
      ),
    ])
  }

  @Test func `letters count as people count them`() throws {
    try expect([
      (#""hä=x".index_of("=")"#, "2"), (#""e\u{301}a".slice(1, 2)"#, "\"a\""),
      (#""a".index_of("b")"#, "none"), (#""a=b".after("x")"#, "none"),
      (#""Ä".pad_start(3, "·")"#, "\"··Ä\""),
    ])
  }

  @Test func `a function of a member sees what is around it`() throws {
    try expect([
      (#"{"a": 1, "b": 2}.filter((key, number) => number > [1].sum())"#, "{b: 2}"),
      (#"{"a": [1], "b": []}.map_values(xs => xs.map(x => x + 1))"#, "{a: [2], b: []}"),
      (#"[[2, 1], [0]].sorted_by(xs => xs.sum()).map(xs => xs.count)"#, "[1, 2]"),
    ])
  }
}
