import StileEngine
import StileJournal
import StileMachine
import Testing

/// Launches that never came to their command: the connection broke before the host had read them.
@Suite struct LostLaunchTests {
  private func rig(losing loss: ScriptedHost.Loss) throws -> Rig {
    let rig = try Rig.runbook(
      """
      step one "One" {
        no undo "a test"
        run `put a 1`
        run `put b 2`
      }
      """)
    rig.host.losing = ["put b 2": loss]
    return rig
  }

  @Test func `what never came there is sent again`() throws {
    let rig = try rig(losing: .connection)
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["one: done"])
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }

  @Test func `on a host that was started anew meanwhile, somebody has to say whether it ran`()
    throws
  {
    let rig = try rig(losing: .reboot)
    #expect(try rig.process()?.exitCode == 3)
    #expect(rig.host.ledger == ["put a 1"])
    rig.choice = PersonAnswer(word: "not", text: "seen", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }

  @Test func `whoever lost the run to another runner starts nothing more`() throws {
    let rig = try rig(losing: .takeover)
    #expect(try rig.process() == .held("another runner"))
    #expect(rig.host.ledger == ["put a 1"])
  }
}
