import Foundation
import Testing

/// A person at a terminal: is asked, answers, leaves and comes back.
@Suite(.enabled(if: Machine.has("tmux"), "tmux is not installed"), .timeLimit(.minutes(30)))
struct TerminalTests {
  /// Carries a runbook out before a person's eyes.
  private func sit(
    _ plan: String, _ stile: Stile, _ words: [String] = [],
    _ person: (TerminalSession) async throws -> Void
  ) async throws {
    let file = try stile.runbook(plan)
    let settings = plan.contains("param folder") ? ["--set", "folder=\(stile.home.path)"] : []
    try await show(["run", file] + settings + words, stile, person)
  }

  private func show(
    _ words: [String], _ stile: Stile, _ person: (TerminalSession) async throws -> Void
  ) async throws {
    let session = try await stile.atTerminal(words)
    do {
      try await person(session)
      try await session.close()
    } catch {
      try await session.close()
      throw error
    }
  }

  @Test func `at a failed step a person mends the cause and goes on`() async throws {
    let stile = try Stile()
    try await sit(ExitStatusTests.twoSteps, stile) { terminal in
      try await terminal.waitFor("second failed")
      try await terminal.waitFor("continue/")
      try WorkFolder.write("x", to: stile.home.appending(path: "wanted"))
      try await terminal.type("continue")
      try await terminal.waitFor("ended with 0")
    }
  }

  @Test func `what a command writes is seen while it runs, and kept nowhere`() async throws {
    let stile = try Stile()
    let plan = """
      stile 1
      param folder: Path
      runbook slow "Slow" {
        step rounds "Wait for a file" on local {
          no undo "it changes nothing"
          run `
            n=0
            until [ -e #{folder / "go"} ]; do n=$((n + 1)); echo "round $n"; sleep 0.2; done
          `
        }
      }
      """
    try await sit(plan, stile) { terminal in
      try await terminal.waitFor("      round ")
      try WorkFolder.write("", to: stile.home.appending(path: "go"))
      try await terminal.waitFor("ended with 0")
      #expect(try await !terminal.screen().contains("round "))
    }
  }

  @Test func `a step is left out only with a reason`() async throws {
    let stile = try Stile()
    try await sit(ExitStatusTests.twoSteps, stile) { terminal in
      try await terminal.waitFor("continue/")
      try await terminal.type("nonsense")
      try await terminal.waitFor("none of the answers")
      try await terminal.type("")
      try await terminal.type("skip")
      try await terminal.waitFor("why:")
      try await terminal.type("")
      try await terminal.waitFor("can't be left empty")
      try await terminal.type("there is another copy")
      try await terminal.waitFor("ended with 0")
      #expect(try await terminal.screen().contains("there is another copy"))
    }
  }

  @Test func `a failed step is the last: all is taken back`() async throws {
    let stile = try Stile()
    try await sit(ExitStatusTests.twoSteps, stile) { terminal in
      try await terminal.waitFor("continue/")
      try await terminal.type("undo")
      try await terminal.waitFor("ended with 4")
    }
    let first = stile.home.appending(path: "first").path
    #expect(!FileManager.default.fileExists(atPath: first))
  }

  @Test func `no parks at a question, and it is asked again`() async throws {
    let stile = try Stile()
    try await sit(ExitStatusTests.question, stile) { terminal in
      try await terminal.waitFor("Shall it go on?")
      try await terminal.type("no")
      try await terminal.waitFor("ended with 3")
    }
    try await show(["resume"], stile) { terminal in
      try await terminal.waitFor("Shall it go on?")
      try await terminal.type("yes")
      try await terminal.waitFor("ended with 0")
    }
  }

  @Test func `what a person has to do by hand is done, or it can't be`() async throws {
    let plan = """
      stile 1
      runbook manually "Manually" {
        manual plug "Pull the plug" {
          no undo "it is plugged in again by somebody else"
        }
      }
      """
    let stile = try Stile()
    try await sit(plan, stile) { terminal in
      try await terminal.waitFor("Pull the plug")
      try await terminal.type("failed")
      try await terminal.waitFor("why")
      try await terminal.type("it is too far away")
      try await terminal.waitFor("plug failed")
      try await terminal.type("park")
      try await terminal.waitFor("ended with 1")
    }
    try await show(["resume"], stile) { terminal in
      try await terminal.waitFor("plug failed")
      try await terminal.type("again")
      try await terminal.waitFor("safe to run it again")
      try await terminal.type("nothing was touched")
      try await terminal.waitFor("Pull the plug")
      try await terminal.type("done")
      try await terminal.waitFor("ended with 0")
    }
  }

