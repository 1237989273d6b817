import StileSyntax
import Testing

struct LiteralTests {
  @Test(arguments: [
    ("42", "42"), ("0", "0"), ("0.5", "0.5"), ("9223372036854775807", "9223372036854775807"),
    ("500ms", "duration:500000000"), ("30s", "duration:30000000000"),
    ("1h30m", "duration:5400000000000"), ("2d", "duration:172800000000000"),
    ("10KB", "size:10000"), ("4GiB", "size:4294967296"), ("0B", "size:0"),
    ("03:15", "minutes:195"), ("1.abs", "(. 1 abs)"), ("1 - 2", "(- 1 2)"),
  ])
  func `numbers and quantities`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }

  @Test(arguments: [
    ("0644", "leading-zero"), ("00", "leading-zero"), ("9223372036854775808", "malformed-number"),
    ("10x", "malformed-number"), ("1e5", "malformed-number"), ("1_000", "malformed-number"),
    ("1.5h", "malformed-number"), ("30m1h", "malformed-number"), ("1h1h", "malformed-number"),
    ("999999999d", "malformed-number"), ("9999999TiB", "malformed-number"),
    ("24:00", "malformed-time"), ("12:60", "malformed-time"),
  ])
  func `what is no number says so`(_ text: String, _ code: String) {
    #expect(TreeSketch.expression(text) == "<missing> !\(code)")
  }

  @Test(arguments: [
    ("1970-01-01T00:00Z", 0), ("2026-12-01T20:00Z", 1_796_155_200),
    ("2000-02-29T12:30:15Z", 951_827_415), ("1969-12-31T23:59:59Z", -1),
    ("2026-12-01T20:00+02:00", 1_796_148_000), ("2026-12-01T20:00-05:30", 1_796_175_000),
  ])
  func `times`(_ text: String, _ seconds: Int64) {
    #expect(TreeSketch.expression(text) == "time:\(seconds * 1_000_000_000)")
  }

  @Test(arguments: ["a", "a.b", "a.b.c.d", "a.b.c.d.e", "a.on", "a.B", "a.bC", "a.b()", "a."])
  func `a hole of words that stood before is read as it was there`(_ hole: String) {
    let tree = Sources.tree("stile 1\nlet x = \"#{\(hole)}\"\nlet y = \"#{\(hole)}\"\n")
    let found = tree.root.declarations.map { declaration -> [Range<Int32>] in
      guard case .let(let binding) = declaration.kind, case .expression(let value) = binding.value
      else { return [] }
      var parts: [Range<Int32>] = []
      value.forEach {
        parts.append($0.span.lower - value.span.lower..<$0.span.upper - value.span.lower)
      }
      return parts
    }
    #expect(found.count == 2 && found.first == found.last)
  }

  @Test func `a literal right behind the word of a declaration keeps its holes`() {
    let tree = Sources.tree("stile 1\nlet x = \"#{a} #{b}\"\nrunbook \"#{c} #{d.e}\" {\n}\n")
    var names: [String] = []
    tree.root.forEachExpression {
      if case .name(let name) = $0.kind { names.append(name) }
    }
    #expect(names == ["a", "b", "c", "d"])
  }

  @Test func `a time has fractions of a second`() {
    #expect(TreeSketch.expression("1970-01-01T00:00:01.25Z") == "time:1250000000")
  }

  @Test(arguments: [
    "2026-12-01", "2026-12-01T20:00", "2026-12-01T20Z", "2026-02-29T00:00Z", "2026-13-01T00:00Z",
    "2026-12-01T24:00Z", "0001-01-01T00:00Z", "2026-12-01T20:00z", "2026-12-01T20:00+2",
  ])
  func `what is no time says so, and is no subtraction`(_ text: String) {
    #expect(TreeSketch.expression(text) == "<missing> !malformed-time")
  }

  @Test(arguments: [
    (#""a\n\t\\\"\u{e9}\0z""#, "\"a\n\t\\\"é\0z\""),
    (##""a #{b + 1} \#{c}""##, "\"a #{(+ b 1)} #{c}\""),
    (##""#{names.join(", ")} moved""##, "\"#{(call (. names join) \", \")} moved\""),
    (##""#{f("#{g("x")}")}""##, "\"#{(call f \"#{(call g \"x\")}\")}\""),
    (##""#{ {"a": "}"}["a"] ?? r"\" }""##, "\"#{(?? (index {\"a\": \"}\"} \"a\") \"\\\")}\""),
    (##"r"a\n #{b}""##, "\"a\\n #{b}\""),
    ("\"\"", "\"\""),
  ])
  func `strings`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }

  @Test func `a block string loses its common indentation and its last newline`() {
    let text = "\"\"\"\n    one\n      two #{x}\n\n    three \\n\n    \"\"\""
    #expect(TreeSketch.expression(text) == "\"one\n  two #{x}\n\nthree \n\"")
  }

  @Test func `a block string with carriage returns has plain newlines`() {
    #expect(TreeSketch.expression("\"\"\"\r\n  a\r\n  b\r\n  \"\"\"") == "\"a\nb\"")
  }

  @Test func `an empty block string is empty`() {
    #expect(TreeSketch.expression("\"\"\"\n\"\"\"") == "\"\"")
  }

  @Test func `a hole of a block may go over lines`() {
    #expect(TreeSketch.expression("\"\"\"\n  #{f(\n    1\n  )}\n  \"\"\"") == "\"#{(call f 1)}\"")
  }

  @Test(arguments: [
    (#""a\q""#, "malformed-escape"), (#""\u{110000}""#, "malformed-escape"),
    (#""\u{}""#, "malformed-escape"), (#""\u{D800}""#, "malformed-escape"),
    (##""#{}""##, "empty-hole"), ("\"abc", "unclosed-string"), (##""a #{b""##, "unclosed-hole"),
    (##""a #{f("b"}""##, "unclosed-bracket"), ("`abc", "unclosed-command"),
    ("\"\"\"abc\"\"\"", "block-opening"), ("\"\"\"\nabc", "unclosed-string"),
    ("`\nabc", "unclosed-command"), ("``", "empty-command"),
  ])
  func `a broken literal has one message`(_ text: String, _ code: String) {
    let (_, diagnostics) = Parser.parseExpression(Sources.text(text))
    #expect(diagnostics.map(\.code) == [code])
  }

  @Test func `a command keeps all backslashes but its own`() {
    #expect(TreeSketch.expression(#"`printf '\0\\' \`x\``"#) == #"`printf '\0\\' `x``"#)
  }

  @Test func `a block of commands loses its common indentation`() {
    let text = "`\n    if true; then\n      a #{x}\n    fi\n    `"
    #expect(TreeSketch.expression(text) == "`if true; then\n  a #{x}\nfi`")
  }
}
