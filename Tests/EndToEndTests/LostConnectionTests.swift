import Foundation
import Glibc
import Testing

/// A connection that breaks is no failure: the command goes on there, and the run goes on here.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .timeLimit(.minutes(30)))
struct LostConnectionTests {
  static let plan = """
    stile 1
    param place: Host
    param folder: Path
    runbook slow "Slow, elsewhere" {
      step one "Wait for a file" on place {
        undo { run `rm -rf -- #{folder}` }
        run `mkdir -- #{folder}`
        run `
          until [ -e #{folder / "go"} ] || [ ! -d #{folder} ]; do sleep 0.1; done
          printf x >>#{folder / "after"}
        `
      }
    }
    """

  private func begin(_ stile: Stile, in lab: Lab, _ folder: URL) async throws -> Child {
    let run = try stile.start([
      "run", try stile.runbook(Self.plan), "--no-input", "--set", "folder=\(folder.path)",
      "--set", "place=\(lab.setting("old"))",
    ])
    try await eventually("the command runs", within: .seconds(20)) {
      FileManager.default.fileExists(atPath: folder.path)
    }
    return run
  }

  @Test func `ssh dies in the middle of a command`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let folder = lab.place("old", "slow")
      let run = try await begin(stile, in: lab, folder)
      let connections = Processes.children(of: run.process).filter { $0.name == "ssh" }
      #expect(!connections.isEmpty)
      for connection in connections { kill(connection.process, SIGKILL) }
      try WorkFolder.write("", to: folder.appending(path: "go"))
      let outcome = try await run.ended()
      #expect(outcome.status == 0, "\(outcome)")
      let after = try String(contentsOf: folder.appending(path: "after"), encoding: .utf8)
      #expect(after == "x")
      #expect(try await stile("undo", "--yes", "--no-input").status == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }

  @Test func `the shell there dies, so somebody has to say what became of the command`()
    async throws
  {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let folder = lab.place("old", "slow")
      let run = try await begin(stile, in: lab, folder)
      kill(try await supervisor(of: stile, in: lab), SIGKILL)
      try WorkFolder.write("", to: folder.appending(path: "go"))
      let outcome = try await run.ended()
      #expect(outcome.status == 3, "\(outcome)")
      #expect(outcome.output.contains("in doubt"))
      #expect(try await stile("resume", "--no-input").status == 3)

      let settled = try await stile("resume", "--choose", "ran", "--because", "the file is there")
      #expect(settled.status == 0, "\(settled)")
      // Nobody waits for the command itself any more.
      let after = folder.appending(path: "after")
      try await eventually("the command goes on", within: .seconds(10)) {
        (try? Data(contentsOf: after)).map { !$0.isEmpty } == true
      }
      #expect(try String(contentsOf: after, encoding: .utf8) == "x", "it was not run again")
      #expect(try await stile("undo", "--yes", "--no-input").status == 0)
    }
  }

  /// The process on the host that keeps the command under way: the first word of its claim.
  private func supervisor(of stile: Stile, in lab: Lab) async throws -> Int32 {
    let claims = lab.place("old", "home/.stile")
      .appending(path: try #require(stile.runNames().first))
      .appending(path: "old.community.test/a")
    var found: Int32?
    try await eventually("the command is claimed", within: .seconds(10)) {
      for name in try FileManager.default.contentsOfDirectory(atPath: claims.path)
      where !name.contains(".") {
        let claim = try String(contentsOf: claims.appending(path: name), encoding: .utf8)
        let lines = claim.split(separator: "\n")
        guard lines.count > 1, lines[0] == "none open" else { continue }
        found = lines[1].split(separator: " ").first.flatMap { Int32($0) }
      }
      return found != nil
    }
    return try #require(found)
  }
}
