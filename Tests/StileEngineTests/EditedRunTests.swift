import StileEngine
import StileJournal
import StileMachine
import Testing

/// A run that takes an edited text: what was done stays done, and goes back by the text that did
/// it.
@Suite struct EditedRunTests {
  static let failing = """
    step one "One" {
      undo { run `drop a` }
      run `put a 1`
    }
    step two "Two" {
      no undo "a test"
      run `put b 1`
      run `put c 1`
    }
    """

  /// A run whose step `two` failed at its second command.
  private func parked(_ body: String = Self.failing) throws -> Rig {
    let rig = try Rig.runbook(body)
    rig.host.failing["put c 1"] = 3
    #expect(try rig.process()?.exitCode == 1)
    return rig
  }

  private func edited(_ changes: (String, String)...) throws -> CompiledText {
    let body = changes.reduce(Self.failing) { $0.replacing($1.0, with: $1.1) }
    return try #require(CompiledText(body: body))
  }

  private func answer(_ word: String, _ text: String = "") -> PersonAnswer {
    PersonAnswer(word: word, text: text, person: "ada", terminal: nil)
  }

  private func choice(_ key: String, _ word: EditChoice.Word) -> EditChoice {
    EditChoice(key: key, word: word, by: "ada", why: "a test")
  }

  @Test func `a failed step goes on with the edited command, and what succeeded stays`() throws {
    let rig = try parked()
    rig.choice = answer("continue")
    #expect(try rig.adopt("e", try edited(("put c 1", "put d 1"))) == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "put d 1"])
    #expect(rig.view.revision?.hash == "e")
  }

