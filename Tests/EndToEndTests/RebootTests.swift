import Foundation
import Glibc
import Testing

/// `run … reboots` over a real sshd: the command is over when the host is up in its next boot.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .enabled(if: RebootingHost.isPossible, "skipped: only root can give a host a boot id of its own"),
  .timeLimit(.minutes(30)))
struct RebootTests {
  static let plan = """
    stile 1
    param place: Host
    param reboot: Path
    param file: Path
    runbook kernel "Take the new kernel" {
      step restart "Restart" on place {
        no undo "it comes back as it was"
        run `#{reboot}` reboots within 1m
        run `tee -a -- #{file}` stdin "up"
        verify { succeeds `test -s #{file}` }
      }
    }
    """

  private func begin(
    _ stile: Stile, _ host: RebootingHost, within limit: String = "1m"
  ) throws -> Child {
    let plan = Self.plan.replacing("within 1m", with: "within \(limit)")
    return try stile.start([
      "run", try stile.runbook(plan), "--no-input", "--set", "place=\(host.setting)",
      "--set", "reboot=\(host.reboot)", "--set", "file=\(file(of: stile).path)",
    ])
  }

  private func file(of stile: Stile) -> URL { stile.home.appending(path: "up") }

  private func boots(_ stile: Stile) async throws -> [String] {
    try await stile.records().filter { $0.kind == "host.bound" }.compactMap { record in
      let binding = record.what["binding"] as? [String: Any]
      return (binding?["boot_id"] as? String).map { String($0.suffix(1)) }
    }
  }

  @Test func `the next command runs in the next boot`() async throws {
    try await LabPool.shared.withLab { lab in
      let host = try await RebootingHost(like: lab)
      let stile = try Stile(lab)
      let outcome = try await begin(stile, host).ended()
      #expect(outcome.status == 0, "\(outcome)")
      #expect(try await boots(stile) == ["1", "2"])
      #expect(host.reboots == 1)
      #expect(try String(contentsOf: file(of: stile), encoding: .utf8) == "up")
    }
  }

  @Test func `a run that was killed meanwhile finds out on its resume`() async throws {
    try await LabPool.shared.withLab { lab in
      let host = try await RebootingHost(like: lab)
      let stile = try Stile(lab)
      let run = try begin(stile, host)
      try await eventually("it was told to reboot", within: .seconds(20)) { host.reboots == 1 }
      run.signal(SIGKILL)
      #expect(try await run.ended().wasKilled)
      let resumed = try await stile("resume", "--no-input")
      #expect(resumed.status == 0, "\(resumed)")
      #expect(try await boots(stile).last == "2")
      #expect(host.reboots == 1)
      #expect(try String(contentsOf: file(of: stile), encoding: .utf8) == "up")
    }
  }
}
