import StileEngine
import StileJournal
import StileMachine
import Testing

/// A run that is taken back to one of its steps, or one step of it, and goes forward again.
@Suite struct CutTests {
  private static let text = """
    let seen = (probe `get a`).text
    step one "One" {
      undo { run `drop x` }
      run `put x 1`
    }
    step two "Two" {
      undo { run `drop y` }
      run `put y #{seen}`
    }
    notify console "half way"
    let number = step three "Three" {
      undo { run `drop z` }
      run `put z 3`
      return 3
    }
    step four "Four" {
      undo { run `drop sum` }
      run `put sum #{number}`
    }
    """

  private static let there = ["put x 1", "put y 1", "put z 3", "put sum 3"]
  private static let back = ["drop sum", "drop z", "drop y"]

  private func done(_ text: String = Self.text) throws -> Rig {
    let rig = try Rig.runbook(text)
    rig.host.store["a"] = "1"
    #expect(try rig.process() == .done)
    return rig
  }

  private func text(_ rig: Rig) throws -> ComparedText { try #require(rig.texts["r"]).compared }

  private func keys(_ rig: Rig, behind key: String) throws -> [String] {
    try Cut.behind(key, of: rig.view, text(rig)).keys
  }

  @Test func `it goes forward again behind the step that stays, and asks anew what that reads`()
    throws
  {
    let rig = try done()
    let keys = try keys(rig, behind: "one")
    #expect(keys == ["seen", "two", "half_way", "three", "four"])
    #expect(try rig.process(.undo(why: "test", cut: keys))?.exitCode == 0)
    #expect(rig.host.ledger == Self.there + Self.back)
    rig.host.store["a"] = "2"
    #expect(try rig.process() == .done)
    #expect(
      rig.host.ledger == Self.there + Self.back + ["put y 2", "put z 3", "put sum 3"])
    #expect(rig.delivered.map(\.body) == ["half way", "half way"])
    #expect(rig.view.item("one")?.generation == 1)
    #expect(rig.view.item("two")?.generation == 2)
  }

  @Test func `whenever it dies on the way back, it comes to the step and no further`() throws {
    let whole = try done()
    let keys = try keys(whole, behind: "one")
    _ = try whole.process(.undo(why: "test", cut: keys))
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try done()
      _ = try rig.process(.undo(why: "test", cut: keys), dying: fault)
      if rig.view.direction == .back { _ = try rig.process() }
      // Before the journal had it, nobody had asked for it.
      if rig.host.ledger == Self.there { _ = try rig.process(.undo(why: "test", cut: keys)) }
      #expect(rig.host.ledger == Self.there + Self.back, "\(fault)")
      #expect(rig.view.direction == .forward, "\(fault)")
      #expect(try rig.finish() == .done, "\(fault)")
      #expect(
        rig.host.ledger == Self.there + Self.back + ["put y 1", "put z 3", "put sum 3"],
        "\(fault)")
    }
  }

  @Test func `an undo of the whole run takes the place of one that was cut short`() throws {
    let rig = try done()
    let keys = try keys(rig, behind: "two")
    #expect(try rig.process(.undo(why: "test", cut: keys), dying: .afterCommit(2)) == nil)
    #expect(rig.view.direction == .back)
    #expect(try rig.finish(back: true) == .undone)
    #expect(rig.host.ledger.suffix(4) == ["drop sum", "drop z", "drop y", "drop x"])
  }

  @Test func `what was done in a branch beside the step stays`() throws {
    let rig = try done(
      """
      parallel {
        stage "Left" {
          step near "Near" {
            undo { run `drop n` }
            run `put n 1`
          }
          step far "Far" {
            undo { run `drop f` }
            run `put f 1`
          }
        }
        step right "Right" {
          undo { run `drop r` }
          run `put r 1`
        }
      }
      step last "Last" {
        undo { run `drop l` }
        run `put l 1`
      }
      """)
    let cut = try Cut.behind("near", of: rig.view, text(rig))
    #expect(cut.keys == ["far", "last"])
    #expect(cut.beside == ["right"])
    #expect(try rig.process(.undo(why: "test", cut: cut.keys))?.exitCode == 0)
    #expect(rig.host.ledger.suffix(2) == ["drop l", "drop f"])
    #expect(rig.host.store["r"] == "1")
  }

  @Test func `one step out of the middle goes alone, and who has read its value is named`() throws {
    let rig = try done()
    let cut = try Cut.only("three", of: rig.view, text(rig))
    #expect(cut.keys == ["three"])
    #expect(cut.readers == ["four"])
    #expect(try rig.process(.undo(why: "test", cut: cut.keys))?.exitCode == 0)
    #expect(rig.host.ledger == Self.there + ["drop z"])
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == Self.there + ["drop z", "put z 3"])
  }

  @Test func `a step that was never done is no place to go back to`() throws {
    let rig = try Rig.runbook(Self.text)
    rig.host.store["a"] = "1"
    rig.host.failing["put z 3"] = 1
    #expect(try rig.process()?.exitCode == 1)
    let problem = #expect(throws: CutProblem.self) { try keys(rig, behind: "three") }
    #expect(
      problem?.message
        == "this run has done no `three`; it has done `seen`, `one`, `two`, `half_way`")
  }

  @Test func `what was waived makes the way back incomplete, and the run goes forward again`()
    throws
  {
    let rig = try done()
    rig.host.failing["drop z"] = 1
    rig.choice = PersonAnswer(word: "waive", text: "it is harmless", person: "ada", terminal: nil)
    let keys = try keys(rig, behind: "two")
    #expect(try rig.process(.undo(why: "test", cut: keys))?.exitCode == 5)
    #expect(rig.host.ledger == Self.there + ["drop sum"])
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == Self.there + ["drop sum", "put z 3", "put sum 3"])
  }

  @Test func `at a failure somebody goes back to a step, and is asked again which if it is none`()
    throws
  {
    let rig = try Rig.runbook(Self.text)
    rig.host.store["a"] = "1"
    rig.host.failing["put sum 3"] = 1
    rig.hasPeople = true
    rig.answers = ["none", "one"].map {
      PersonAnswer(word: "back", text: $0, person: "ada", terminal: nil)
    }
    #expect(try rig.process()?.exitCode == 0)
    #expect(rig.host.ledger == ["put x 1", "put y 1", "put z 3"] + Self.back)
    #expect(rig.questions.count == 2)
    #expect(rig.questions.last?.text.contains("this run has done no `none`") == true)
    #expect(rig.view.item("four")?.isForgotten == true)
  }
}
