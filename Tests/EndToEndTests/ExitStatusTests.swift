import Foundation
import Glibc
import Testing

/// What the shell is told, one number after the other.
@Suite(.enabled(if: Machine.has("sh"), "there is no stile to test"))
struct ExitStatusTests {
  /// Two steps that leave files; the second fails as long as `wanted` is not there.
  static let twoSteps = """
    stile 1
    param folder: Path
    runbook two "Two steps" {
      step first "Make a file" on local {
        undo { run `rm -- #{folder / "first"}` }
        run `touch -- #{folder / "first"}`
      }
      step second "Copy what is wanted" on local {
        undo { run `rm -f -- #{folder / "second"}` }
        run `printf x >>#{folder / "tries"}`
        run `cp -- #{folder / "wanted"} #{folder / "second"}`
      }
    }
    """

  private func begin(_ stile: Stile) async throws -> Outcome {
    try await stile(
      "run", try stile.runbook(Self.twoSteps), "--no-input", "--set", "folder=\(stile.home.path)")
  }

  private func exists(_ stile: Stile, _ name: String) -> Bool {
    FileManager.default.fileExists(atPath: stile.home.appending(path: name).path)
  }

  @Test func `0: the run is done, and undone`() async throws {
    let stile = try Stile()
    try WorkFolder.write("x", to: stile.home.appending(path: "wanted"))
    #expect(try await begin(stile).status == 0)
    #expect(exists(stile, "second"))
    #expect(try await stile("undo", "--yes", "--no-input").status == 0)
    #expect(!exists(stile, "first") && !exists(stile, "second"))
  }

  @Test func `facts as JSON are the records that the log has`() async throws {
    let stile = try Stile()
    try WorkFolder.write("x", to: stile.home.appending(path: "wanted"))
    let run = try await stile(
      "run", try stile.runbook(Self.twoSteps), "--no-input", "--json", "--set",
      "folder=\(stile.home.path)")
    #expect(run.status == 0, "\(run)")
    let log = try await stile("log", "--json")
    #expect(run.output == log.output)
    let records = try JournalRecord.all(in: run.output)
    #expect(records.first?.kind == "run.opened")
    #expect(records.contains { $0.kind == "run.ended" })
    #expect(JournalChain.faults(in: records) == [])
    let status = try await stile("status", "--json")
    #expect(try JournalRecord.all(in: status.output).count == 1)
  }

  @Test func `1: a step failed, the run is parked; continue goes on where it was`() async throws {
    let stile = try Stile()
    let run = try await begin(stile)
    #expect(run.status == 1, "\(run)")
    #expect(exists(stile, "first") && !exists(stile, "second"))

    try WorkFolder.write("x", to: stile.home.appending(path: "wanted"))
    let resumed = try await stile("resume", "--choose", "continue")
    #expect(resumed.status == 0, "\(resumed)")
    #expect(exists(stile, "second"))
    let tries = try String(contentsOf: stile.home.appending(path: "tries"), encoding: .utf8)
    #expect(tries == "x", "what had succeeded was done again")
  }

  @Test func `1: a failed step that fails again parks again`() async throws {
    let stile = try Stile()
    #expect(try await begin(stile).status == 1)
    #expect(try await stile("resume", "--choose", "continue").status == 1)
    #expect(try await stile("resume", "--no-input").status == 1)
  }

  @Test(arguments: ["skip", "done"])
  func `0: a failed step is skipped, or was done by hand`(_ choice: String) async throws {
    let stile = try Stile()
    #expect(try await begin(stile).status == 1)
    let bare = try await stile("resume", "--choose", choice)
    #expect(bare.status == 2, "a reason is asked for: \(bare)")
    let resumed = try await stile("resume", "--choose", choice, "--because", "not needed here")
    #expect(resumed.status == 0, "\(resumed)")
    #expect(resumed.output.contains("not needed here"))
  }

  @Test func `2: a choice that is none leaves the run as it is`() async throws {
    let stile = try Stile()
    #expect(try await begin(stile).status == 1)
    let resumed = try await stile("resume", "--choose", "nonsense")
    #expect(resumed.status == 2, "\(resumed)")
    #expect((resumed.output + resumed.problems).contains("`continue`"), "it names the answers")
    #expect(try await stile("resume", "--no-input").status == 1)
  }

  @Test func `4: a failed step, and all of it taken back`() async throws {
    let stile = try Stile()
    #expect(try await begin(stile).status == 1)
    let resumed = try await stile("resume", "--choose", "undo")
    #expect(resumed.status == 4, "\(resumed)")
    #expect(!exists(stile, "first") && !exists(stile, "second"))
  }

  @Test(arguments: [
    ["run"], ["run", "nowhere.stile"], ["nonsense"], ["run", "--nonsense"], ["resume"], ["undo"],
    ["log", "no-such-run"], ["explain", "no-such-code"],
  ])
  func `2: what makes no sense touches nothing`(_ words: [String]) async throws {
    let stile = try Stile()
    let outcome = try await stile.start(words).ended()
    #expect(outcome.status == 2, "\(outcome)")
    #expect(!outcome.problems.isEmpty)
    #expect(stile.runNames().isEmpty)
  }

