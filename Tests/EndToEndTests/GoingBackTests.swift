import Foundation
import Testing

/// Runs that are taken back only a part of the way.
@Suite(.timeLimit(.minutes(10)))
struct GoingBackTests {
  @Test func `a run goes back to a step and forward again`() async throws {
    let stile = try Stile()
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let steps = ["one", "two", "three"].map { name in
      """
        step \(name) "Make \(name)" {
          undo { run `rm \(name)` in Path("\(folder)") }
          run `touch \(name)` in Path("\(folder)")
        }

      """
    }
    let plan = "stile 1\n\nrunbook files \"Files\" on local {\n\(steps.joined())}\n"
    let there = { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
    #expect(try await stile("run", try stile.runbook(plan), "--no-input").status == 0)
    let unknown = try await stile("undo", "--to", "four", "--yes")
    #expect(unknown.status == 2)
    #expect(unknown.problems.contains("has done `one`, `two`, `three`"))
    let unasked = try await stile("undo", "--to", "one")
    #expect(unasked.status == 2)
    #expect(unasked.problems.contains("undo     three"))
    #expect(try await stile("undo", "--to", "one", "--yes").status == 0)
    #expect(try there() == ["one"])
    #expect(try await stile("resume", "--no-input").status == 0)
    #expect(try there() == ["one", "three", "two"])
    #expect(try await stile("undo", "--only", "two", "--yes").status == 0)
    #expect(try there() == ["one", "three"])
  }
}
