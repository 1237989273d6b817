import Foundation
import Testing

/// A run is taken from the process that has it in hand.
@Suite(.enabled(if: Machine.has("tmux"), "tmux is not installed"), .timeLimit(.minutes(30)))
struct TakeOverTests {
  /// The first step takes until the file `go` is there; both leave a line each time they run.
  private static let slow = """
    stile 1
    param folder: Path
    runbook slow "A slow step" {
      step first "Wait for a file" on local {
        no undo "it only waits"
        run `
          echo first >>#{folder / "ledger"}
          until [ -e #{folder / "go"} ]; do sleep 0.1; done
          `
      }
      step second "Go on" on local {
        no undo "it only writes a line"
        run `echo second >>#{folder / "ledger"}`
      }
    }
    """

  private func holding(
    _ body: (Stile, Child, String) async throws -> Void
  ) async throws {
    let stile = try Stile()
    let holder = try stile.start([
      "run", try stile.runbook(Self.slow), "--no-input", "--set", "folder=\(stile.home.path)",
    ])
    defer {
      holder.signal(SIGCONT)
      holder.signal(SIGKILL)
    }
    try await eventually("the first step runs", within: .seconds(20)) {
      ledger(stile) == "first\n"
    }
    try await body(stile, holder, try #require(stile.runNames().first))
  }

  private func ledger(_ stile: Stile) -> String {
    (try? String(contentsOf: stile.home.appending(path: "ledger"), encoding: .utf8)) ?? ""
  }

  private func takeOver(_ stile: Stile, _ run: String, _ holder: Child) async throws {
    let terminal = try await stile.atTerminal(["resume", run, "--take-over"])
    do {
      try await terminal.waitFor("process \(holder.process)")
      try await terminal.waitFor("yes/no")
      try await terminal.type("yes")
      try await eventually("it has the run", within: .seconds(60)) {
        try await stile("log", run).output.contains("take-over")
      }
      try WorkFolder.write("", to: stile.home.appending(path: "go"))
      try await terminal.waitFor("ended with 0", within: .seconds(60))
      try await terminal.close()
    } catch {
      try await terminal.close()
      throw error
    }
  }

  @Test func `a holder that is stopped is ended, and what it had begun is not begun again`()
    async throws
  {
    try await holding { stile, holder, run in
      holder.signal(SIGSTOP)
      try await takeOver(stile, run, holder)
      #expect(try await holder.ended().wasKilled)
      #expect(ledger(stile) == "first\nsecond\n")
    }
  }

  @Test func `a holder that waits for its command is killed, and the command goes on`()
    async throws
  {
    try await holding { stile, holder, run in
      try await takeOver(stile, run, holder)
      _ = try await holder.ended()
      #expect(ledger(stile) == "first\nsecond\n")
      #expect(try await stile("log", run, "--verify").status == 0)
    }
  }

  @Test func `nobody is ended without a person's yes`() async throws {
    try await holding { stile, holder, run in
      let refused = try await stile("resume", run, "--take-over", "--no-input")
      #expect(refused.status == 2)
      #expect(refused.problems.contains("process \(holder.process)"), "\(refused)")
      #expect(try await stile("resume", run, "--no-input").status == 6)
      let terminal = try await stile.atTerminal(["resume", run, "--take-over"])
      try await terminal.waitFor("yes/no")
      try await terminal.type("no")
      try await terminal.waitFor("ended with 2")
      try await terminal.close()
      try WorkFolder.write("", to: stile.home.appending(path: "go"))
      #expect(try await holder.ended().status == 0)
      #expect(ledger(stile) == "first\nsecond\n")
    }
  }
}
