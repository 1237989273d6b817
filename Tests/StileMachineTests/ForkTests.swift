import StileMachine
import StileSyntax
import Testing

/// A fork: its branches are fibers that see what stands before it, and leave what they declare.
@Suite struct ForkTests {
  private func machine(_ body: String) throws -> (machine: Machine, flow: FiberID) {
    let machine = try Texts("runbook main \"Main\" {\n\(body)\n}\n").machine()
    return (machine, machine.begin(runbook: 0))
  }

  private func reached(_ stop: Stop) -> String? {
    if case .reached(let item) = stop { "\(item.key): \(item.title)" } else { nil }
  }

  private func isFinished(_ stop: Stop) -> Bool {
    if case .finished(.success) = stop { true } else { false }
  }

  @Test func `a branch sees what stands before it, and its value is there behind the fork`() throws
  {
    let (machine, flow) = try machine(
      """
        let names = ["x", "y"]
        stage before "Before" {
          parallel {
            let one = step one "One #{names.first ?? ""}" { return [1, 2] }
            stage "Two" {
              let more = ["a", names.first ?? ""]
              let two = step two "Two #{more.last ?? ""}" { return "#{more.count}" }
            }
          }
        }
        confirm last "#{one.last ?? 0} #{two} #{more.count}"
      """)
    guard case .fork(let fork) = machine.start(flow) else { throw Lost() }
    #expect(fork == ForkReached(branches: 2, width: 2))
    let first = machine.begin(branch: 0, of: flow)
    let second = machine.begin(branch: 1, of: flow)
    #expect(reached(machine.start(second)) == "before/two: Two x")
    #expect(reached(machine.start(first)) == "before/one: One x")
    // The second is over first.
    #expect(isFinished(machine.advance(second, .value(.string("two")))))
    #expect(isFinished(machine.advance(first, .value(.list([.int(7), .int(8)])))))
    #expect(reached(machine.advance(flow, .go)) == "last: 8 two 2")
  }

  @Test func `each round has its element, and its value in the keys`() throws {
    let (machine, flow) = try machine(
      """
        for name in ["x", "y", "z"] parallel 2 {
          stage "Stage #{name}" { confirm each "Each #{name}" }
        }
        confirm last "Last"
      """)
    guard case .fork(let fork) = machine.start(flow) else { throw Lost() }
    #expect(fork == ForkReached(branches: 3, width: 2))
    for (number, name) in ["x", "y", "z"].enumerated() {
      let branch = machine.begin(branch: number, of: flow)
      #expect(reached(machine.start(branch)) == "each[\"\(name)\"]: Each \(name)")
      #expect(isFinished(machine.advance(branch, .value(.none))))
    }
    #expect(reached(machine.advance(flow, .go)) == "last: Last")
  }

  @Test func `two rounds of one value stop before the first branch`() throws {
    let (machine, flow) = try machine(
      "for name in [\"x\", \"x\"] parallel 2 { confirm each \"Each #{name}\" }")
    guard case .finished(.failure(let failure)) = machine.start(flow) else { throw Lost() }
    #expect(failure.message.hasPrefix("\"x\" comes twice"))
  }

  @Test func `what a branch makes is none of the others`() throws {
    let (machine, flow) = try machine(
      """
        var list = ["a"]
        parallel {
          stage "One" {
            let one = list.plus(["one"])
            confirm first "#{one.join(" ")}"
          }
          stage "Two" {
            let two = list.plus(["two"])
            confirm second "#{two.join(" ")}"
          }
        }
        list = list.plus(["last"])
        confirm last "#{list.join(" ")} #{one.join(" ")} #{two.join(" ")}"
      """)
    guard case .fork = machine.start(flow) else { throw Lost() }
    let branches = [0, 1].map { machine.begin(branch: $0, of: flow) }
    #expect(branches.map { reached(machine.start($0)) } == ["first: a one", "second: a two"])
    for branch in branches { #expect(isFinished(machine.advance(branch, .value(.none)))) }
    #expect(reached(machine.advance(flow, .go)) == "last: a last a one a two")
  }

  @Test func `a fork in a procedure keeps the part of its call`() throws {
    let machine = try Texts(
      """
      procedure both() {
        parallel {
          step one "One" on local { no undo "a test"
            run `true` }
          undo one
        }
      }
      runbook main "Main" { let here = both() }
      """
    ).machine()
    let flow = machine.begin(runbook: 0)
    guard case .fork = machine.start(flow) else { throw Lost() }
    #expect(reached(machine.start(machine.begin(branch: 0, of: flow))) == "here/one: One")
    let second = machine.begin(branch: 1, of: flow)
    _ = machine.start(second)
    _ = machine.advance(second, .go)
    guard case .request(.undoStep(let family), _) = machine.advance(second, .go) else {
      throw Lost()
    }
    #expect(family == "here/one")
  }

  struct Lost: Error {}
}
