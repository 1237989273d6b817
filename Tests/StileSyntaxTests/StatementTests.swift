import StileSyntax
import Testing

/// What statements are read as.
struct StatementTests {
  @Test(arguments: [
    ("let x: Int? = 1", "(let x: Int? 1)"),
    ("var x = []\nx = [1]", "(var x [])\n(= x [1])"),
    ("let x = step \"S\" { return 1 }", "(let x (step \"S\" {(return 1)}))"),
    ("let w =\n  wait ttl cached", "(let w (wait ttl cached))"),
    (
      "step s \"T\"\n  on h as u batch 2\n  when a == b\n  within 5s retry 3 every 1s\n"
        + "  tags [\"F1\"] safe to repeat\n  reverts in 5m unless confirmed { } simulate { a() }",
      "(step s \"T\" on=h as=u batch=2 when=(== a b) within=duration:5000000000 "
        + "retry=3/duration:1000000000 tags=[\"F1\"] safe reverts=duration:300000000000 {} "
        + "simulate {(call a)})"
    ),
    ("stage a \"S\" tags [\"x\"] { }", "(stage a \"S\" tags=[\"x\"] {})"),
    ("verify { a == b }", "(verify - {(== a b)})"),
    (
      "verify v \"V\" within 5s every 1s holding 2s { a\n b }",
      "(verify v \"V\" within=duration:5000000000 every=duration:1000000000 "
        + "holding=duration:2000000000 {a b})"
    ),
    ("ensure within 1s { a }", "(ensure - within=duration:1000000000 {a})"),
    ("undo { a() }", "(undo {(call a)})"),
    ("undo freeze", "(undo freeze)"),
    ("no undo \"why\"", "(no-undo \"why\")"),
    ("irreversible \"why\"", "(irreversible \"why\")"),
    ("no(1)", "(call no 1)"),
  ])
  func `items and undos`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.statements(text) == sketch)
  }

  @Test(arguments: [
    ("wait 5s", "(wait duration:5000000000)"),
    ("wait until t", "(wait until t)"),
    ("wait until", "(wait until)"),
    ("wait ttl cached tags [\"F9\"]", "(wait ttl cached tags=[\"F9\"])"),
    ("wait ttl tags [\"F9\"]", "(wait ttl tags=[\"F9\"])"),
    ("wait ttl.rest", "(wait (. ttl rest))"),
    ("wait ttl (a)", "(wait ttl (paren a))"),
    ("wait ttl(a)", "(wait (call ttl a))"),
    ("wait dns.window(o)", "(wait (call (. dns window) o))"),
  ])
  func `until and ttl are words before an operand`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.statements(text) == sketch)
  }

  @Test(arguments: [
    ("notify ops \"t\"", "(notify ops \"t\")"),
    (
      "notify [a, b] subject \"s\" \"t\" required when x",
      "(notify [a b] \"s\" \"t\" required when=x)"
    ),
    ("confirm \"Go?\" when a", "(confirm \"Go?\" when=a)"),
    ("manual m \"Do\" on h", "(manual m \"Do\" on=h)"),
    ("manual \"Do\" { verify { a } }", "(manual \"Do\" {(verify - {a})})"),
    (
      "let s = sample \"Load\" every 1s for 5m on h { load() }",
      "(let s (sample \"Load\" duration:1000000000 duration:300000000000 on=h {(call load)}))"
    ),
    (
      "parallel { step \"a\" { }\n step \"b\" { } }", "(parallel {(step \"a\" {}) (step \"b\" {})})"
    ),
    ("for x in xs { a(x) }", "(for x xs {(call a x)})"),
    ("for x in [1, 2] by x.name parallel 4 { }", "(for x [1 2] by=(. x name) parallel=4 {})"),
    ("if a { } else if let b = c { } else { }", "(if a {} else (if let b c {} else {}))"),
    (
      "match a { b, C -> return 1\n _ -> break }",
      "(match a (b, C -> {(return 1)}) (_ -> {(break)}))"
    ),
    ("try { a() } catch e { b(e) }", "(try {(call a)} catch e {(call b e)})"),
    ("return", "(return)"), ("expect a == 1, \"why\"", "(expect (== a 1) \"why\")"),
    ("given sim.host(\"a\")", "(given (call (. sim host) \"a\"))"),
    ("run `a` on h", "(run `a` on=h)"), ("probe `a`", "(probe `a`)"),
  ])
  func `other statements`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.statements(text) == sketch)
  }

  @Test(arguments: [
    ("let a = b or\n  c", "(let a (or b c))"),
    ("let a = b\n  or c", "(let a (or b c))"),
    ("let a = b\n  ?? c", "(let a (?? b c))"),
    ("let a = f(\n  1\n)\n  .b", "(let a (. (call f 1) b))"),
    ("run `a`\n  on h\n  stdin x", "(run `a` on=h stdin=x)"),
    ("a()\nb()", "(call a)\n(call b)"),
    ("a() # end\n\n\n# more\nb()", "(call a)\n(call b)"),
    ("if a { }\nelse { }", "(if a {} else {})"),
    (
      "let a = xs.map(x => if x { 1 } else {\n 2\n })",
      "(let a (call (. xs map) (=> (x) (if x {1} else {2}))))"
    ),
  ])
  func `newlines end statements but where they can't`(_ text: String, _ sketch: String) {
    #expect(TreeSketch.statements(text) == sketch)
  }

  @Test func `a head takes no tails, in parentheses it does`() {
    #expect(
      TreeSketch.statements("step \"s\" when f() on h { }")
        == "(step \"s\" when=(call f) on=h {})")
    #expect(
      TreeSketch.statements("if (succeeds `x` on h) { }")
        == "(if (paren (succeeds `x` on=h)) {})")
    #expect(
      TreeSketch.statements("if succeeds `x` on h { }")
        == "(if (succeeds `x`) {}) !misplaced-clause")
  }

  @Test func `documentation is kept`() {
    let tree = Sources.tree(
      """
      stile 1

      ## Doc of a.
      ##
      ##   Indented.
      fn a() = 1  ## no doc
      # a comment
      let b = 2
      """)
    #expect(tree.diagnostics.isEmpty)
    #expect(tree.root.declarations.map(\.documentation) == ["Doc of a.\n\n  Indented.", nil])
  }
}
