import Foundation
import Glibc
import Testing

/// Branches side by side on two hosts, over real connections.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .timeLimit(.minutes(10)))
struct ForkTests {
  static let plan = """
    stile 1
    param old: Host
    param new: Host
    param folder: Path
    runbook both "Both sides" {
      step make "Make the folder" on old {
        undo { run `rm -rf -- #{folder}` }
        run `mkdir -- #{folder}`
      }
      parallel {
        for n in [1, 2, 3] parallel 3 {
          step left "Left #{n}" on old {
            undo { run `rm -f -- #{folder / "left-#{n}"}` }
            run `
              touch #{folder / "began-left-#{n}"}
              until [ -e #{folder / "go"} ]; do sleep 0.1; done
              printf x >>#{folder / "left-#{n}"}
            `
          }
        }
        for n in [1, 2, 3] parallel 3 {
          step right "Right #{n}" on new {
            undo { run `rm -f -- #{folder / "right-#{n}"}` }
            run `
              touch #{folder / "began-right-#{n}"}
              until [ -e #{folder / "go"} ]; do sleep 0.1; done
              printf x >>#{folder / "right-#{n}"}
            `
          }
        }
      }
      step last "Look at them" on old {
        no undo "it only looks"
        run `test -e #{folder / "right-3"}`
      }
    }
    """

  private func names(in folder: URL, _ prefix: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasPrefix(prefix) }.sorted()
  }

  @Test func `killed while six commands run side by side, each has run once`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let folder = lab.place("old", "both")
      let run = try stile.start([
        "run", try stile.runbook(Self.plan), "--no-input", "--set", "folder=\(folder.path)",
        "--set", "old=\(lab.setting("old"))", "--set", "new=\(lab.setting("new"))",
      ])
      // None of them ends before all have begun.
      try await eventually("all six run at once", within: .seconds(60)) {
        names(in: folder, "began").count == 6
      }
      kill(run.process, SIGKILL)
      _ = try await run.ended()
      try WorkFolder.write("", to: folder.appending(path: "go"))
      let outcome = try await stile("resume", "--no-input")
      #expect(outcome.status == 0, "\(outcome)")
      let marks = names(in: folder, "left") + names(in: folder, "right")
      #expect(marks.count == 6)
      for mark in marks {
        let text = try String(contentsOf: folder.appending(path: mark), encoding: .utf8)
        #expect(text == "x", "\(mark)")
      }
      let records = try await stile.records()
      #expect(JournalChain.faults(in: records) == [])
      #expect(JournalChain.unsettled(in: records) == [])
      #expect(try await stile("undo", "--yes", "--no-input").status == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
  }
}
