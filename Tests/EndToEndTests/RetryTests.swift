import Foundation
import Glibc
import Testing

/// A step that is tried again by itself, on a host that comes to its senses late.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .timeLimit(.minutes(10)))
struct RetryTests {
  static let plan = """
    stile 1
    param place: Host
    param folder: Path
    runbook flaky "Flaky" {
      step make "Make the folder" on place {
        undo { run `rm -rf -- #{folder}` }
        run `mkdir -- #{folder}`
      }
      step flaky "Wait for the service" on place safe to repeat retry 20 every 2s {
        no undo "a mark only"
        run `printf x >>#{folder / "tries"}`
        run `test -e #{folder / "go"}`
      }
    }
    """

  @Test func `killed in the pause between two tries, it goes on with the next one`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let folder = lab.place("old", "flaky")
      let run = try stile.start([
        "run", try stile.runbook(Self.plan), "--no-input", "--set", "folder=\(folder.path)",
        "--set", "place=\(lab.setting("old"))",
      ])
      let tries = folder.appending(path: "tries")
      try await eventually("two tries have failed", within: .seconds(30)) {
        (try? await stile.records())?.filter(\.isRetried).count ?? 0 >= 2
      }
      kill(run.process, SIGKILL)
      _ = try await run.ended()
      let before = try String(contentsOf: tries, encoding: .utf8).count
      try WorkFolder.write("", to: folder.appending(path: "go"))
      let outcome = try await stile("resume", "--no-input")
      #expect(outcome.status == 0, "\(outcome)")
      #expect(try String(contentsOf: tries, encoding: .utf8).count == before + 1)
      let starts = try await stile.records().filter { $0.kind == "item.started" }
      #expect(starts.count == before + 2, "one for each try, and one for the folder")
      #expect(try await stile("undo", "--yes", "--no-input").status == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }
}
