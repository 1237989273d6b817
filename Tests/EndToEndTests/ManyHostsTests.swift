import Foundation
import Glibc
import Testing

/// One step on four hosts, two at a time, over real connections.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .timeLimit(.minutes(10)))
struct ManyHostsTests {
  static let plan = """
    stile 1
    param places: List[Host]
    param folder: Path
    runbook all "All hosts" {
      step make "Make the folder" on local {
        undo { run `rm -rf -- #{folder}` }
        run `mkdir -- #{folder}`
      }
      let marks = step mark "Mark" on places batch 2 {
        let mark = folder / "mark-#{host.name}"
        undo { run `rm -f -- #{mark}` }
        run `
          touch #{folder / "began-#{host.name}"}
          until [ -e #{folder / "go"} ]; do sleep 0.1; done
          printf x >>#{mark}
        `
        return (probe `cat #{mark}`).text
      }
      step last "Look at them" on local {
        no undo "a mark only"
        run `printf '%s' #{marks.values.join("")} >#{folder / "all"}`
      }
    }
    """

  /// Four names for the two hosts of a lab.
  private func places(_ lab: Lab) -> String {
    let hosts = ["old", "new"].flatMap { name -> [String] in
      let host = lab.setting(name)
      return [host, host.replacingOccurrences(of: "Host(\"\(name).", with: "Host(\"\(name)2.")]
    }
    return "[\(hosts.joined(separator: ", "))]"
  }

  private func names(in folder: URL, _ prefix: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasPrefix(prefix) }.sorted()
  }

  @Test func `killed in the first batch, each host is marked once and in its turn`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let folder = lab.place("old", "many")
      let run = try stile.start([
        "run", try stile.runbook(Self.plan), "--no-input", "--set", "folder=\(folder.path)",
        "--set", "places=\(places(lab))",
      ])
      try await eventually("the first batch runs", within: .seconds(60)) {
        names(in: folder, "began").count == 2
      }
      kill(run.process, SIGKILL)
      _ = try await run.ended()
      #expect(names(in: folder, "began").count == 2, "the second batch waits for the first")
      try WorkFolder.write("", to: folder.appending(path: "go"))
      let outcome = try await stile("resume", "--no-input")
      #expect(outcome.status == 0, "\(outcome)")
      #expect(names(in: folder, "mark").count == 4)
      let all = try String(contentsOf: folder.appending(path: "all"), encoding: .utf8)
      #expect(all == "xxxx")
      let records = try await stile.records()
      let keys = Set(records.compactMap(\.item)).filter { $0.hasPrefix("mark@") }
      #expect(keys.count == 4)
      #expect(JournalChain.unsettled(in: records) == [])
      #expect(try await stile("undo", "--yes", "--no-input").status == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }
}