  @Test(arguments: [
    [], ["--set", "folder"], ["--set", "folder=/tmp", "--set", "nothing=1"],
    ["--set", "folder=/tmp", "--set", "folder=/var"],
  ])
  func `2: a param that is missing, unknown or given twice`(_ words: [String]) async throws {
    let stile = try Stile()
    let outcome = try await stile.start(
      ["run", try stile.runbook(Self.twoSteps), "--no-input"] + words
    ).ended()
    #expect(outcome.status == 2, "\(outcome)")
    #expect(stile.runNames().isEmpty)
  }

  @Test func `2: a text with mistakes`() async throws {
    let stile = try Stile()
    let file = try stile.runbook("stile 1\nrunbook r \"R\" {\n  step s \"S\" on nowhere { }\n}\n")
    for words in [["check", file], ["run", file, "--no-input"]] {
      let outcome = try await stile.start(words).ended()
      #expect(outcome.status == 2, "\(outcome)")
      #expect(outcome.problems.contains("nowhere"))
    }
    #expect(stile.runNames().isEmpty)
  }

  @Test func `2: a second run while the first is not through`() async throws {
    let stile = try Stile()
    #expect(try await begin(stile).status == 1)
    let second = try await begin(stile)
    #expect(second.status == 2, "\(second)")
    #expect(stile.runNames().count == 1)
    #expect(second.problems.contains(stile.runNames()[0]), "it names the other one")
  }

  @Test func `3: a question without anybody to ask; the answer goes on`() async throws {
    let stile = try Stile()
    let file = try stile.runbook(Self.question)
    let run = try await stile("run", file)
    #expect(run.status == 3, "\(run)")
    #expect(try await stile("resume").status == 3)
  }

  @Test func `2: a question that stands in the way of a run without input`() async throws {
    let stile = try Stile()
    let run = try await stile("run", try stile.runbook(Self.question), "--no-input")
    #expect(run.status == 2, "\(run)")
    #expect(!exists(stile, "touched"))
  }

  /// A command that takes until somebody makes a file.
  static let slow = """
    stile 1
    param folder: Path
    runbook slow "Slow" {
      step one "Wait for a file" on local {
        no undo "scratch"
        run `touch -- #{folder / "begun"}`
        run `until [ -e #{folder / "go"} ] || [ ! -d #{folder} ]; do sleep 0.1; done`
        run `printf x >>#{folder / "after"}`
      }
    }
    """

  static let question = """
    stile 1
    runbook asking "Ask" {
      confirm sure "Shall it go on?"
    }
    """

  @Test func `5: an undo that fails leaves something to do`() async throws {
    let stile = try Stile()
    let plan = """
      stile 1
      param folder: Path
      runbook stuck "Stuck" {
        step one "Make a folder" on local {
          undo { run `rmdir -- #{folder / "made"}` }
          run `mkdir -- #{folder / "made"}`
        }
      }
      """
    let run = try await stile(
      "run", try stile.runbook(plan), "--no-input", "--set", "folder=\(stile.home.path)")
    #expect(run.status == 0, "\(run)")
    let obstacle = stile.home.appending(path: "made/obstacle")
    try WorkFolder.write("x", to: obstacle)
    let undo = try await stile("undo", "--yes", "--no-input")
    #expect(undo.status == 5, "\(undo)")

    try FileManager.default.removeItem(at: obstacle)
    let again = try await stile("resume", "--choose", "retry")
    #expect(again.status == 0, "\(again)")
    #expect(!exists(stile, "made"))
  }

  @Test func `6: held by another; 130: interrupted, and resumed`() async throws {
    let stile = try Stile()
    let file = try stile.runbook(Self.slow)
    let words = ["run", file, "--no-input", "--set", "folder=\(stile.home.path)"]
    let run = try stile.start(words)
    try await eventually("the command runs", within: .seconds(20)) { exists(stile, "begun") }
    #expect(try await stile.start(words).ended().status == 6)
    #expect(try await stile("resume", "--no-input").status == 6)
    #expect(try await stile("undo", "--yes", "--no-input").status == 6)
    #expect(try await stile("status").status == 0)

    run.signal(SIGINT)
    try WorkFolder.write("", to: stile.home.appending(path: "go"))
    let interrupted = try await run.ended()
    #expect(interrupted.status == 130, "\(interrupted)")
    let resumed = try await stile("resume", "--no-input")
    #expect(resumed.status == 0, "\(resumed)")
    let after = try String(contentsOf: stile.home.appending(path: "after"), encoding: .utf8)
    #expect(after == "x")
  }

  @Test func `of several that begin the same run at once, one does`() async throws {
    for _ in 0..<5 {
      let stile = try Stile()
      let file = try stile.runbook(Self.twoSteps)
      let words = ["run", file, "--no-input", "--set", "folder=\(stile.home.path)"]
      let runs = try (0..<6).map { _ in try stile.start(words) }
      var statuses: [Int32] = []
      for run in runs { statuses.append(try await run.ended().status) }
      #expect(statuses.count { $0 == 1 } == 1, "\(statuses)")
      #expect(statuses.allSatisfy { [1, 2, 6].contains($0) }, "\(statuses)")
      #expect(stile.runNames().count == 1)
    }
  }
}