  @Test func `Ctrl-C waits for the command in flight; the resume goes on after it`() async throws {
    let stile = try Stile()
    try await sit(ExitStatusTests.slow, stile) { terminal in
      try await terminal.waitFor("Wait for a file")
      let begun = stile.home.appending(path: "begun").path
      try await eventually("the command runs", within: .seconds(20)) {
        FileManager.default.fileExists(atPath: begun)
      }
      try await terminal.press("C-c")
      try await terminal.waitFor("leaving")
      try WorkFolder.write("", to: stile.home.appending(path: "go"))
      try await terminal.waitFor("ended with 130")
    }
    try await show(["resume"], stile) { terminal in
      try await terminal.waitFor("ended with 0")
    }
    let after = try String(contentsOf: stile.home.appending(path: "after"), encoding: .utf8)
    #expect(after == "x")
  }

  @Test func `a second Ctrl-C leaves at once; the resume waits for the command`() async throws {
    let stile = try Stile()
    try await sit(ExitStatusTests.slow, stile) { terminal in
      let begun = stile.home.appending(path: "begun").path
      try await eventually("the command runs", within: .seconds(20)) {
        FileManager.default.fileExists(atPath: begun)
      }
      try await terminal.press("C-c")
      try await terminal.waitFor("leaving")
      try await terminal.press("C-c")
      try await terminal.waitFor("ended with 130")
    }
    try await show(["resume"], stile) { terminal in
      try await terminal.waitFor("Wait for a file")
      try WorkFolder.write("", to: stile.home.appending(path: "go"))
      try await terminal.waitFor("ended with 0")
    }
    let after = try String(contentsOf: stile.home.appending(path: "after"), encoding: .utf8)
    #expect(after == "x")
  }

  @Test func `a secret that is typed is seen nowhere, and reaches its command`() async throws {
    let plan = """
      stile 1
      param folder: Path
      secret key from prompt "The key of the zone"
      runbook keyed "Keyed" {
        step keep "Keep the key" on local {
          undo { run `rm -f -- #{folder / "kept"}` }
          run `cat >#{folder / "kept"}` stdin key
        }
      }
      """
    let typed = "hunter2 of 27 trees"
    let stile = try Stile()
    try await sit(plan, stile) { terminal in
      try await terminal.waitFor("The key of the zone")
      try await terminal.type(typed)
      try await terminal.waitFor("ended with 0")
      #expect(!(try await terminal.screen().contains("hunter2")))
    }
    let kept = stile.home.appending(path: "kept")
    #expect(try String(contentsOf: kept, encoding: .utf8).hasPrefix(typed))
    try FileManager.default.removeItem(at: kept)
    // Nothing of the run has it: neither the journal nor what its commands were given.
    let names = try #require(FileManager.default.enumerator(atPath: stile.home.path))
    var count = 0
    for case let name as String in names {
      guard let bytes = try? Data(contentsOf: stile.home.appending(path: name)) else { continue }
      count += 1
      #expect(bytes.range(of: Data("hunter2".utf8)) == nil, "\(name)")
    }
    #expect(count > 3, "the run left files")
    #expect(!(try await stile("log", "--json").output.contains("hunter2")))
  }

  @Test func `undo shows what it will do, and asks`() async throws {
    let stile = try Stile()
    try WorkFolder.write("x", to: stile.home.appending(path: "wanted"))
    try await sit(ExitStatusTests.twoSteps, stile) { try await $0.waitFor("ended with 0") }
    try await show(["undo"], stile) { terminal in
      try await terminal.waitFor("yes/no")
      try await terminal.type("no")
      try await terminal.waitFor("ended with 2")
    }
    let first = stile.home.appending(path: "first").path
    #expect(FileManager.default.fileExists(atPath: first))
    try await show(["undo"], stile) { terminal in
      try await terminal.waitFor("yes/no")
      try await terminal.type("yes")
      try await terminal.waitFor("ended with 0")
    }
    #expect(!FileManager.default.fileExists(atPath: first))
  }
}
