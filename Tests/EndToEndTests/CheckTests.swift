import Foundation
import Testing

/// What `stile check` does beside saying what is wrong.
@Suite(.enabled(if: Machine.has("sh"), "there is no stile to test"))
struct CheckTests {
  /// A text with a lint that has a safe fix-it, and an error that has one.
  static let mendable = """
    stile 1

    use dns, http

    runbook up "It is up" {
      verify "It answers" {
        http.get ("https://www.example.org/").status == 200
      }
    }

    """

  @Test func `a file is mended, keeps its mode, and is sound then`() async throws {
    let stile = try Stile()
    let path = try stile.runbook(Self.mendable)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    let outcome = try await stile("check", "--fix", path)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == Self.mendable.replacing("dns, ", with: "").replacing("get (", with: "get("))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o640)
    let names = try FileManager.default.contentsOfDirectory(atPath: stile.home.path)
    #expect(!names.contains { $0.hasPrefix("plan.stile.") })
  }

  @Test func `a lint is no failure unless it is asked to be one`() async throws {
    let stile = try Stile()
    let path = try stile.runbook("stile 1\nuse dns\nrunbook rest \"Rest\" {\n  wait 1s\n}\n")
    #expect(try await stile("check", path).status == 0)
    #expect(try await stile("check", "--strict", path).status == 2)
  }

  @Test func `each form is printed on standard output`() async throws {
    let stile = try Stile()
    let path = try stile.runbook("stile 1\nlet a = b\n")
    for (form, beginning) in [
      ("--json", "{\"code\":\"unknown-name\""), ("--sarif", "{\"$schema\""),
      ("--github", "::error file="),
    ] {
      let outcome = try await stile("check", form, path)
      #expect(outcome.status == 2)
      #expect(outcome.output.hasPrefix(beginning), "\(outcome)")
    }
  }

  @Test(.enabled(if: Machine.has("shellcheck"), "shellcheck is not installed"))
  func `shellcheck speaks of the command where it stands in the file`() async throws {
    let stile = try Stile()
    let path = try stile.runbook(
      "stile 1\n\nparam name: String\n\nprobe look() -> String = (probe `ls $HOME #{name}`).text\n")
    let outcome = try await stile("check", "--shell", "--json", path)
    #expect(outcome.status == 0, "\(outcome)")
    let found = try JournalRecord.all(in: outcome.output)
    #expect(found.count == 1)
    #expect(found.first?.members["code"] as? String == "SC2086")
    let place = try #require(found.first?.members["at"] as? [String: Any])
    #expect(place["line"] as? Int == 5 && place["column"] as? Int == 37)
  }
}
