import Foundation
import Testing

/// A host that can't be reached, or is not the one it should be: said before anything is touched.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .timeLimit(.minutes(30)))
struct HostProblemTests {
  static let plan = """
    stile 1
    param place: Host
    param file: Path
    runbook touch "Touch a file" {
      step here "Touch it here first" on local {
        undo { run `rm -f -- #{file}` }
        run `touch -- #{file}`
      }
      step there "Touch it there" on place {
        undo { run `rm -f -- #{file}` }
        run `touch -- #{file}`
      }
    }
    """

  private func run(_ host: String, in lab: Lab, says: String) async throws {
    let stile = try Stile(lab)
    let file = stile.home.appending(path: "touched")
    let run = try await stile(
      "run", try stile.runbook(Self.plan), "--no-input", "--set", "file=\(file.path)", "--set",
      "place=\(host)")
    #expect(run.status == 2, "\(run)")
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect((run.output + run.problems).contains(says), "\(run)")
    // Refused is ended: nothing stands in the way of the next run.
    #expect(try await stile("resume", "--no-input").status == 2)
  }

  @Test func `a host that is down`() async throws {
    try await LabPool.shared.withLab { lab in
      let host = lab.setting("old").replacing("127.0.0.21", with: "127.0.0.99")
      try await run(host, in: lab, says: "old.community.test")
    }
  }

  @Test func `a host that has another key`() async throws {
    try await LabPool.shared.withLab { lab in
      let keys = ["old", "new"].map { host in
        String(lab.setting(host).split(separator: "host_key: \"")[1].dropLast(2))
      }
      let host = lab.setting("old").replacing(keys[0], with: keys[1])
      try await run(host, in: lab, says: "key")
    }
  }

  @Test func `a host that does not take our key`() async throws {
    try await LabPool.shared.withLab { lab in
      let host = lab.setting("old")
        .replacing("ssh/key\"", with: "old/etc/host_key\"")
      try await run(host, in: lab, says: "old.community.test")
    }
  }

  @Test func `a host that no resolver knows`() async throws {
    try await LabPool.shared.withLab { lab in
      try await run("Host(\"nowhere.invalid\")", in: lab, says: "nowhere.invalid")
    }
  }
}
