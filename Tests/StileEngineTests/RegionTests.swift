import StileEngine
import StileJournal
import StileMachine
import Testing

/// Polling, holding and waits, in virtual time.
@Suite struct RegionTests {
  private static let second: Int64 = 1_000_000_000

  private func duration(_ rig: Rig) throws -> Int64 {
    let first = try #require(rig.journal.first?.moment.boot)
    let last = try #require(rig.journal.last?.moment.boot)
    return (last - first) / Self.second
  }

  @Test func `a verification is asked until its time is over`() throws {
    let rig = try Rig.runbook("verify there \"There\" within 1m every 7s { succeeds `has a` }")
    #expect(try rig.process()?.exitCode == 1)
    #expect(try duration(rig) == 60)
  }

  @Test func `without a bound it is asked once`() throws {
    let rig = try Rig.runbook("verify there \"There\" { succeeds `has a` }")
    #expect(try rig.process()?.exitCode == 1)
    #expect(try duration(rig) == 0)
  }

  @Test func `it has to keep holding`() throws {
    let rig = try Rig.runbook(
      "verify there \"There\" within 5m every 10s holding 1m { succeeds `has a` }")
    rig.host.store["a"] = "1"
    #expect(try rig.process() == .done)
    #expect(try duration(rig) == 60)
  }

  @Test func `a wait lasts at least its span, also over a crash inside it`() throws {
    let rig = try Rig.runbook("wait 5m")
    #expect(try rig.process() == .done)
    #expect(try duration(rig) == 300)
    let killed = try Rig.runbook("wait 5m")
    #expect(try killed.process(dying: .afterCommit(1)) == nil)
    #expect(try killed.process() == .done)
    #expect(try duration(killed) == 300)
  }

  @Test func `a verification that is asked without a pause ends with its time`() throws {
    let rig = try Rig.runbook(
      "verify there \"There\" within 1s every (1s - 1s) { succeeds `has a` }")
    #expect(try rig.process()?.exitCode == 1)
    #expect(try duration(rig) == 1)
  }

  @Test func `a wait until a date that is over ends at once`() throws {
    let rig = try Rig.runbook("wait until 2020-01-01T00:00Z")
    #expect(try rig.process() == .done)
    #expect(try duration(rig) == 0)
  }

  @Test func `a confirmation that is refused parks and is asked again`() throws {
    let rig = try Rig.runbook("confirm go \"Go on?\"")
    #expect(try rig.process()?.exitCode == 3)
    rig.hasPeople = true
    rig.answers = [PersonAnswer(word: "no", text: "", person: "ada", terminal: nil)]
    #expect(try rig.process()?.exitCode == 3)
    rig.answers = [PersonAnswer(word: "yes", text: "", person: "ada", terminal: nil)]
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["go: done"])
  }
}
