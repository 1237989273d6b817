import StileSyntax
import Testing

/// What an expression is read as; `(+ a b)` is `a + b`, `!code` a diagnostic.
struct ExpressionTests {
  @Test(arguments: [
    ("1 + 2 * 3", "(+ 1 (* 2 3))"),
    ("1 - 2 - 3", "(- (- 1 2) 3)"),
    ("a ?? b ?? c", "(?? a (?? b c))"),
    ("a + 1 ?? b", "(?? (+ a 1) b)"),
    ("a ?? 1 == 2", "(== (?? a 1) 2)"),
    ("not a == b and c or d", "(or (and (not (== a b)) c) d)"),
    ("not not a", "(not (not a))"),
    ("-a.b(1)[2]", "(- (index (call (. a b) 1) 2))"),
    ("a / \"b\" == c", "(== (/ a \"b\") c)"),
    ("m[k] ?? fail \"why\"", "(?? (index m k) (fail \"why\"))"),
    ("some 1", "(some 1)"),
    ("(a + b) * c", "(* (paren (+ a b)) c)"),
  ])
  func `operators bind as the grammar says`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }

  @Test func `a lambda's names are two at least, and no comma ends them`() {
    #expect(Sources.codes("stile 1\nlet x = xs.find((a, ) => a)\n") == ["unexpected-token"])
    #expect(Sources.codes("stile 1\nlet x = xs.find((a, b) => a)\n") == [])
  }

  @Test(arguments: [
    ("x => x.name", "(=> (x) (. x name))"),
    ("() => 1", "(=> () 1)"),
    ("(a, b) => a + b", "(=> (a b) (+ a b))"),
    ("xs.map(x => y => x)", "(call (. xs map) (=> (x) (=> (y) x)))"),
    ("x => {\"a\": 1}", "(=> (x) {\"a\": 1})"),
  ])
  func `lambdas are known by their first tokens`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }

  @Test(arguments: [
    ("[]", "[]"), ("[1, 2,]", "[1 2]"), ("{}", "{}"), ("{\"a\": 1, b: c}", "{\"a\": 1 b: c}"),
    (".CNAME", ".CNAME"), (".octal(value: \"0644\")", "(call .octal value: \"0644\")"),
    ("Host(name: \"a\")", "(call Host name: \"a\")"),
    ("f(on: 1, to: 2, when: 3)", "(call f on: 1 to: 2 when: 3)"),
    ("a.on.match", "(. (. a on) match)"),
    ("f(\n  a,\n  b\n)", "(call f a b)"),
    ("a\n  .b", "(. a b)"),
  ])
  func `primaries, labels and members`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }

  @Test(arguments: [
    ("f() on host as user", "(seated (call f) on=host as=user)"),
    (
      "run `x` on h as u in d env {A: 1, b: c} stdin s within 5s allow 24 reboots",
      "(run `x` on=h as=u in=d env={A: 1 b: c} stdin=s within=duration:5000000000 allow=24 reboots)"
    ),
    ("(probe `x`).stdout == a.b", "(== (. (paren (probe `x`)) stdout) (. a b))"),
    ("succeeds `x` on h", "(succeeds `x` on=h)"),
    ("ask \"Which?\"", "(ask \"Which?\")"),
    ("rehearse move(a: 1)", "(rehearse (call move a: 1))"),
    ("f(g() on h)", "(call f (seated (call g) on=h))"),
  ])
  func `commands and calls have tails`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }

  @Test(arguments: [
    ("if a { b } else if c { d } else { e }", "(if a {b} else (if c {d} else {e}))"),
    ("if let x = m[k] { x }", "(if let x (index m k) {x})"),
    (
      "match x { none -> 1\n some y -> y\n _ -> 2 }",
      "(match x (none -> {1}) (some y -> {y}) (_ -> {2}))"
    ),
    (
      "match x { CNAME, octal(a, b) -> { c }\n 1 -> d\n \"e\" -> 3 }",
      "(match x (CNAME, octal(a b) -> {c}) (1 -> {d}) (\"e\" -> {3}))"
    ),
  ])
  func `if and match are expressions`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }

  @Test(arguments: [
    ("1 < 2 < 3", "(< (< 1 2) 3) !comparison-chain"),
    ("a == not b", "(== a (not b)) !misplaced-not"),
    (
      "a && b || !c", "(or (and a b) (not c)) !foreign-spelling !foreign-spelling !foreign-spelling"
    ),
    ("'a'", "\"a\" !foreign-spelling"),
    ("(1", "(paren 1) !unclosed-bracket"),
    ("[1 2]", "[1] !unexpected-token"),
    ("f(1 2) + 3", "(+ (call f 1) 3) !unexpected-token"),
    ("", "<missing> !expected-value"),
    ("a b", "a !unexpected-token"),
    ("(a) => b", "(paren a) !unexpected-token"),
    ("x on h", "(seated x on=h) !misplaced-clause"),
    ("match x { .A -> 1\n .B -> 2 }", "(match x (A -> {1}) (B -> {2})) !pattern-dot"),
  ])
  func `a mistake has one message`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.expression(text) == sketch)
  }
}
