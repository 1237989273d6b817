import StileCheck
import StileSyntax
import Testing

/// The typed program of the design's samples.
struct ProgramTests {
  private func taste() throws -> (program: Program, runbook: Runbook) {
    let program = try program(Taste.runbook, ["hosts.stile": Taste.hosts])
    return (program, try #require(program.runbooks.first))
  }

  @Test func `the runbook of the design has its items in order, by name`() throws {
    let items = items(try taste().runbook.body.statements)
    #expect(
      items.map(\.part.name) == [
        "cached", "freeze", "point", "wait_ttl_cached", "answers", "ask_owner", "web_names_moved",
      ])
    #expect(items.map(\.part.loops.count) == [0, 0, 1, 0, 0, 1, 0])
    #expect(items.map(\.tags) == [[], ["F3"], ["F8"], ["F9"], ["F9"], ["F11"], []])
  }

  @Test func `a runbook has its id, its title and no message`() throws {
    let result = check(Taste.runbook, ["hosts.stile": Taste.hosts])
    #expect(result.diagnostics == [])
    #expect(result.program?.runbooks.map(\.id) == ["web_names"])
    #expect(result.program?.runbooks.first?.title == "Move the web names")
  }

  @Test func `a runbook names the hosts and the secrets that it needs`() throws {
    let (program, runbook) = try taste()
    #expect(runbook.hosts.map { program.globals[$0.index].name } == ["old"])
    #expect(runbook.secrets.map { program.globals[$0.index].name } == ["key"])
  }

  @Test func `the params of a standard module carry its name`() throws {
    let names = try taste().program.globals.map(\.name)
    #expect(names.contains("dns.resolver"))
    #expect(names.contains("old"))
  }

  @Test func `globals stand after those that they read`() throws {
    let program = try program(
      """
      stile 1
      let last = middle()
      fn middle() -> Int = first + 1
      let first = 1
      """)
    #expect(program.globals.map(\.name) == ["first", "last"])
    guard case .let(let value) = program.globals[1].kind, case .call(let id, _, _) = value.kind,
      case .return(let result?) = program.functions[id.index].body.statements.first?.kind,
      case .binary(_, let left, _) = result.kind, case .global(let read) = left.kind
    else {
      Issue.record("`last` is no call of `middle`")
      return
    }
    #expect(program.globals[read.index].name == "first")
  }

  @Test func `an undo keeps the locals that it reads, before its own`() throws {
    let program = try program(Taste.action)
    let freeze = try #require(program.function("freeze"))
    #expect(freeze.body.locals.map(\.name) == ["tree", "before"])
    guard case .undo(let undo) = freeze.body.statements[1].kind else {
      Issue.record("no undo stands second")
      return
    }
    #expect(undo.captures.map { freeze.body.locals[$0.index].name } == ["before", "tree"])
    #expect(undo.body.parameterCount == 2)
    #expect(undo.body.locals.map(\.name) == ["before", "tree"])
    #expect(undo.body.locals.map(\.type) == [.output, .path])
    #expect(undo.body.needsSeat)
  }

  @Test func `what only stands there is not read, what is named is`() throws {
    let program = try program(Taste.action)
    let freeze = try #require(program.function("freeze"))
    guard case .set(_, let before) = freeze.body.statements[0].kind,
      case .execute(let probe) = before.kind,
      case .evaluate(let last) = freeze.body.statements[2].kind,
      case .execute(let run) = last.kind
    else {
      Issue.record("the action has another shape")
      return
    }
    #expect(probe.isOutputRead)
    #expect(!run.isOutputRead)
  }

  @Test func `a literal takes the type of its place, with holes by a conversion`() throws {
    let program = try program(
      """
      stile 1
      param zone: DomainName = "Example.ORG."
      let name: DomainName = "www.#{zone}"
      let path: Path? = "/srv"
      """)
    guard case .param(let zone?) = program.globals[0].kind,
      case .let(let name) = program.globals[1].kind, case .let(let path) = program.globals[2].kind
    else {
      Issue.record("the globals have another shape")
      return
    }
    guard case .constant(let constant) = zone.kind, case .convert(.domainName, _) = name.kind,
      case .constant(.path("/srv")) = path.kind
    else {
      Issue.record("the literals have another shape")
      return
    }
    #expect(constant == .domainName("example.org"))
    #expect(name.type == .domainName)
  }

  @Test func `one channel becomes a list of channels`() throws {
    let program = try program(
      "stile 1\nrunbook greet \"Greet\" {\n  notify console \"hello\"\n}\n")
    let item = try #require(items(program.runbooks[0].body.statements).first)
    guard case .notify(let channels, _, _) = item.kind, case .list(let elements) = channels.kind
    else {
      Issue.record("no notification of a list")
      return
    }
    #expect(elements.count == 1)
    #expect(channels.type == .list(.channel))
  }

  @Test func `what has errors has no program, a lint leaves it`() {
    #expect(check("stile 1\nlet x = y\n").program == nil)
    let result = check(
      "stile 1\nprobe stop() -> Bool = succeeds `systemctl stop nginx`\n")
    #expect(result.diagnostics.map(\.severity) == [.lint])
    #expect(result.program != nil)
  }
}
