import StileEngine
import StileJournal
import StileMachine
import Testing

/// Branches side by side: when they begin, what a failure does to the others, what is remembered.
@Suite struct ForkTests {
  private static let second: Int64 = 1_000_000_000

  private static let branches = """
    parallel {
      let one = step one "One" {
        undo { run `drop a` }
        run `put a 1`
        run `put b 2`
        return 1
      }
      stage "Two" {
        let two = step two "Two" {
          undo { run `drop c` }
          run `put c 3`
          return 2
        }
        step after "After two" {
          undo { run `drop d` }
          run `put d 4`
        }
      }
      step three "Three" {
        undo { run `drop e` }
        run `put e 5`
      }
    }
    step last "Last" {
      no undo "a test"
      run `put sum #{one + two}`
    }
    """

  private static let all = ["put a 1", "put b 2", "put c 3", "put d 4", "put e 5", "put sum 3"]

  private static let rounds = """
    for name in ["p", "q", "r", "s", "t"] parallel 2 {
      step each "Each #{name}" {
        undo { run `drop #{name}` }
        run `put #{name} 1`
      }
    }
    """

  private func seconds(_ rig: Rig) -> Int64 {
    guard let first = rig.journal.first, let last = rig.journal.last else { return 0 }
    return (last.moment.boot - first.moment.boot) / Self.second
  }

  // MARK: Side by side

  @Test func `branches run side by side, and what they return is there behind them`() throws {
    let rig = try Rig.runbook(Self.branches)
    for line in Self.all { rig.host.delays[line] = 10 * Self.second }
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger.sorted() == Self.all.sorted())
    #expect(rig.host.store["sum"] == "3")
    #expect(rig.mostAtOnce == 3)
    #expect(seconds(rig) == 30, "two changes of the longest branch, and the last step")
  }

  @Test func `no more rounds run side by side than the loop says`() throws {
    let rig = try Rig.runbook(Self.rounds)
    for name in ["p", "q", "r", "s", "t"] { rig.host.delays["put \(name) 1"] = 10 * Self.second }
    #expect(try rig.process() == .done)
    #expect(rig.mostAtOnce == 2)
    #expect(seconds(rig) == 30)
    #expect(rig.statuses == ["p", "q", "r", "s", "t"].map { "each[\"\($0)\"]: done" })
  }

  @Test func `a round that is over makes room for the next one, whichever it is`() throws {
    let rig = try Rig.runbook(Self.rounds)
    for name in ["q", "r", "s", "t"] { rig.host.delays["put \(name) 1"] = Self.second }
    rig.host.delays["put p 1"] = 4 * Self.second
    #expect(try rig.process() == .done)
    #expect(seconds(rig) == 4)
  }

  @Test func `a width of nothing stops the run, and says so`() throws {
    let loop = try Rig.runbook(
      """
      let width = [1].count_where(x => x == 2)
      for name in ["p"] parallel width { confirm ready "#{name}?" }
      """)
    guard case .failed(let why)? = try loop.process() else { throw Rig.Crash() }
    #expect(why.contains("0 side by side"))
  }

  @Test func `a branch may have branches`() throws {
    let rig = try Rig.runbook(
      """
      parallel {
        for name in ["p", "q"] parallel 2 {
          for other in ["x", "y"] parallel 2 {
            step each "Each" {
              no undo "a test"
              run `put #{name} #{other}`
            }
          }
        }
        step one "One" {
          no undo "a test"
          run `put a 1`
        }
      }
      """)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger.sorted() == ["put a 1", "put p x", "put p y", "put q x", "put q y"])
    #expect(rig.view.item(#"each["p"]["y"]"#)?.ended?.status == .done)
  }

  @Test func `the records say the same whichever answer comes first`() throws {
    var stores: Set<[String: String]> = []
    for slow in Self.all {
      let rig = try Rig.runbook(Self.branches)
      rig.host.delays[slow] = 10 * Self.second
      #expect(try rig.process() == .done)
      stores.insert(rig.host.store)
    }
    #expect(stores.count == 1)
  }

  // MARK: Memory

  @Test func `killed anywhere and resumed, each branch makes its changes once`() throws {
    for body in [Self.branches, Self.rounds] {
      let whole = try slowed(body)
      _ = try whole.process()
      var places = 0
      for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
        let rig = try slowed(body)
        let verdict = try rig.process(dying: fault) ?? rig.finish()
        #expect(verdict == .done, "\(fault)")
        #expect(rig.host.ledger.sorted() == whole.host.ledger.sorted(), "\(fault)")
        places += 1
      }
      #expect(places >= 20)
    }
  }

  /// The answers of different branches come at different times.
  private func slowed(_ body: String) throws -> Rig {
    let rig = try Rig.runbook(body)
    let lines = Self.all + ["p", "q", "r", "s", "t"].map { "put \($0) 1" }
    for (index, line) in lines.enumerated() {
      rig.host.delays[line] = Int64(index * 7 % 5) * Self.second
    }
    return rig
  }

  @Test func `the undo goes back in the reverse of the journal's order`() throws {
    let rig = try Rig.runbook(Self.branches)
    rig.host.delays = ["put a 1": 3 * Self.second, "put e 5": Self.second]
    _ = try rig.process()
    let there = rig.view.arms.compactMap { arm -> String? in
      if case .block = arm.armed.arm.kind { arm.armed.item.key } else { nil }
    }
    let count = rig.host.ledger.count
    #expect(try rig.process(.undo(why: "test")) == .undone)
    let drops = ["one": "drop a", "two": "drop c", "after": "drop d", "three": "drop e"]
    #expect(rig.host.ledger.dropFirst(count) == there.reversed().compactMap { drops[$0] }[...])
  }

  @Test func `killed anywhere on the way back, the host is as it was`() throws {
    let whole = try slowed(Self.rounds)
    _ = try whole.process()
    _ = try whole.process(.undo(why: "test"))
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = try slowed(Self.rounds)
      _ = try rig.process()
      let verdict = try rig.process(.undo(why: "test"), dying: fault) ?? rig.finish(back: true)
      #expect(verdict == .undone, "\(fault)")
      #expect(rig.host.ledger == whole.host.ledger, "\(fault)")
    }
  }

  @Test func `two branches that take steps back do so one after the other`() throws {
    let rig = try Rig.runbook(
      """
      step one "One" {
        undo { run `drop a` }
        run `put a 1`
      }
      step two "Two" {
        undo { run `drop b` }
        run `put b 1`
      }
      parallel {
        undo one
        undo two
      }
      """)
    rig.host.delays = ["drop a": Self.second, "drop b": Self.second]
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger == ["put a 1", "put b 1", "drop a", "drop b"])
  }

  // MARK: Leaving

  @Test func `somebody who leaves waits for all that is out, and nothing new begins`() throws {
    let rig = try Rig.runbook(Self.branches)
    rig.host.delays = ["put a 1": Self.second, "put c 3": 2 * Self.second]
    // The hello, and the first change of each branch.
    rig.interruptedAfter = 4
    #expect(try rig.process() == .interrupted)
    #expect(rig.host.ledger.sorted() == ["put a 1", "put c 3", "put e 5"])
    #expect(rig.view.openActs == [])
    rig.interruptedAfter = nil
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger.sorted() == Self.all.sorted())
  }
}
