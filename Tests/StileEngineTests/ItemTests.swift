import StileEngine
import StileJournal
import StileMachine
import Testing

/// Items: done, already so, skipped, failed, and what a person makes of a failure.
@Suite struct ItemTests {

  private let twoChanges = """
    step two "Two" {
      no undo "a test"
      run `put a 1`
      run `put b 2`
      verify { succeeds `has c` }
    }
    """

  @Test func `an ensure that holds makes the step already so`() throws {
    let rig = try Rig.runbook(
      """
      step here "Here" {
        ensure { succeeds `has a` }
        no undo "a test"
        run `put a 1`
      }
      """)
    rig.host.store["a"] = "0"
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["here: already so"])
    #expect(rig.host.ledger == [])
  }

  @Test func `an ensure that never holds fails the step after its body`() throws {
    let rig = try Rig.runbook(
      """
      step here "Here" {
        ensure { succeeds `has z` }
        no undo "a test"
        run `put a 1`
      }
      """)
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.statuses == ["here: failed"])
    #expect(rig.host.ledger == ["put a 1"])
  }

  @Test func `a when that does not hold skips the step`() throws {
    let rig = try Rig.runbook(
      """
      step here "Here" when false {
        no undo "a test"
        run `put a 1`
      }
      """)
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["here: skipped"])
  }

  @Test func `a step that failed goes on with what failed, and nothing runs twice`() throws {
    let rig = try Rig.runbook(twoChanges)
    #expect(try rig.process()?.exitCode == 1)
    rig.host.store["c"] = "1"
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }

  @Test func `a command that failed is run again by continue, those before it are not`() throws {
    let rig = try Rig.runbook(twoChanges)
    rig.host.store["c"] = "1"
    rig.host.failing["put b 2"] = 3
    #expect(try rig.process()?.exitCode == 1)
    rig.host.failing = [:]
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }

  @Test func `a continued step is armed once, also where its first command failed`() throws {
    let text = """
      stile 1

      action store() {
        undo { run `drop a` }
        run `put a 1`
      }

      runbook trial "Trial" on local {
        step one "One" { store() }
      }

      """
    let rig = Rig(try #require(CompiledText(text)))
    rig.host.failing["put a 1"] = 3
    #expect(try rig.process()?.exitCode == 1)
    rig.host.failing = [:]
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.ledger == ["put a 1", "drop a"])
  }

  @Test func `a step that is found so after half a try was done, not already so`() throws {
    let rig = try Rig.runbook(
      """
      step here "Here" {
        ensure { succeeds `has z` }
        undo { run `drop a` }
        run `put a 1`
      }
      """)
    #expect(try rig.process()?.exitCode == 1)
    rig.host.store["z"] = "1"
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["here: done"])
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.store == ["z": "1"])
  }

  @Test func `from the start runs everything again`() throws {
    let rig = try Rig.runbook(twoChanges)
    #expect(try rig.process()?.exitCode == 1)
    rig.host.store["c"] = "1"
    rig.choice = PersonAnswer(word: "again", text: "checked", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 2", "put a 1", "put b 2"])
  }

  @Test func `a failure without anybody parks, and asks again on each resume`() throws {
    let rig = try Rig.runbook(twoChanges)
    #expect(try rig.process()?.exitCode == 1)
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }

  @Test func `people choose at a failing step`() throws {
    let rig = try Rig.runbook(
      twoChanges + "\nstep next \"Next\" { no undo \"a test\"\n run `put n 1` }")
    rig.hasPeople = true
    rig.answers = [
      PersonAnswer(word: "verify", text: "", person: "ada", terminal: nil),
      PersonAnswer(word: "skip", text: "not needed", person: "ada", terminal: nil),
    ]
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["two: skipped", "next: done"])
    #expect(rig.questions.count == 2)
    #expect(rig.host.ledger == ["put a 1", "put b 2", "put n 1"])
  }

  @Test func `an act of which nobody knows how it ended is never run again by itself`() throws {
    let rig = try Rig.runbook("step one \"One\" {\n no undo \"a test\"\n run `put a 1`\n}")
    rig.host.diesDuring = ["put a 1"]
    #expect(try rig.process()?.exitCode == 3)
    #expect(try rig.process()?.exitCode == 3)
    #expect(rig.host.ledger == ["put a 1"])
    rig.choice = PersonAnswer(word: "ran", text: "seen", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1"])
  }

  @Test func `what somebody says is kept once, however often it is handed over`() throws {
    let rig = try Rig.runbook(twoChanges)
    rig.notes = [
      PersonNote(id: "1", text: "the mail is slow", person: "ada", terminal: nil),
      PersonNote(id: "2", text: "the mail is slow", person: "bob", terminal: nil),
    ]
    #expect(try rig.process()?.exitCode == 1)
    _ = try rig.process()
    #expect(rig.view.notes == rig.notes)
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }

  @Test func `a doubtful step whose ensure holds was done`() throws {
    let rig = try Rig.runbook(
      """
      step one "One" {
        ensure { succeeds `has a` }
        no undo "a test"
        run `put a 1`
      }
      """)
    rig.host.diesDuring = ["put a 1"]
    #expect(try rig.process()?.exitCode == 3)
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["one: done"])
    #expect(rig.host.ledger == ["put a 1"])
  }

  @Test func `a doubtful step that is safe to repeat is run again`() throws {
    let rig = try Rig.runbook(
      "step one \"One\" safe to repeat {\n no undo \"a test\"\n run `put a 1`\n}")
    rig.host.diesDuring = ["put a 1"]
    rig.host.failing = [:]
    let fault = Rig.Fault.afterSubmission(2, isDelivered: true)
    #expect(try rig.process(dying: fault) == nil)
    rig.host.diesDuring = []
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put a 1"])
  }

  @Test func `a failing run is taken back, and that is told apart from an undo on request`() throws
  {
    let rig = try Rig.runbook(
      """
      step one "One" {
        undo { run `drop a` }
        run `put a 1`
      }
      step two "Two" {
        no undo "a test"
        run `put b 2`
        verify { succeeds `has c` }
      }
      """)
    #expect(try rig.process()?.exitCode == 1)
    rig.choice = PersonAnswer(word: "undo", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .failedAndUndone)
    #expect(rig.host.ledger == ["put a 1", "put b 2", "drop a"])
  }

  @Test func `a failed undo parks, and is done by hand or waived by name`() throws {
    let rig = try Rig.runbook("step one \"One\" {\n undo { run `drop a` }\n run `put a 1`\n}")
    #expect(try rig.process() == .done)
    rig.host.failing["drop a"] = 1
    #expect(try rig.process(.undo(why: "test"))?.exitCode == 5)
    rig.host.failing = [:]
    rig.choice = PersonAnswer(word: "retry", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .undone)
    #expect(rig.host.store == [:])
  }

  @Test func `undo stops at what is irreversible`() throws {
    let rig = try Rig.runbook(
      """
      step one "One" {
        undo { run `drop a` }
        run `put a 1`
      }
      step two "Two" {
        irreversible "mail is out"
        run `put b 2`
      }
      """)
    #expect(try rig.process() == .done)
    #expect(try rig.process(.undo(why: "test"))?.exitCode == 5)
    #expect(rig.host.store == ["a": "1", "b": "2"])
    rig.hasPeople = true
    rig.answers = [PersonAnswer(word: "pass", text: "told everybody", person: "ada", terminal: nil)]
    #expect(try rig.process()?.exitCode == 5)
    #expect(rig.host.store == ["b": "2"])
  }

  @Test func `an answer is asked for until it is a value, and a resume has it`() throws {
    let rig = try Rig.runbook(
      """
      let count: Int = ask "How many?"
      step grow "Grow" {
        let name = ask "Which?"
        no undo "a test"
        run `put #{name} #{count}`
        fail "stop here"
      }
      """)
    rig.hasPeople = true
    rig.answers = ["many", "12", "b"].map {
      PersonAnswer(word: "answer", text: $0, person: "ada", terminal: nil)
    }
    _ = try rig.process()
    #expect(rig.host.ledger == ["put b 12"])
    #expect(
      rig.questions.map(\.text).prefix(3) == [
        "How many?", "`many` is no Int: a number such as `42`\nHow many?", "Which?",
      ])
    rig.answers = [PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)]
    let asked = rig.questions.count { $0.kind == .ask }
    _ = try rig.process()
    #expect(rig.questions.count { $0.kind == .ask } == asked)
  }

  @Test func `a command that ended just in time is not run again when the step goes on`() throws {
    let rig = try Rig.runbook(
      "step slow \"Slow\" within 1m { no undo \"a test\"\n run `put a 1`\n run `put b 1` }")
    rig.host.delays["put a 1"] = 70_000_000_000
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.host.ledger == ["put a 1"])
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1"])
  }
}
