import StileEngine
import StileJournal
import StileMachine
import Testing

/// Another machine answers under a name that the run knows.
@Suite struct ReplacedHostTests {
  /// A run that stopped at its second step, and then another machine under the name of the first.
  private func replaced(dyingAt fault: Rig.Fault? = nil) throws -> Rig {
    let rig = try Rig.runbook(
      """
      step one "One" {
        undo { run `drop a` }
        run `put a 1`
      }
      step two "Two" {
        undo { run `drop b` }
        run `put b 2`
      }
      """)
    if let fault {
      #expect(try rig.process(dying: fault) == nil)
    } else {
      rig.host.failing = ["put b 2": 1]
      #expect(try rig.process()?.exitCode == 1)
      rig.host.failing = [:]
    }
    rig.host.machineID = "another"
    return rig
  }

  private func answer(_ word: String) -> PersonAnswer {
    PersonAnswer(word: word, text: "its disk was moved", person: "ada", terminal: nil)
  }

  @Test func `nothing goes there without a person's word`() throws {
    let rig = try replaced()
    let before = rig.host.ledger
    #expect(try rig.process()?.exitCode == 1)
    rig.choice = answer("park")
    #expect(try rig.process()?.exitCode == 3)
    rig.choice = nil
    #expect(try rig.process(.undo(why: "test"))?.exitCode == 5)
    #expect(rig.host.ledger == before)
  }

  @Test func `somebody says that it takes the other's place, and what was done stays done`()
    throws
  {
    let rig = try replaced()
    rig.choice = answer("replace")
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.view.decisions.last?.why == "its disk was moved")
    #expect(rig.view.hosts["local"]?.binding.machineID == "another")
    rig.choice = answer("continue")
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 2"])
  }

  @Test func `who sits there is asked, with what was done on the one before`() throws {
    let rig = try replaced()
    rig.hasPeople = true
    rig.answers = [answer("replace"), answer("continue")]
    #expect(try rig.process() == .done)
    let text = try #require(rig.questions.first?.text)
    #expect(text.contains("another machine answers as local"))
    #expect(text.contains("done on the one before: one"))
  }

  @Test func `an act whose end nobody knows is in doubt there`() throws {
    let rig = try replaced(dyingAt: .afterSubmission(2, isDelivered: true))
    #expect(rig.view.openActs.count == 1)
    rig.host.claims = [:]
    rig.choice = answer("replace")
    #expect(try rig.process()?.exitCode == 3)
    #expect(rig.statuses.contains { $0.hasSuffix("in doubt") }, "\(rig.statuses)")
  }
}
