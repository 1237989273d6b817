import Foundation
import Testing

/// The story of a run, told while it goes on, in part, or not at all because it was changed.
@Suite(.timeLimit(.minutes(30)))
struct LogTests {
  private func finished() async throws -> (Stile, String) {
    let stile = try Stile()
    try WorkFolder.write("x", to: stile.home.appending(path: "wanted"))
    let outcome = try await stile(
      "run", try stile.runbook(ExitStatusTests.twoSteps), "--no-input", "--set",
      "folder=\(stile.home.path)")
    #expect(outcome.status == 0, "\(outcome)")
    return (stile, try #require(stile.runNames().first))
  }

  @Test func `one item's part is told alone`() async throws {
    let (stile, run) = try await finished()
    let part = try await stile("log", run, "--item", "second").output
    #expect(part.contains("Copy what is wanted") && !part.contains("Make a file"), "\(part)")
    let json = try await stile("log", run, "--item", "second", "--json").output
    #expect(try JournalRecord.all(in: json).map(\.kind).first == "item.started")
    let slip = try await stile("log", run, "--item", "secnd")
    #expect(slip.status == 2)
    #expect(slip.problems.contains("no item `secnd`"))
    #expect(try await stile("log", run, "--host", "nowhere").status == 2)
    #expect(try await stile("log", run, "--host", "local").output.contains("touch -- "))
  }

  @Test func `who follows a run is told what happens, until it has ended`() async throws {
    let stile = try Stile()
    let words = ["--no-input", "--set", "folder=\(stile.home.path)"]
    let failed = try await stile.start(
      ["run", try stile.runbook(ExitStatusTests.twoSteps)] + words
    ).ended()
    #expect(failed.status == 1)
    let follower = try stile.start(["log", "--follow"])
    try await eventually("the story so far", within: .seconds(20)) {
      follower.printed.contains("parked")
    }
    try WorkFolder.write("x", to: stile.home.appending(path: "wanted"))
    let resumed = try await stile(
      "resume", "--no-input", "--choose", "continue", "--because", "it is there now")
    #expect(resumed.status == 0, "\(resumed)")
    let told = try await follower.ended()
    #expect(told.status == 0)
    #expect(told.output == (try await stile("log").output))
  }

  @Test func `a journal in which a byte was changed is not sound`() async throws {
    let (stile, run) = try await finished()
    let sound = try await stile("log", run, "--verify")
    #expect(sound.status == 0)
    #expect(sound.output.contains("\(run): sound, "), "\(sound)")
    let file = stile.runs.appending(path: "\(run)/journal.db")
    var bytes = try Data(contentsOf: file)
    let place = try #require(bytes.range(of: Data("Copy what is wanted".utf8)))
    bytes[place.lowerBound] = UInt8(ascii: "D")
    try bytes.write(to: file)
    let changed = try await stile("log", run, "--verify")
    #expect(changed.status == 2)
    #expect(changed.problems.contains("the journal is damaged"), "\(changed)")
  }
}
