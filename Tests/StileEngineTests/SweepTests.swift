import StileEngine
import StileJournal
import StileMachine
import Testing

/// Outputs leave their hosts when the journal has them, and not before.
@Suite struct SweepTests {
  private static let body = """
    step one "One" {
      undo { run `drop a` }
      run `put a 1`
      run `put b 1`
      run `put c 1`
    }
    wait 1h
    step two "Two" {
      no undo "a test"
      run `put d 1`
    }
    """

  private func ended(_ rig: Rig) -> [String] {
    rig.journal.compactMap { if case .actEnded(let end) = $0.body { end.attempt } else { nil } }
  }

  @Test func `what is in the journal is of no use on the host`() throws {
    let rig = try Rig.runbook(Self.body)
    #expect(try rig.process() == .done)
    #expect(rig.host.swept == Array(ended(rig).prefix(3)))
  }

  @Test func `no output is given up before its end is durable`() throws {
    let whole = try Rig.runbook(Self.body)
    _ = try whole.process()
    let text = try #require(CompiledText(body: Self.body))
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = Rig(text)
      _ = try rig.process(dying: fault)
      #expect(Set(rig.host.swept).isSubset(of: ended(rig)), "\(fault)")
      #expect(try rig.finish() == .done, "\(fault)")
    }
  }

  @Test func `it costs no commit of its own`() throws {
    let rig = try Rig.runbook(Self.body)
    _ = try rig.process()
    // The beginning, an act each, the wait, the end.
    #expect(rig.commits == 7)
  }
}
