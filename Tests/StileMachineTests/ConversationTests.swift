import StileCheck
import StileMachine
import StileSyntax
import Testing

@Suite struct `The conversation between a fiber and its engine` {
  private static func machine(_ program: Program) throws -> (Machine, FiberID) {
    let machine = try Machine(
      code: Compiler.compile(program, sources: SourceMap()), arguments: [:])
    return (machine, machine.begin(runbook: 0))
  }

  private static let freeze = Building.program([
    Building.step(
      "freeze", title: "Freeze it", host: Building.thisMachine,
      [
        Building.statement(
          .undo(
            UndoBlock(
              ordinal: 0, captures: [],
              body: FunctionBody(
                locals: [], parameterCount: 0,
                statements: [Building.statement(.evaluate(Building.run("thaw")))],
                needsSeat: true)))),
        Building.statement(.evaluate(Building.run("freeze", "-x"))),
        Building.statement(.evaluate(Building.run("freeze", "-y"))),
        Building.verify([Building.run("frozen", execution: .succeeds)]),
      ])
  ])

  @Test func `a step is reached, runs its commands, arms once, verifies and ends`() throws {
    let (machine, fiber) = try Self.machine(Self.freeze)
    var story = Story(machine, fiber)
    #expect(story.next() == "reached freeze step: Freeze it")
    #expect(story.next(.go) == "header on local")
    #expect(story.next(.go) == "run freeze -x arms [block main.main 0 on local of item]")
    #expect(story.next(.output()) == "run freeze -y")
    #expect(story.next(.output()) == "region verify")
    #expect(story.next(.go) == "succeeds frozen")
    #expect(story.next(.output(status: 1)) == "asked fails [a line]")
    #expect(story.next(.again) == "succeeds frozen")
    #expect(story.next(.output()) == "asked holds")
    #expect(story.next(.value(.none)) == "ended none")
    #expect(story.next(.go) == "finished none")
  }

  @Test func `the undo of a step is begun by its name and runs on the host of that time`() throws {
    let (machine, _) = try Self.machine(Self.freeze)
    let undo = try machine.begin(
      undo: UndoReference(declaration: "main.main", ordinal: 0), captures: [],
      seat: SeatValue(host: HostValue(name: "old", port: 2222)))
    var story = Story(machine, undo)
    #expect(story.next() == "run thaw on old")
    #expect(story.next(.output()) == "finished none")
  }

  @Test func `a failed step runs its body again from the top, or is left with a value`() throws {
    let (machine, fiber) = try Self.machine(Self.freeze)
    var story = Story(machine, fiber)
    story.skip(.go, .go)
    #expect(story.next() == "run freeze -x arms [block main.main 0 on local of item]")
    #expect(story.next(.output()) == "run freeze -y")
    #expect(story.next(.output(status: 3)) == "failed `freeze -y` ended with status 3")
    #expect(story.next(.again) == "run freeze -x arms [block main.main 0 on local of item]")
    #expect(story.next(.output(status: 3)) == "failed `freeze -x` ended with status 3")
    #expect(story.next(.value(.none)) == "finished none")
  }

  @Test func `a step that memory knows runs nothing`() throws {
    let (machine, fiber) = try Self.machine(Self.freeze)
    var story = Story(machine, fiber)
    #expect(story.next() == "reached freeze step: Freeze it")
    #expect(story.next(.value(.none)) == "finished none")
  }
}
