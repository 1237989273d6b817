import StileEngine
import StileJournal
import StileMachine
import Testing

/// The claims on hosts hold the journal: what they know, it has to know as well.
@Suite struct AnchorTests {
  @Test func `an older copy of a journal starts nothing`() throws {
    let rig = try Rig.runbook(
      """
      step one "One" {
        undo { run `drop a` }
        run `put a 1`
      }
      step two "Two" {
        undo { run `drop b` }
        run `put b 2`
        verify { succeeds `has c` }
      }
      """)
    #expect(try rig.process()?.exitCode == 1)
    rig.rollBack(before: .actIntended)
    guard case .failed(let text)? = try rig.process() else {
      Issue.record("it went on")
      return
    }
    #expect(text.contains("this journal knows nothing of it"))
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
    guard case .failed? = try rig.process(.undo(why: "test")) else {
      Issue.record("it went back")
      return
    }
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }
}
