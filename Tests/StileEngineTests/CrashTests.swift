import StileEngine
import StileJournal
import StileMachine
import Testing

/// A process that dies at any instant: resumed, the run ends as if nothing had been.
@Suite struct CrashTests {
  static let text = """
    stile 1

    action store(key: String, value: String) {
      let before = (probe `get #{key}`).text
      undo {
        run `put #{key} #{before}`
        verify { (probe `get #{key}`).text == before }
      }
      run `put #{key} #{value}`
    }

    runbook trial "Trial" {
      step first "First" on local {
        store("a", "1")
        store("b", "2")
        verify { (probe `get a`).text == "1" }
      }
      let seen = (probe `get b` on local).text
      wait 5m
      for name in ["x", "y"] {
        step each "Store #{name}" on local {
          ensure { succeeds `has #{name}` }
          undo { run `drop #{name}` }
          run `put #{name} #{seen}`
        }
      }
      notify console "half way"
      undo first
      step last "Last" on local {
        no undo "a note only"
        run `put end 1`
      }
    }

    """

  static let compiled = CompiledText(text)

  static let changes = [
    "put a 1", "put b 2", "put x 2", "put y 2", "put b old-b", "put a old-a", "put end 1",
  ]

  private func rig() throws -> Rig {
    let rig = Rig(try #require(Self.compiled))
    rig.host.store = ["a": "old-a", "b": "old-b"]
    return rig
  }

  @Test func `an undisturbed run makes each change once`() throws {
    let rig = try rig()
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == Self.changes)
    #expect(rig.host.store == ["a": "old-a", "b": "old-b", "x": "2", "y": "2", "end": "1"])
    #expect(rig.delivered.map(\.body) == ["half way"])
  }

  @Test func `killed anywhere and resumed it makes each change once`() throws {
    let whole = try rig()
    _ = try whole.process()
    var places = 0
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try rig()
      let verdict = try rig.process(dying: fault) ?? rig.finish()
      #expect(verdict == .done, "\(fault)")
      #expect(rig.host.ledger == Self.changes, "\(fault)")
      #expect(rig.host.store == whole.host.store, "\(fault)")
      places += 1
    }
    #expect(places >= 50)
  }

  @Test func `killed twice it still makes each change once`() throws {
    let whole = try rig()
    _ = try whole.process()
    let all = Rig.faults(commits: whole.commits, submissions: whole.submissions)
    for (index, fault) in all.enumerated() {
      let rig = try rig()
      _ = try rig.process(dying: fault)
      let second = all[(index * 7 + 3) % max(all.count / 3, 1)]
      let verdict = try rig.process(dying: second) ?? rig.finish()
      #expect(verdict == .done, "\(fault), then \(second)")
      #expect(rig.host.ledger == Self.changes, "\(fault), then \(second)")
    }
  }

  @Test func `killed anywhere while it goes back, the host is as it was`() throws {
    let whole = try rig()
    _ = try whole.process()
    _ = try whole.process(.undo(why: "test"))
    #expect(whole.host.store == ["a": "old-a", "b": "old-b", "end": "1"])
    let undone = whole.host.ledger
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try rig()
      _ = try rig.process()
      let verdict = try rig.process(.undo(why: "test"), dying: fault) ?? rig.finish(back: true)
      #expect(verdict == .undone, "\(fault)")
      #expect(rig.host.ledger == undone, "\(fault)")
    }
  }
}
