import StileMachine
import StileWorld
import Testing

@Suite struct LocalLaneTests {
  @Test func `hello makes the base folder and finds the machine`() throws {
    let rig = try LaneRig()
    let binding = try rig.hello()
    #expect(binding.base == "\(rig.folder)/local")
    #expect(binding.bootID == rig.world.bootID)
    #expect(binding.claims == [])
    #expect(abs(binding.clockOffset) < 3_000_000_000)
  }

  @Test func `a launch gives status and both outputs`() throws {
    let rig = try LaneRig()
    try rig.hello()
    let result = try rig.ask(
      .launch(attempt: "00000001-0a", .script("echo out; echo err >&2; exit 255")))
    let output = try #require(result.output)
    #expect(output.status == 255)
    #expect(output.stdout == Array("out\n".utf8))
    #expect(output.stderr == Array("err\n".utf8))
    #expect(!output.isCut)
  }

  @Test func `outputs that nobody reads come in the order in which they were written`() throws {
    let rig = try LaneRig()
    try rig.hello()
    let request = CommandRequest.script("echo 1; echo 2 >&2; echo 3", isOutputRead: false)
    #expect(try rig.ask(.launch(attempt: "00000001-0a", request)).stdout == "1\n2\n3\n")
  }

  @Test func `a probe leaves no claim`() throws {
    let rig = try LaneRig()
    try rig.hello()
    #expect(try rig.ask(.probe(.words(["echo", "x"]))).stdout == "x\n")
    #expect(try rig.hello(base: "\(rig.folder)/local").claims == [])
  }

  @Test func `a launched attempt is listed, and settles as it ended`() throws {
    let rig = try LaneRig()
    try rig.hello()
    _ = try rig.ask(.launch(attempt: "00000001-0a", .words(["echo", "x"])))
    #expect(try rig.hello(base: "\(rig.folder)/local").claims == ["00000001-0a"])
    #expect(try rig.ask(.settle(attempt: "00000001-0a", .local)).stdout == "x\n")
  }

  @Test func `a host that was not greeted is unreachable`() throws {
    let rig = try LaneRig()
    guard case .unreachable = try rig.ask(.probe(.words(["true"]))) else {
      Issue.record("it was asked")
      return
    }
  }
}
