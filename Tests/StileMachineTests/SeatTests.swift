import StileMachine
import StileSyntax
import Testing

/// On which host and as whom: `on` begins a new seat, `as` changes who sits on it.
@Suite struct SeatTests {
  private static let library = """
    param web: Host = "web"
    param db: Host = "db"
    probe who() -> String = (probe `who`).text
    probe there() -> String = (probe `who` on db).text
    action put() {
      undo { run `drop` }
      run `put`
    }

    """

  /// The commands of a runbook with this header and this body, each as the machine asks for it.
  private func commands(_ body: String, _ header: String = "") throws -> [String] {
    let lines = body.split(separator: "\n").map { "  \($0)\n" }.joined()
    let text = "\(Self.library)\nrunbook main \"Main\"\(header) {\n\(lines)}\n"
    var story = try Texts(text).story()
    var found: [String] = []
    var line = story.next()
    while !line.hasPrefix("finished") {
      let isCommand = ["run ", "probe ", "succeeds "].contains(where: line.hasPrefix)
      if isCommand { found.append(line) }
      let isOfFlow = ["reached", "header", "region", "ended"].contains(where: line.hasPrefix)
      line = story.next(isCommand ? .output("1") : isOfFlow ? .go : .value(.none))
    }
    return found
  }

  private func step(_ clauses: String, _ lines: String...) -> String {
    "step a \"A\" \(clauses) {\n  no undo \"a test\"\n"
      + lines.map { "  \($0)\n" }.joined() + "}"
  }

  @Test(arguments: [
    ("run `x`", "run x on web"), ("run `x` as \"u\"", "run x on web as u"),
    ("run `x` on db", "run x on db"), ("run `x` on db as \"u\"", "run x on db as u"),
  ])
  func `behind a command they hold for it alone`(_ command: String, _ asked: String) throws {
    let found = try commands(step("on web", command, "run `y`"))
    #expect(found == [asked + " arms [nothing (a test) of item]", "run y on web"])
  }

  @Test func `an on of its own leaves the user of the place behind`() throws {
    let found = try commands(
      step("on web as \"u\"", "run `x`", "run `y` on db", "run `z` as \"v\"", "run `w`")
        + "\nlet x = who()\n"
        + step("on db", "run `x`").replacing("step a", with: "step b"), " on web as \"r\"")
    #expect(
      found == [
        "run x on web as u arms [nothing (a test) of item]", "run y on db", "run z on web as v",
        "run w on web as u", "probe who on web as r", "run x on db arms [nothing (a test) of item]",
      ])
  }

  @Test(arguments: [
    ("who()", "probe who on web as u"), ("who() as \"v\"", "probe who on web as v"),
    ("who() on db", "probe who on db"), ("who() on db as \"v\"", "probe who on db as v"),
    ("there()", "probe who on db"),
    ("[1].map(n => who()).count", "probe who on web as u"),
    ("[1].map(n => who() as \"v\").count", "probe who on web as v"),
  ])
  func `behind a call they hold for the commands of the callee`(
    _ call: String, _ asked: String
  ) throws {
    let found = try commands(step("on web as \"u\"", "let x = \(call)", "run `y` env { X: x }"))
    #expect(found == [asked, "run y on web as u arms [nothing (a test) of item]"])
  }

  @Test(arguments: [
    ("let x = who() as \"u\"", "probe who on web as u"),
    ("verify v \"V\" as \"u\" { succeeds `x` }", "succeeds x on web as u"),
    ("verify v \"V\" when who() == \"1\" as \"u\" { succeeds `x` }", "succeeds x on web as u"),
    ("wait 1s when who() == \"1\" as \"u\"", "probe who on web as u"),
    ("manual m \"M\" as \"u\" { verify { succeeds `x` } }", "succeeds x on web as u"),
  ])
  func `every item takes a user`(_ item: String, _ asked: String) throws {
    #expect(try commands(item, " on web").last == asked)
  }

  @Test func `the header of a runbook says who runs its items`() throws {
    #expect(try commands("let x = who()", " on web as \"u\"") == ["probe who on web as u"])
  }

  @Test func `a verification inside a step has its own`() throws {
    let found = try commands(
      step("on web", "run `x`", "verify as \"u\" { succeeds `y` }", "run `z`"))
    #expect(found.dropFirst() == ["succeeds y on web as u", "run z on web"])
  }

  @Test func `an undo runs as the user of the place where it was armed`() throws {
    let found = try commands(
      "step a \"A\" on web as \"u\" {\n  undo { run `back` }\n  put() as \"v\"\n  put() on db\n}")
    #expect(
      found == [
        """
        run put on web as v arms [block main.stile.main 0 on web as u of item, \
        block main.stile.put 0 on web as v]
        """,
        "run put on db arms [block main.stile.put 0 on db]",
      ])
  }

  @Test func `an undo that was armed as a user is begun as that user`() throws {
    let machine = try Texts(Self.library).machine()
    let undo = try machine.begin(
      undo: UndoReference(declaration: "main.stile.put", ordinal: 0), captures: [],
      seat: SeatValue(host: HostValue(name: "web"), user: "v"))
    var story = Story(machine, undo)
    #expect(story.next() == "run drop on web as v")
  }
}
