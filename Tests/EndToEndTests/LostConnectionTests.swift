import Foundation
import Glibc
import Testing

/// A connection that breaks is no failure: the command goes on there, and the run goes on here.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .timeLimit(.minutes(3)))
struct LostConnectionTests {
  static let plan = """
    stile 1
    param place: Host
    param folder: Path
    runbook slow "Slow, elsewhere" {
      step one "Wait for a file" on place {
        undo { run `rm -rf -- #{folder}` }
        run `mkdir -- #{folder}`
        run `until [ -e #{folder / "go"} ]; do sleep 0.1; done; printf x >>#{folder / "after"}`
      }
    }
    """

  @Test func `ssh dies in the middle of a command`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let folder = lab.place("old", "slow")
      let run = try stile.start([
        "run", try stile.runbook(Self.plan), "--no-input", "--set", "folder=\(folder.path)",
        "--set",
        "place=\(lab.setting("old"))",
      ])
      try await eventually("the command runs", within: .seconds(20)) {
        FileManager.default.fileExists(atPath: folder.path)
      }
      let connections = Processes.children(of: run.process).filter { $0.name == "ssh" }
      #expect(!connections.isEmpty)
      for connection in connections { kill(connection.process, SIGKILL) }
      try WorkFolder.write("", to: folder.appending(path: "go"))
      let outcome = await run.ended()
      #expect(outcome.status == 0, "\(outcome)")
      let after = try String(contentsOf: folder.appending(path: "after"), encoding: .utf8)
      #expect(after == "x")
      #expect(try await stile("undo", "--yes", "--no-input").status == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }
}

/// Who descends from whom, as /proc has it.
enum Processes {
  static func children(of parent: Int32) -> [(process: Int32, name: String)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.compactMap { process in
      let file = URL(filePath: "/proc/\(process)/stat")
      guard let text = try? String(contentsOf: file, encoding: .utf8),
        let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")")
      else { return nil }
      let rest = text[text.index(after: close)...].split(separator: " ")
      guard rest.count > 1, Int32(rest[1]) == parent else { return nil }
      return (process, String(text[text.index(after: open)..<close]))
    }
  }
}
