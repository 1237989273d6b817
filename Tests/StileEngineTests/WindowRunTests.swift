import StileEngine
import StileMachine
import Testing

/// A run that waits for a TTL window.
@Suite struct WindowRunTests {
  /// One server gave the new answer when the names were observed, because the other one lagged.
  private func splitWorld() throws -> Rig {
    let text = """
      stile 1
      use dns
      runbook trial "Trial" {
        let cached = dns.observe()
        wait ttl cached
      }
      """
    let rig = Rig(try #require(CompiledText(text)))
    rig.observed = [("192.0.2.1:53", "new"), ("192.0.2.2:53", "old")].map { server, value in
      DNSAnswer(
        question: DNSQuestion(server: server, name: "www.example.org", type: "CNAME"),
        content: .records([value], ttl: 60), sent: Moment(utc: 0, boot: 4_999_000_000_000),
        received: Moment(utc: 0, boot: 4_999_000_000_000))
    }
    rig.served = ["192.0.2.1:53": "new", "192.0.2.2:53": "new"]
    return rig
  }

  @Test func `servers that agree on what was observed are asked about, not waited for`() throws {
    let rig = try splitWorld()
    let verdict = try rig.process()
    #expect(verdict?.exitCode == 3)
    guard case .waits(let text)? = verdict else { return #expect(Bool(false), "\(verdict as Any)") }
    #expect(text.hasPrefix("all servers give new for www.example.org CNAME"))
    rig.choice = PersonAnswer(word: "changed", text: "I made it", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["cached: done", "wait_ttl_cached: done"])
  }

  @Test func `a person says that it is the change, and the wait ends`() throws {
    let rig = try splitWorld()
    rig.hasPeople = true
    rig.answers = [PersonAnswer(word: "changed", text: "I made it", person: "ada", terminal: nil)]
    #expect(try rig.process() == .done)
    #expect(rig.questions.count == 1)
  }

  @Test func `a change that was not made yet is waited for no further`() throws {
    let rig = try splitWorld()
    rig.hasPeople = true
    rig.answers = [PersonAnswer(word: "park", text: "", person: "ada", terminal: nil)]
    #expect(try rig.process()?.exitCode == 3)
  }
}
