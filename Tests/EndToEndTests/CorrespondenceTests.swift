import Foundation
import Testing

/// People at other terminals than the run's own.
@Suite(.enabled(if: Machine.has("tmux"), "tmux is not installed"), .timeLimit(.minutes(30)))
struct CorrespondenceTests {
  /// A run that asks, at a terminal.
  private func asking(
    _ plan: String = ExitStatusTests.question, _ words: [String] = [],
    _ body: (Stile, String, TerminalSession) async throws -> Void
  ) async throws {
    let stile = try Stile()
    let terminal = try await stile.atTerminal(["run", try stile.runbook(plan)] + words)
    do {
      try await eventually("the run is there", within: .seconds(20)) {
        !stile.runNames().isEmpty
      }
      try await body(stile, try #require(stile.runNames().first), terminal)
      try await terminal.close()
    } catch {
      try await terminal.close()
      throw error
    }
  }

  @Test func `who is not at the run's terminal answers from another one`() async throws {
    try await asking { stile, run, terminal in
      try await terminal.waitFor("yes/no")
      #expect(try await stile("status", run).output.contains("stile answer \(run) yes|no"))
      let wrong = try await stile("answer", run, "perhaps")
      #expect(wrong.status == 2)
      #expect(wrong.problems.contains("no answer to this"))
      let outcome = try await stile("answer", run, "yes", "--operator", "bob")
      #expect(outcome.status == 0, "\(outcome)")
      try await terminal.waitFor("ended with 0")
      #expect(try await terminal.screen().contains("by bob"))
      let late = try await stile("answer", run, "yes")
      #expect(late.status == 2)
      #expect(late.problems.contains("asks nothing now"))
    }
  }

  @Test func `of two answers the first one counts, and the other one is told`() async throws {
    try await asking { stile, run, terminal in
      try await terminal.waitFor("yes/no")
      async let ada = stile("answer", run, "yes", "--operator", "ada")
      async let bob = stile("answer", run, "no", "--operator", "bob")
      let outcomes = try await [ada, bob]
      try await terminal.waitFor("ended with")
      #expect(outcomes.map(\.status).sorted() == [0, 2], "\(outcomes)")
      let log = try await stile("log", run).output
      #expect(log.contains("by ada") != log.contains("by bob"), "\(log)")
    }
  }

  @Test func `a choice needs its reason, from wherever it comes`() async throws {
    let stile = ExitStatusTests.twoSteps
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await asking(stile, ["--set", "folder=\(folder)"]) { stile, run, terminal in
      try await terminal.waitFor("continue/")
      let bare = try await stile("answer", run, "skip")
      #expect(bare.status == 2)
      #expect(bare.problems.contains("--because"))
      let outcome = try await stile("answer", run, "skip", "--because", "there is a copy")
      #expect(outcome.status == 0, "\(outcome)")
      try await terminal.waitFor("ended with 0")
      #expect(try await terminal.screen().contains("there is a copy"))
    }
  }

  @Test func `a note is in the journal, whether somebody has the run in hand or not`()
    async throws
  {
    try await asking { stile, run, terminal in
      try await terminal.waitFor("yes/no")
      async let second = stile("note", run, "so is the web")
      #expect(try await stile("note", run, "the mail is slow").status == 0)
      #expect(try await second.status == 0)
      try await terminal.waitFor("the mail is slow")
      try await terminal.type("yes")
      try await terminal.waitFor("ended with 0")
      #expect(try await stile("note", run, "it was only me", "--operator", "bob").status == 0)
      let log = try await stile("log", run).output
      for note in ["the mail is slow", "so is the web", "it was only me"] {
        #expect(log.components(separatedBy: note).count == 2, "\(note) is kept once")
      }
      let inbox = stile.runs.appending(path: "\(run)/inbox").path
      #expect(try FileManager.default.contentsOfDirectory(atPath: inbox) == [])
    }
  }

  private static let pause = """
    stile 1

    runbook pause "Pause" {
      wait 1h
      notify console "over"
    }

    """

  @Test func `a wait is made longer and ended from another terminal, with a reason`() async throws {
    try await asking(Self.pause) { stile, run, terminal in
      try await terminal.waitFor("wait_1h")
      let wrong = try await stile("answer", run, "--end-wait", "nap", "--because", "x")
      #expect(wrong.status == 2)
      #expect(wrong.problems.contains("it waits in `wait_1h`"))
      #expect(try await stile("answer", run, "--end-wait", "wait_1h").status != 0)
      let longer = try await stile(
        "answer", run, "--extend-wait", "wait_1h", "--by", "30m", "--because", "slow caches")
      #expect(longer.status == 0, "\(longer)")
      try await terminal.waitFor("30 min longer")
      let over = try await stile(
        "answer", run, "--end-wait", "wait_1h", "--because", "all saw it", "--operator", "bob")
      #expect(over.status == 0, "\(over)")
      try await terminal.waitFor("ended with 0")
      let screen = try await terminal.screen()
      #expect(screen.contains(" early "))
      #expect(screen.contains("by bob: all saw it"))
    }
  }

  @Test func `a wait of a parked run is ended too, and the resume goes on`() async throws {
    try await asking(Self.pause) { stile, run, terminal in
      try await terminal.waitFor("wait_1h")
      try await terminal.press("C-c")
      try await terminal.waitFor("ended with 130")
      #expect(try await stile("status", run).output.contains("until "))
      let over = try await stile("answer", run, "--end-wait", "wait_1h", "--because", "enough")
      #expect(over.status == 0, "\(over)")
      #expect(try await stile("resume", run, "--no-input").status == 0)
      #expect(try await stile("log", run).output.contains("early"))
    }
  }
}