  @Test func `the next process goes by the edited text too`() throws {
    let rig = try parked()
    let text = try edited(("put c 1", "put d 1"))
    #expect(try rig.adopt("e", text)?.exitCode == 1)
    rig.choice = answer("continue")
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "put d 1"])
  }

  @Test(arguments: [("put b 1", "put x 1"), ("  run `put b 1`\n", "")])
  func `what was done must be what is asked for, else the step begins anew`(
    _ change: (String, String)
  ) throws {
    let rig = try parked()
    rig.host.failing = [:]
    rig.choice = answer("continue")
    #expect(try rig.adopt("e", try edited(change))?.exitCode == 1)
    #expect(rig.host.ledger == ["put a 1", "put b 1"])
    rig.choice = answer("continue")
    #expect(try rig.process()?.exitCode == 2, "there is nothing to go on with")
    rig.choice = answer("again", "looked at it")
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger.last == "put c 1")
  }

  @Test func `a change that was done and is written no longer is not forgotten`() throws {
    let rig = try parked()
    rig.choice = answer("continue")
    let text = try edited(("  run `put c 1`\n", ""), ("  run `put b 1`\n", ""))
    #expect(try rig.adopt("e", text)?.exitCode == 1)
    #expect(rig.statuses == ["one: done", "two: failed"])
    rig.choice = answer("again", "looked at it")
    #expect(try rig.process() == .done)
  }

  @Test func `undo runs the text that armed it`() throws {
    let rig = try parked()
    rig.choice = answer("continue")
    let text = try edited(("drop a", "drop z"), ("put c 1", "put d 1"))
    #expect(try rig.adopt("e", text, [choice("one", .keep)]) == .done)
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.ledger.last == "drop a")
  }

  @Test func `a step that is done anew goes back by the old text first`() throws {
    let rig = try parked()
    rig.choice = answer("continue")
    let text = try edited(
      ("drop a", "drop z"), ("put a 1", "put z 1"), ("put c 1", "put d 1"))
    #expect(try rig.adopt("e", text, [choice("one", .redo)]) == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "drop a", "put z 1", "put d 1"])
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.ledger.last == "drop z")
  }

  @Test func `a failing undo of a step that is done anew holds the run`() throws {
    let rig = try parked()
    rig.host.failing["drop a"] = 9
    let text = try edited(("put a 1", "put z 1"), ("put c 1", "put d 1"))
    #expect(try rig.adopt("e", text, [choice("one", .redo)])?.exitCode == 5)
    rig.host.failing = [:]
    rig.choice = answer("retry")
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "drop a", "put z 1"])
  }

  @Test func `an item that is gone can be taken back`() throws {
    let rig = try parked()
    let text = try #require(CompiledText(body: "notify console \"over\""))
    let choices = [choice("one", .undo), choice("two", .drop)]
    #expect(try rig.adopt("e", text, choices) == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "drop a"])
  }

  @Test(arguments: [EditChoice.Word.late, .skip])
  func `a step that is new before what is done is done late, or left out`(
    _ word: EditChoice.Word
  ) throws {
    let rig = try parked()
    rig.choice = answer("continue")
    let new = "step zero \"Zero\" {\n no undo \"a test\"\n run `put z 1`\n}\n"
    let text = try #require(
      CompiledText(body: new + Self.failing.replacing("put c 1", with: "put d 1")))
    #expect(try rig.adopt("e", text, [choice("zero", word)]) == .done)
    let isDone = rig.host.ledger.contains("put z 1")
    #expect(isDone == (word == .late))
    #expect(rig.statuses.last == (word == .late ? "zero: done" : "zero: skipped"))
  }

  @Test func `a step with another name keeps what is remembered of it`() throws {
    let rig = try parked()
    rig.choice = answer("continue")
    let text = try edited(
      ("step one", "step uno"), ("step two", "step due"), ("put c 1", "put d 1"))
    let renamings = [
      Renaming(from: "one", to: "uno", family: "uno"),
      Renaming(from: "two", to: "due", family: "due"),
    ]
    #expect(try rig.adopt("e", text, renaming: renamings) == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "put d 1"])
    #expect(rig.statuses == ["uno: done", "due: done"])
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.ledger.last == "drop a")
  }

  @Test func `a step's own undo is armed once, whatever stands before it now`() throws {
    let body = "step two \"Two\" {\n undo { run `drop b` }\n run `put b 1`\n run `put c 1`\n}"
    let rig = try parked(body)
    rig.host.failing = [:]
    rig.choice = answer("again", "a test")
    let new = "step zero \"Zero\" {\n undo { run `drop z` }\n run `put z 1`\n}\n"
    let text = try #require(CompiledText(body: new + body))
    #expect(try rig.adopt("e", text, [choice("zero", .late)]) == .done)
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.ledger.filter { $0 == "drop b" }.count == 1)
  }

  @Test func `an undo that fails goes on by an edited block, with the values of then`() throws {
    let body = "let name = \"a\"\n" + Self.failing.replacing("drop a", with: "drop #{name}")
    let rig = try Rig.runbook(body.replacing("  run `put c 1`\n", with: ""))
    #expect(try rig.process() == .done)
    rig.host.failing["drop a"] = 9
    #expect(try rig.process(.undo(why: "test"))?.exitCode == 5)
    // Another block stands before it now, so its number is another one.
    let new = "step zero \"Zero\" {\n undo { run `drop z` }\n run `put z 1`\n}\n"
    let edited = try #require(
      CompiledText(
        body: "let name = \"b\"\n" + new
          + body.replacing("let name = \"a\"\n", with: "")
          .replacing("drop #{name}", with: "put gone #{name}")))
    let edit = try #require(
      UndoEdit.all(
        rig.view, texts: try rig.texts.mapValues { try $0.compared },
        edited: try edited.compared
      ).first)
    #expect(edit.key == "one" && edit.problem == nil)
    rig.add("e", edited)
    rig.choice = answer("retry")
    var revision = Rig.revision("e")
    revision.rearmings = [edit.rearming]
    #expect(try rig.process(.undo(why: "test", by: revision)) == .undone)
    #expect(rig.host.ledger.last == "put gone a")
  }

  @Test func `an edited block that wants other values can't take anything back`() throws {
    let rig = try parked()
    let edited = try #require(
      CompiledText(
        body: "let name = \"b\"\n" + Self.failing.replacing("drop a", with: "drop #{name}")))
    let edits = UndoEdit.all(
      rig.view, texts: try rig.texts.mapValues { try $0.compared }, edited: try edited.compared)
    #expect(edits.map(\.key) == ["one"])
    #expect(edits.first?.problem?.contains("name") == true)
  }

  @Test func `two edits, the second back to the first text`() throws {
    let rig = try parked()
    let first = try #require(rig.texts["r"])
    let other = try edited(("drop a", "drop z"), ("put c 1", "fail 7"))
    #expect(try rig.adopt("e", other)?.exitCode == 1)
    rig.choice = answer("continue")
    rig.host.failing = [:]
    #expect(try rig.adopt("r", first) == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "put c 1"])
    #expect(rig.view.revisions.map(\.hash) == ["r", "e", "r"])
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.ledger.last == "drop a")
  }

  @Test func `a step in doubt that is found so ends so, whatever it did before`() throws {
    let body =
      "step here \"Here\" {\n ensure { succeeds `has z` }\n undo { run `drop b` }\n"
      + " run `put b 1`\n run `put c 1`\n}"
    let rig = try Rig.runbook(body)
    rig.host.diesDuring = ["put c 1"]
    #expect(try rig.process()?.exitCode == 3)
    rig.host.store["z"] = "1"
    let text = try #require(CompiledText(body: body + "\nnotify console \"over\""))
    #expect(try rig.adopt("e", text) == .done)
    #expect(rig.statuses.first == "here: done")
  }

  @Test func `a wait counts its new time from its beginning`() throws {
    let rig = try Rig.runbook("let span = 5m\nwait span")
    _ = try rig.process(dying: .afterCommit(1))
    let text = try #require(CompiledText(body: "let span = 7m\nwait span"))
    let start = try #require(rig.view.waits.values.first).opened.start
    let key = try #require(rig.view.items.first).started.item.key
    #expect(try rig.adopt("e", text, [choice(key, .recount)]) == .done)
    let end = try #require(rig.journal.last { $0.body.kind == .probeEnded })
    #expect(end.moment.boot - start.boot >= 420_000_000_000)
  }

  @Test func `killed anywhere between two texts, each change is made once`() throws {
    let text = try edited(
      ("drop a", "drop z"), ("put a 1", "put z 1"), ("put c 1", "put d 1"))
    let whole = try parked()
    whole.choice = answer("continue")
    _ = try whole.adopt("e", text, [choice("one", .redo)])
    var places = 0
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try parked()
      rig.choice = answer("continue")
      var verdict = try rig.adopt("e", text, [choice("one", .redo)], dying: fault)
      for _ in 0..<4 where verdict == nil {
        // The edit is decided again only where it did not come to the journal.
        verdict =
          rig.view.revision?.hash == "e"
          ? try rig.process() : try rig.adopt("e", text, [choice("one", .redo)])
      }
      #expect(verdict == .done, "\(fault)")
      #expect(rig.host.ledger == whole.host.ledger, "\(fault)")
      #expect(rig.view.revisions.count == 2, "\(fault)")
      places += 1
    }
    #expect(places >= 20)
  }
}
