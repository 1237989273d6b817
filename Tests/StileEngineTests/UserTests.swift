import StileEngine
import StileJournal
import StileMachine
import Testing

/// `as USER` in a run: in what is asked of the world, in the journal, and on the way back.
@Suite struct UserTests {
  private static let body = """
    step one "One" as "anna" {
      undo { run `drop a` }
      run `put a 1`
    }
    step two "Two" {
      no undo "a test"
      run `put b 1` as "bert"
      run `put c 1`
    }
    """

  private func acts(_ rig: Rig) -> [String] {
    rig.journal.compactMap { record in
      guard case .actIntended(let act) = record.body else { return nil }
      return "\(act.rendering) as \(act.user ?? "-")"
    }
  }

  @Test func `the journal says as whom each act runs, and an undo runs as who did it`() throws {
    let rig = try Rig.runbook(Self.body)
    #expect(try rig.process() == .done)
    #expect(rig.host.users == ["put a 1": "anna", "put b 1": "bert"])
    #expect(try rig.finish(back: true) == .undone)
    #expect(rig.host.users["drop a"] == "anna")
    #expect(acts(rig) == ["put a 1 as anna", "put b 1 as bert", "put c 1 as -", "drop a as anna"])
  }

  @Test func `after a crash it goes on as the same users`() throws {
    let whole = try Rig.runbook(Self.body)
    _ = try whole.process()
    let text = try #require(CompiledText(body: Self.body))
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = Rig(text)
      // Of the last ones nothing is lost any more.
      let verdict = try rig.process(dying: fault) ?? rig.finish()
      #expect(verdict == .done, "\(fault)")
      #expect(rig.host.users == ["put a 1": "anna", "put b 1": "bert"], "\(fault)")
    }
  }
}
