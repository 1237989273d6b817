import StileCheck
import StileEngine
import StileJournal
import StileMachine
import Testing

/// What an edited text means for a run that has really begun: what was done of a step counts.
@Suite struct EditComparisonTests {
  private func text(_ changes: (String, String)...) throws -> CompiledText {
    let body = changes.reduce(EditedRunTests.failing) { $0.replacing($1.0, with: $1.1) }
    return try #require(CompiledText(body: body))
  }

  private func table(
    _ rig: Rig, _ edited: CompiledText, _ renamings: [Renaming] = []
  ) throws -> EditTable {
    EditComparison(
      rig.journal, texts: try rig.texts.mapValues { try $0.compared },
      edited: try edited.compared, renamings: renamings
    ).table
  }

  private func failed() throws -> Rig {
    let rig = Rig(try text())
    rig.host.failing["put c 1"] = 3
    _ = try rig.process()
    return rig
  }

  /// The process died while the second command of `two` was on its way.
  private func interrupted() throws -> Rig {
    let rig = Rig(try text())
    rig.host.losing["put c 1"] = .takeover
    _ = try rig.process()
    #expect(rig.statuses == ["one: done", "two: under way"])
    return rig
  }

  @Test func `a failed step that was changed behind what it did can go on`() throws {
    let row = try #require(try table(failed(), text(("put c 1", "put d 1"))).rows.first)
    #expect(row.key == "two" && row.ruling == .taken)
  }

  @Test func `a failed step that was changed before that can only begin anew`() throws {
    let row = try #require(try table(failed(), text(("put b 1", "put d 1"))).asked.first)
    guard case .asked(let offers) = row.ruling else { return }
    #expect(row.key == "two" && offers.map(\.word) == [.restart])
  }

  @Test func `a step under way holds an edit before its place, and none behind it`() throws {
    let rig = try interrupted()
    #expect(try table(rig, text(("put b 1", "put d 1"))).refused.map(\.key) == ["two"])
    let edited = try text(("run `put c 1`", "run `put c 1`\n  run `put d 1`"))
    #expect(try table(rig, edited).rows.map(\.ruling) == [.taken])
  }

  @Test(arguments: [
    ("run `put a 1`", "run `put a 1` as \"u\""),
    ("step one \"One\" {", "step one \"One\" as \"u\" {"),
  ])
  func `another user makes it another step`(_ old: String, _ new: String) throws {
    #expect(try table(failed(), text((old, new))).asked.map(\.key) == ["one"])
  }

  @Test func `what was agreed to once is not asked again, nor is the way back`() throws {
    let rig = try failed()
    let edited = try text(("put a 1", "put x 1"))
    #expect(try table(rig, edited).asked.map(\.key) == ["one"])
    let keep = EditChoice(key: "one", word: .keep, by: "ada", why: "a test")
    _ = try rig.adopt("e", edited, [keep])
    #expect(try table(rig, edited).rows == [])
    let again = try text(("put a 1", "put x 1"), ("put c 1", "put d 1"))
    #expect(try table(rig, again).rows.map(\.key) == ["two"])
    #expect(try table(rig, text()).rows == [])
  }

  @Test func `a step that was taken back for an edit counts as not begun`() throws {
    let rig = try failed()
    let edited = try text(("put a 1", "put x 1"))
    let redo = EditChoice(key: "one", word: .redo, by: "ada", why: "a test")
    rig.host.failing["put x 1"] = 4
    _ = try rig.adopt("e", edited, [redo])
    #expect(rig.statuses.first == "one: failed")
    #expect(try table(rig, text(("put a 1", "put y 1"))).rows.first?.ruling == .taken)
  }

  @Test func `a renamed step is compared under its new name`() throws {
    let rig = try failed()
    let edited = try text(("step one", "step uno"), ("put c 1", "put d 1"))
    let renaming = Renaming(from: "one", to: "uno", family: "uno")
    #expect(try table(rig, edited).renamings == [renaming])
    #expect(try table(rig, edited, [renaming]).rows.map(\.key) == ["two"])
  }

  @Test func `a step is a point of no return by itself, or by an action that it calls`() throws {
    let text = try #require(
      CompiledText(
        """
        stile 1

        action wipe(path: Path) {
          irreversible "it is gone"
          run `rm -- #{path}`
        }

        runbook trial "Trial" on local {
          step keep "Keep" {
            undo { run `rm -- /tmp/a` }
            run `touch /tmp/a`
          }
          step own "Own" {
            irreversible "it is gone"
            run `rm -- /tmp/a`
          }
          step called "Called" { wipe("/tmp/b") }
        }

        """))
    let shape = RunbookShape(of: text.program, runbook: 0)
    #expect(shape.items.filter(\.isPointOfNoReturn).map(\.family) == ["own", "called"])
  }
}

extension CompiledText {
  var compared: ComparedText {
    get throws {
      ComparedText(
        shape: RunbookShape(of: program, runbook: 0),
        machine: try Machine(code: code, arguments: [:]), runbook: 0)
    }
  }
}
