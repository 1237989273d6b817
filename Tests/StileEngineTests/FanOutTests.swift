import StileEngine
import StileJournal
import StileMachine
import Testing

/// `on [list]`: one item a host, each with a key of its own; `batch N`: so many at once.
@Suite struct FanOutTests {
  private static let second: Int64 = 1_000_000_000
  private static let names = ["a", "b", "c", "d"]

  private func text(
    _ names: [String] = Self.names, _ clauses: String = "", _ rest: String = ""
  ) throws -> CompiledText {
    let hosts = names.map { "\"\($0).example.org\"" }.joined(separator: ", ")
    return try #require(
      CompiledText(
        """
        stile 1

        let all: List[Host] = [\(hosts)]

        runbook trial "Trial" {
          let sizes = step store "Store" on all \(clauses) {
            undo { run `drop #{host.name}` }
            run `put #{host.name} 1`
            return (probe `get #{host.name}`).text
          }
          \(rest)
        }

        """))
  }

  private func line(_ name: String) -> String { "put \(name).example.org 1" }
  private func key(_ name: String) -> String { "store@\(name).example.org" }

  private func seconds(_ rig: Rig) -> Int64 {
    guard let first = rig.journal.first, let last = rig.journal.last else { return 0 }
    return (last.moment.boot - first.moment.boot) / Self.second
  }

  @Test func `all hosts at once, each an item of its own`() throws {
    let rig = Rig(try text())
    for name in Self.names { rig.host.delays[line(name)] = 3 * Self.second }
    #expect(try rig.process() == .done)
    #expect(rig.mostAtOnce == 4)
    #expect(seconds(rig) == 3)
    #expect(rig.statuses.sorted() == Self.names.map { "\(key($0)): done" })
    #expect(rig.view.items.map(\.started.host) == Self.names.map { "\($0).example.org" })
  }

  @Test func `what they return is a map by the names of the hosts`() throws {
    let rest = """
      confirm sure "Is it #{sizes["b.example.org"] ?? "nothing"} of #{sizes.count}?"
      """
    let rig = Rig(try text(Self.names, "", rest))
    rig.hasPeople = true
    rig.answers = [PersonAnswer(word: "yes", text: "", person: "ada", terminal: nil)]
    #expect(try rig.process() == .done)
    #expect(rig.questions.map(\.text) == ["Is it 1 of 4?"])
  }

  @Test func `a batch begins when the one before is over`() throws {
    let rig = Rig(try text(Self.names, "batch 2"))
    rig.host.delays = [
      line("a"): Self.second, line("b"): 4 * Self.second, line("c"): Self.second,
      line("d"): 2 * Self.second,
    ]
    #expect(try rig.process() == .done)
    #expect(rig.mostAtOnce == 2)
    #expect(seconds(rig) == 6)
  }

  @Test func `a host that fails keeps the next batch from beginning`() throws {
    let rig = Rig(try text(Self.names, "batch 2"))
    rig.host.failing[line("a")] = 1
    #expect(try rig.process()?.exitCode == 1)
    #expect(rig.statuses.sorted() == ["\(key("a")): failed", "\(key("b")): done"])
    rig.host.failing = [:]
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.process() == .done)
    #expect(rig.host.ledger.sorted() == Self.names.map(line))
  }

  @Test func `a host that stands twice in the list stops it before anything is done`() throws {
    let rig = Rig(try text(["a", "b", "a"]))
    guard case .failed(let why)? = try rig.process() else { throw Rig.Crash() }
    #expect(why.contains("comes twice"))
    #expect(rig.host.ledger == [])
  }

  @Test func `a condition is asked for each host, and skips some of them`() throws {
    let rig = Rig(
      try #require(
        CompiledText(
          """
          stile 1

          runbook trial "Trial" {
            step store "Store" on ["a", "b"] when !succeeds `has #{host.name}` {
              no undo "a test"
              run `put #{host.name} 1`
            }
          }

          """.replacing("!succeeds", with: "not succeeds"))))
    rig.host.store["a"] = "0"
    #expect(try rig.process() == .done)
    #expect(rig.statuses == ["store@a: skipped", "store@b: done"])
  }

  @Test func `a procedure on several hosts has the host in the keys of its items`() throws {
    let rig = Rig(
      try #require(
        CompiledText(
          """
          stile 1

          procedure move(word: String) {
            step first "First" {
              undo { run `drop #{host.name}` }
              run `put #{host.name} #{word}`
            }
            verify second "Second" { succeeds `has #{host.name}` }
          }

          runbook trial "Trial" {
            let hosts: List[Host] = ["a", "b"]
            move("x") on hosts
          }

          """)))
    #expect(try rig.process() == .done)
    #expect(
      rig.statuses.sorted() == [
        "move@a/first: done", "move@a/second: done", "move@b/first: done", "move@b/second: done",
      ])
  }

  @Test func `a host is remembered by its name, wherever it stands in the list`() throws {
    let rig = Rig(try text(Self.names, "batch 1"))
    rig.host.failing[line("c")] = 1
    #expect(try rig.process()?.exitCode == 1)
    rig.host.failing = [:]
    rig.choice = PersonAnswer(word: "continue", text: "", person: "ada", terminal: nil)
    #expect(try rig.adopt("e", try text(["d", "c", "b", "a"], "batch 4")) == .done)
    #expect(rig.host.ledger == ["a", "b", "c", "d"].map(line))
  }

  @Test(arguments: ["", "batch 2"])
  func `killed anywhere and resumed, each host is changed once`(clause: String) throws {
    let text = try text(Self.names, clause)
    func rig() -> Rig {
      let rig = Rig(text)
      rig.host.delays = [line("a"): 2 * Self.second, line("c"): Self.second]
      return rig
    }
    let whole = rig()
    _ = try whole.process()
    for fault in Rig.faults(commits: whole.commits, submissions: whole.submissions) {
      let rig = rig()
      let verdict = try rig.process(dying: fault) ?? rig.finish()
      #expect(verdict == .done, "\(fault)")
      #expect(rig.host.ledger.sorted() == Self.names.map(line), "\(fault)")
    }
  }
}
