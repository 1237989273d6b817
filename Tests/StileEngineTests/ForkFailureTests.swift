import StileEngine
import StileJournal
import StileMachine
import Testing

/// A branch fails: the others finish what they are in, begin nothing, and somebody is asked.
@Suite struct ForkFailureTests {
  private static let second: Int64 = 1_000_000_000

  /// Three branches of two steps each: `put a1 0`, `put a2 0`, `put b1 0` …
  private func rig(failing lines: String...) throws -> Rig {
    let branches = ["a", "b", "c"].map { name in
      let steps = [1, 2].map { number in
        """
        step \(name)\(number) "Step \(name)\(number)" {
          undo { run `drop \(name)\(number)` }
          run `put \(name)\(number) 0`
          run `put \(name)\(number) 1`
        }
        """
      }
      return "stage \"Branch \(name)\" {\n\(steps.joined(separator: "\n"))\n}"
    }
    let rig = try Rig.runbook("parallel {\n\(branches.joined(separator: "\n"))\n}\n")
    for line in lines { rig.host.failing[line] = 1 }
    return rig
  }

  private func answer(_ word: String, why: String = "") -> PersonAnswer {
    PersonAnswer(word: word, text: why, person: "ada", terminal: nil)
  }

  private func forkEnds(_ rig: Rig) -> [ForkEnded] {
    rig.journal.compactMap { if case .forkEnded(let body) = $0.body { body } else { nil } }
  }

  @Test func `the others finish the step that they are in, and begin none`() throws {
    let rig = try rig(failing: "put b1 0")
    rig.host.delays = ["put a1 0": Self.second, "put a1 1": Self.second, "put c1 1": Self.second]
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.statuses.sorted() == ["a1: done", "b1: failed", "c1: done"])
    #expect(
      forkEnds(rig) == [ForkEnded(counts: "b1", failed: ["b1"], held: ["a2", "c2"], open: [])])
    #expect(rig.view.openActs == [])
  }

  @Test func `resumed without a decision, nothing more begins`() throws {
    let rig = try rig(failing: "put c1 0")
    _ = try rig.process()
    let ledger = rig.host.ledger
    for _ in 0..<2 { #expect(try rig.process()?.exitCode == 1) }
    #expect(rig.host.ledger == ledger)
    #expect(rig.view.item("a2") == nil)
  }

  @Test func `once it is decided, all branches go on`() throws {
    let rig = try rig(failing: "put b1 0")
    _ = try rig.process()
    rig.host.failing = [:]
    rig.choice = answer("continue")
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger.count == 12)
    #expect(Set(rig.host.ledger).count == 12)
  }

  @Test func `of two failures the one of the lower branch is asked about first`() throws {
    let rig = try rig(failing: "put a1 1", "put c1 0")
    rig.hasPeople = true
    rig.host.delays = ["put a1 0": Self.second]
    rig.answers = [answer("skip", why: "a test"), answer("skip", why: "a test")]
    #expect(try rig.process() == .done)
    #expect(rig.questions.map { $0.text.prefix(2) } == ["a1", "c1"])
    #expect(rig.statuses.filter { $0.hasSuffix("skipped") } == ["a1: skipped", "c1: skipped"])
  }

  @Test func `after a crash the same failure is asked about first`() throws {
    let rig = try rigWithLateFailure()
    rig.hasPeople = true
    // Nobody answers; meanwhile the lower branch fails as well.
    _ = try rig.process()
    #expect(rig.questions.first?.text.hasPrefix("c1") == true)
    #expect(rig.statuses.contains("look: failed"))
    rig.answers = [answer("park")]
    _ = try rig.process()
    #expect(rig.questions.last?.text.hasPrefix("c1") == true)
  }

  private func rigWithLateFailure() throws -> Rig {
    let rig = try Rig.runbook(
      """
      parallel {
        verify look "Look" within 1m every 10s { succeeds `has z` }
        step c1 "Step c1" {
          no undo "a test"
          run `put c1 0`
        }
      }
      """)
    rig.host.failing["put c1 0"] = 1
    return rig
  }

  @Test func `a verification that only asks does not keep the question waiting`() throws {
    let rig = try rigWithLateFailure()
    #expect(try rig.process()?.exitCode == 1)
    #expect(forkEnds(rig).map(\.open) == [["look"]])
  }

  @Test func `a pause between two tries does not, and nothing is tried while somebody is asked`()
    throws
  {
    let rig = try Rig.runbook(
      """
      parallel {
        step a1 "Step a1" safe to repeat retry 5 every 1m {
          no undo "a test"
          run `put a1 0`
          run `put a1 1`
        }
        step c1 "Step c1" {
          no undo "a test"
          run `put c1 0`
        }
      }
      """)
    rig.hasPeople = true
    rig.host.failing = ["put c1 0": 1, "put a1 1": 1]
    _ = try rig.process()
    #expect(rig.questions.map { $0.text.prefix(2) } == ["c1"])
    #expect(rig.host.ledger == ["put a1 0"])
    rig.host.failing = [:]
    rig.choice = answer("continue")
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a1 0", "put c1 0", "put a1 0", "put a1 1"])
  }

  @Test func `undo takes back what all branches have done, last first`() throws {
    let rig = try rig(failing: "put b1 1")
    _ = try rig.process()
    rig.choice = answer("undo")
    #expect(try rig.process() == .failedAndUndone)
    #expect(rig.host.store == [:])
    #expect(
      rig.host.ledger.filter { $0.hasPrefix("drop") } == [
        "drop a2", "drop c1", "drop b1", "drop a1",
      ])
  }

  @Test func `an answer that comes when the run has turned back changes nothing`() throws {
    let rig = try Rig.runbook(
      """
      parallel {
        confirm ready "Ready?"
        step c1 "Step c1" {
          undo { run `drop c1` }
          run `put c1 0`
          run `put c1 1`
        }
      }
      """)
    rig.hasPeople = true
    rig.host.failing["put c1 1"] = 1
    rig.answers = [answer("undo")]
    rig.silentQuestions = 1
    #expect(try rig.process() == .failedAndUndone)
    #expect(rig.host.store == [:])
  }

  @Test func `a failure outside of every item stops the run, when the others are through`() throws {
    let rig = try Rig.runbook(
      """
      parallel {
        stage "Nothing" {
          let first = [1].slice(1, 1).first ?? fail "nothing there"
          confirm "Is it #{first}?"
        }
        step c1 "Step c1" {
          no undo "a test"
          run `put c1 0`
        }
      }
      """)
    rig.host.delays["put c1 0"] = Self.second
    #expect(try rig.process() == .failed("nothing there"))
    #expect(rig.host.ledger == [])
  }

  @Test func `killed anywhere around a failure, each change is made once`() throws {
    let whole = try rig(failing: "put b1 1")
    whole.host.delays = ["put a1 0": Self.second, "put c2 1": Self.second]
    _ = try whole.process()
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try rig(failing: "put b1 1")
      rig.host.delays = whole.host.delays
      _ = try rig.process(dying: fault) ?? rig.finish()
      rig.host.failing = [:]
      if try rig.process() != .done {
        rig.choice = answer("continue")
        #expect(try rig.process() == .done, "\(fault)")
      }
      #expect(rig.host.ledger.count == 12, "\(fault)")
      #expect(Set(rig.host.ledger).count == 12, "\(fault)")
    }
  }
}
