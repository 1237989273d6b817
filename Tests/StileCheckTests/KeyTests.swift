import StileCheck
import StileSyntax
import Testing

/// The names by which items are remembered.
struct KeyTests {
  @Test(arguments: [
    ("Make the project trees read-only", "make_the_project_trees_read_only"),
    ("  Is it up?  ", "is_it_up"), ("Größe", "gr_e"), ("???", ""), ("A1 b2", "a1_b2"),
  ])
  func `a slug is made of the letters and digits of a title`(_ title: String, _ slug: String) {
    let text = "stile 1\nrunbook \"\(title)\" {\n}\n"
    let result = check(text)
    #expect(result.program?.runbooks.first?.id ?? "" == slug)
    #expect(result.diagnostics.map(\.code) == (slug.isEmpty ? ["key-missing"] : []))
  }

  @Test func `loops and stages with an id are part of a key`() throws {
    let program = try program(
      """
      stile 1
      runbook all "All" {
        for site in ["eu", "us"] {
          stage move "Move" {
            for name in ["a", "b"] {
              confirm go "Go on with #{name}?"
            }
            confirm done "Done?"
          }
          stage "Only a heading" {
            confirm after "After?"
          }
        }
      }
      """)
    let body = program.runbooks[0].body
    let parts = items(body.statements).map { item in
      let loops = item.part.loops.map { body.locals[$0.index].name }
      return "\(item.part.name)[\(loops.joined(separator: " "))]"
    }
    #expect(parts == ["go[name]", "done[]", "after[site]"])
    guard case .forEach(let loop) = body.statements[0].kind,
      case .stage(let stage) = loop.body[0].kind
    else {
      Issue.record("no stage in a loop")
      return
    }
    #expect(stage.part?.name == "move")
    #expect(stage.part?.loops.map { body.locals[$0.index].name } == ["site"])
  }

  @Test func `two items of one name are told apart by their loops and stages alone`() {
    let one = """
      stile 1
      runbook all "All" {
        confirm go "Go on?"
        for name in ["a"] { confirm go "Go on with #{name}?" }
        stage first "First" { confirm go "Go on?" }
      }
      """
    #expect(codes(one) == [])
    let two = """
      stile 1
      runbook all "All" {
        if 1 < 2 { confirm go "Go on?" } else { confirm go "Go on?" }
      }
      """
    #expect(codes(two) == ["key-taken"])
  }

  @Test func `an item without an id is offered one that is free`() throws {
    let text = """
      stile 1
      runbook all "All" {
        confirm "Go on?"
        confirm go_on_2 "Go on still?"
        confirm "Go on?"
      }
      """
    let edit = try #require(check(text).diagnostics.first?.fixIts.first?.edits.first)
    #expect(edit.replacement == " go_on_3")
    let bytes = Array(text.utf8)
    let mended =
      bytes[..<Int(edit.span.lower)] + Array(edit.replacement.utf8) + bytes[Int(edit.span.upper)...]
    #expect(codes(String(decoding: mended, as: UTF8.self)) == [])
  }

  @Test func `a record names its round by its name, else by what is written`() throws {
    let program = try program(
      """
      stile 1
      record Site {
        name: String
        port: Int
      }
      let sites = [Site(name: "a", port: 1)]
      runbook all "All" {
        for site in sites { confirm first "First?" }
        for site in sites by site.port { confirm second "Second?" }
        for server in [local] { confirm third "Third on #{server.name}?" }
      }
      """)
    let body = program.runbooks[0].body
    let loops = body.statements.compactMap { statement -> TypedFor? in
      if case .forEach(let loop) = statement.kind { loop } else { nil }
    }
    #expect(loops.map { $0.by?.type } == [.string, .int, nil])
    #expect(loops.map { $0.keyLocal == $0.variable } == [false, false, true])
    #expect(items(body.statements).map(\.part.loops) == loops.map { [$0.keyLocal] })
  }

  @Test func `undo names the step of its own stage, in all rounds`() throws {
    let program = try program(
      """
      stile 1
      runbook all "All" {
        for name in ["a"] {
          step freeze "Freeze #{name}" { expect true, "so it is" }
        }
        undo freeze
      }
      """)
    let item = try #require(items(program.runbooks[0].body.statements).last)
    guard case .undoStep(let part) = item.kind else {
      Issue.record("no item that undoes a step")
      return
    }
    #expect(part == KeyPart(name: "freeze", loops: []))
    #expect(item.part.name == "undo_freeze")
  }

  @Test func `questions that stand in the flow whatever happens are listed`() throws {
    let program = try program(
      """
      stile 1
      procedure ask_twice() {
        confirm first "First?"
        if 1 < 2 { confirm second "Second?" }
      }
      runbook all "All" {
        ask_twice()
        for name in ["a"] { confirm third "Third?" }
        confirm fourth "Fourth?" when 1 < 2
        manual fifth "Fifth"
      }
      """)
    #expect(program.runbooks[0].questions.count == 2)
  }
}
