import StileEngine
import StileJournal
import StileMachine
import Testing

/// `retry N every D`: what failed for sure is tried again by itself, also over a crash.
@Suite struct RetryTests {
  private static let minute: Int64 = 60_000_000_000

  private func rig(failing times: Int, within clause: String = "") throws -> Rig {
    let rig = try Rig.runbook(
      """
      step flaky "Flaky" safe to repeat retry 2 every 1m \(clause) {
        undo { run `drop a` }
        run `put a 1`
        run `put b 2`
      }
      """)
    rig.host.failsFirst["put b 2"] = times
    return rig
  }

  /// The pauses between the end of a try and the start of the next one.
  private func pauses(_ rig: Rig) -> [Int64] {
    var ended: Int64?
    var pauses: [Int64] = []
    for record in rig.journal {
      switch record.body {
      case .itemEnded(let body) where body.nextTry != nil: ended = record.moment.boot
      case .itemStarted:
        if let end = ended { pauses.append(record.moment.boot - end) }
        ended = nil
      default: break
      }
    }
    return pauses
  }

  @Test func `a step that fails twice is done in its third try`() throws {
    let rig = try rig(failing: 2)
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["flaky: done"])
    #expect(rig.host.ledger == ["put a 1", "put a 1", "put a 1", "put b 2"])
    #expect(pauses(rig) == [Self.minute, Self.minute])
  }

  @Test func `after the last try somebody is asked, and may let it begin anew`() throws {
    let rig = try rig(failing: 5)
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.host.ledger.count == 3)
    #expect(rig.statuses == ["flaky: failed"])
    rig.choice = PersonAnswer(word: "again", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    // Tries 4 and 5 fail as well; the sixth is the second of its own accord.
    #expect(rig.host.ledger.count == 7)
  }

  @Test func `the undo of the step itself is armed once, whatever the number of tries`() throws {
    let rig = try rig(failing: 2)
    _ = try rig.process()
    #expect(try rig.process(.undo(why: "test")) == .undone)
    #expect(rig.host.ledger.filter { $0 == "drop a" }.count == 1)
  }

  @Test func `an ensure that holds by then ends the retries`() throws {
    let rig = try Rig.runbook(
      """
      step flaky "Flaky" safe to repeat retry 2 every 1m {
        ensure { succeeds `has a` }
        no undo "a test"
        run `put a 1`
        run `put b 2`
      }
      """)
    rig.host.failsFirst["put b 2"] = 9
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1"])
    #expect(rig.statuses == ["flaky: done"])
  }

  @Test func `no try begins behind the end of within`() throws {
    let rig = try rig(failing: 9, within: "within 90s")
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.host.ledger == ["put a 1", "put a 1"])
  }

  @Test func `what nobody can say to have failed is not tried again`() throws {
    let rig = try Rig.runbook(
      """
      step look "Look" safe to repeat retry 2 every 1m {
        verify { (probe `fail`).text == "x" }
      }
      """)
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.statuses == ["look: unreachable"])
  }

  @Test(arguments: [10, 30, 90] as [Int64])
  func `a crash in the pause does not lengthen it`(seconds: Int64) throws {
    let rig = try rig(failing: 1)
    let count = try commitOfFirstPause()
    _ = try rig.process(dying: .afterCommit(count))
    rig.pass(seconds * 1_000_000_000)
    #expect(try rig.process() == .done)
    let latest = max(Self.minute, (seconds + 2) * 1_000_000_000)
    #expect(pauses(rig).allSatisfy { (Self.minute...latest).contains($0) })
  }

  private func commitOfFirstPause() throws -> Int {
    for count in 1..<20 {
      let rig = try rig(failing: 1)
      _ = try rig.process(dying: .afterCommit(count))
      if rig.view.item("flaky")?.ended?.nextTry != nil { return count }
    }
    throw Rig.Crash()
  }

  @Test func `killed anywhere, each try makes its changes once`() throws {
    let whole = try rig(failing: 2)
    _ = try whole.process()
    var places = 0
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try rig(failing: 2)
      let verdict = try rig.process(dying: fault) ?? rig.finish()
      #expect(verdict == .done, "\(fault)")
      #expect(rig.host.ledger == whole.host.ledger, "\(fault)")
      places += 1
    }
    #expect(places >= 20)
  }
}
