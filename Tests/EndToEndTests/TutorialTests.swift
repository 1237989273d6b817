import Foundation
import Repository
import Testing

/// The tutorial is followed as it is written.
@Suite(.enabled(if: Machine.has("sh"), "there is no stile to test"), .timeLimit(.minutes(30)))
struct TutorialTests {
  private static let page =
    (try? String(
      contentsOf: Repository.top.appending(path: "docs/tutorial/first-runbook.md"),
      encoding: .utf8))
    ?? ""

  /// The text of the fences of one kind, in order.
  private static func fences(_ kind: String) -> [String] {
    page.components(separatedBy: "\n```\(kind)\n").dropFirst()
      .map { $0.components(separatedBy: "\n```")[0] + "\n" }
  }

  private func plan() throws -> String { try #require(Self.fences("stile").first) }

  @Test func `the misspelt name is told in the words of the tutorial`() async throws {
    let stile = try Stile()
    let plan = try plan().replacing("`mkdir -- #{place}`", with: "`mkdir -- #{plase}`")
    let file = try stile.runbook(plan, as: "notice.stile")
    let check = try await stile("check", file)
    #expect(check.status == 2)
    let folder = file.dropLast("notice.stile".count)
    let told = try #require(Self.fences("diagnostics").first)
    #expect(check.problems.replacing(folder, with: "").hasPrefix(told))
  }

  @Test func `it is run, killed, gone on with and undone`() async throws {
    let stile = try Stile()
    let place = stile.home.appending(path: "place").path
    let file = try stile.runbook(plan(), as: "notice.stile")
    let words = ["run", file, "--set", "place=\(place)"]
    _ = try await stile.start(words).killed(after: "wait_10s")
    let resume = try await stile("resume")
    #expect(resume.status == 0, "\(resume)")
    #expect(resume.output.contains("notice The notice is up."))
    #expect(FileManager.default.fileExists(atPath: place + "/notice.txt"))
    let undo = try await stile("undo", "--yes")
    #expect(undo.status == 0, "\(undo)")
    #expect(!FileManager.default.fileExists(atPath: place))
  }
}
