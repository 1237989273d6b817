import FoundationEssentials
import StileMachine
import Testing

@testable import StileWorld

/// What an attempt has written goes from its host when the journal has it; its claim stays.
@Suite struct SweepTests {
  private static var timing: LaneTiming {
    var timing = LaneTiming()
    timing.sweepPause = 10_000_000
    return timing
  }

  private func files(_ rig: LaneRig) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(rig.folder)/local/a").sorted()
  }

  @Test(arguments: LaneShell.all)
  func `the outputs go, the claims stay and keep the status`(_ shell: LaneShell) throws {
    let rig = try LaneRig(shell: shell.words, timing: Self.timing)
    try rig.hello()
    let attempts = ["00000001-0a", "00000002-0b"]
    for attempt in attempts {
      _ = try rig.ask(.launch(attempt: attempt, .script("echo out; echo err >&2; exit 3")))
    }
    #expect(try files(rig).count == 6)
    rig.submit(.sweep(attempts, .local))
    try rig.turn { (try? files(rig)) == attempts }
    let settled = try rig.ask(.settle(attempt: "00000001-0a", .local))
    #expect(settled.output?.status == 3)
    #expect(settled.stdout == "")
    let again = try rig.ask(.launch(attempt: "00000001-0a", .script("echo again")))
    #expect(again.output?.status == 3)
  }

  @Test func `nothing waits for it`() throws {
    var timing = Self.timing
    timing.sweepPause = 0
    let rig = try LaneRig(shell: ["/bin/sh"], timing: timing)
    try rig.hello()
    let gate = Gate(rig.folder)
    let busy = rig.submit(
      .launch(
        attempt: "00000002-0b", .script("echo x >>\(gate.ledger); cat \(gate.fifo)")))
    try rig.turn { gate.lines == 1 }
    rig.submit(.sweep(["00000001-0a"], .local))
    for _ in 0..<20 { #expect(try rig.ask(.probe(.words(["true"]))).output?.status == 0) }
    try gate.open("")
    _ = try rig.answer(to: busy)
  }
}
