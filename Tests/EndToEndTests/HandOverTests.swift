import Foundation
import Testing

/// A run goes to another person, in a file; here another folder for runs is the other machine.
@Suite(.timeLimit(.minutes(30)))
struct HandOverTests {
  /// A run that has stopped at its second step, and a second person's Stile.
  private func stopped() async throws -> (ada: Stile, bob: Stile, run: String) {
    let ada = try Stile()
    let outcome = try await ada(
      "run", try ada.runbook(ExitStatusTests.twoSteps), "--no-input", "--set",
      "folder=\(ada.home.path)")
    #expect(outcome.status == 1, "\(outcome)")
    return (ada, try Stile(), try #require(ada.runNames().first))
  }

  @Test func `another one goes on with it, and takes it back`() async throws {
    let (ada, bob, run) = try await stopped()
    let file = ada.home.appending(path: "run.stile-run").path
    #expect(try await ada("hand-over", run, file, "--operator", "ada").status == 0)
    #expect(try await ada.state() == "handed over")
    for words in [["resume", run, "--no-input"], ["undo", run, "--yes"], ["note", run, "mine"]] {
      let refused = try await ada.start(words).ended()
      #expect(refused.status == 2)
      #expect(refused.problems.contains("was handed over in \(file)"), "\(refused)")
    }

    #expect(try await bob("take", file, "--operator", "bob").status == 0)
    try WorkFolder.write("x", to: ada.home.appending(path: "wanted"))
    let resumed = try await bob(
      "resume", "--no-input", "--choose", "continue", "--because", "it is there now")
    #expect(resumed.status == 0, "\(resumed)")
    let records = try await bob.records()
    #expect(JournalChain.faults(in: records) == [])
    #expect(records.filter { $0.kind == "lease.taken" }.count == 3)
    #expect(try await bob("undo", "--yes", "--no-input").status == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: ada.home.path)
    #expect(!left.contains("first") && !left.contains("second"))

    let back = ada.home.appending(path: "back.stile-run").path
    #expect(try await bob("hand-over", run, back).status == 0)
    #expect(try await ada("take", back).status == 0)
    #expect(try await ada("log", run, "--verify").status == 0)
    #expect(try await ada.state() == "undone")
  }

  @Test func `who has not gone on may take it back`() async throws {
    let (ada, _, run) = try await stopped()
    let file = ada.home.appending(path: "run.stile-run").path
    #expect(try await ada("hand-over", run, file).status == 0)
    #expect(try await ada("take", file).status == 0)
    #expect(try await ada.state() == "parked")
    #expect(try await ada("take", file).status == 2)
    #expect(try await ada("undo", run, "--yes", "--no-input").status == 0)
  }
}
