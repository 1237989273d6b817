import Foundation
import Glibc
import Repository
import Testing

/// `stile fmt` on real files.
@Suite(.enabled(if: Machine.stile != nil, "there is no stile to test"))
struct FmtTests {
  private static let ugly = "stile 1\nparam   a:Int\n"
  private static let good = "stile 1\nparam a: Int\n"
  private static let broken = "stile 1\nparam a:\n"

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func `a file is rewritten in place, keeps its mode, and leaves nothing beside it`()
    async throws
  {
    let stile = try Stile()
    let folder = stile.home.appending(path: "runbooks")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let ugly = try stile.runbook(Self.ugly, as: "runbooks/ugly.stile")
    let good = try stile.runbook(Self.good, as: "runbooks/good.stile")
    try WorkFolder.write("not ours", to: folder.appending(path: "notes.txt"))
    symlink("ugly.stile", folder.appending(path: "link").path)
    #expect(chmod(ugly, 0o640) == 0)

    let said = try await stile("fmt", folder.path)
    #expect(said.status == 0)
    #expect(said.output == "\(ugly): formatted\n1 file formatted, 1 in good style\n")
    #expect(try text(ugly) == Self.good)
    #expect(try text(good) == Self.good)
    var status = stat()
    #expect(stat(ugly, &status) == 0 && status.st_mode & 0o7777 == 0o640)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["good.stile", "link", "notes.txt", "ugly.stile"])
  }

  @Test func `a link that is named stays a link`() async throws {
    let stile = try Stile()
    let file = try stile.runbook(Self.ugly)
    let link = stile.home.appending(path: "link.stile").path
    symlink("plan.stile", link)
    #expect(try await stile("fmt", link).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "plan.stile")
    #expect(try text(file) == Self.good)
  }

  @Test func `--check and --diff write nothing and say it by their exit code`() async throws {
    let stile = try Stile()
    let file = try stile.runbook(Self.ugly)
    let check = try await stile("fmt", "--check", file)
    #expect(check.status == 1)
    #expect(
      check.output == "\(file): not in good style\n1 file not in good style, 0 in good style\n")
    let diff = try await stile("fmt", "--diff", file)
    #expect(diff.status == 1)
    #expect(diff.output.hasSuffix("@@ -1,2 +1,2 @@\n stile 1\n-param   a:Int\n+param a: Int\n"))
    #expect(try text(file) == Self.ugly)
    try WorkFolder.write(Self.good, to: URL(filePath: file))
    #expect(try await stile("fmt", "--check", file).status == 0)
    #expect(try await stile("fmt", "--diff", file).output == "")
  }

  @Test func `- reads standard input and writes standard output`() async throws {
    let stile = try Stile()
    func format(_ text: String, _ words: String...) async throws -> Outcome {
      try await stile.start(["fmt"] + words + ["-"], input: try stile.runbook(text)).ended()
    }
    let ugly = try await format(Self.ugly)
    #expect(ugly.status == 0 && ugly.output == Self.good && ugly.problems == "")
    let good = try await format(Self.good)
    #expect(good.status == 0 && good.output == Self.good && good.problems == "")

    let check = try await format(Self.ugly, "--check")
    #expect(check.status == 1 && check.output == "")
    #expect(try await format(Self.good, "--check").status == 0)
    let diff = try await format(Self.ugly, "--diff")
    #expect(diff.status == 1)
    #expect(diff.output.hasSuffix("@@ -1,2 +1,2 @@\n stile 1\n-param   a:Int\n+param a: Int\n"))

    // An editor that puts what comes out in the place of its text must not lose it.
    let broken = try await format(Self.broken)
    #expect(broken.status == 2 && broken.output == "")
    #expect(broken.problems.contains("standard input:2:"), "\(broken)")
  }

  @Test(.enabled(if: Machine.has("vim"), "there is no Vim"))
  func `gq in Vim formats the file, and leaves one with mistakes`() async throws {
    let stile = try Stile()
    let vim = try Machine.required("vim")
    let folder = URL(filePath: try Machine.required("stile")).deletingLastPathComponent().path
    func formatted(_ text: String) async throws -> String {
      let file = try stile.runbook(text)
      let words = [
        vim, "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "--cmd",
        "set rtp^=\(Repository.top.appending(path: "editors/vim").path)", "--cmd",
        "filetype plugin on", "-c", "normal gqq", "-c", "wq", file,
      ]
      var environment = Machine.environment
      environment["PATH"] = "\(folder):\(environment["PATH"] ?? "/usr/bin:/bin")"
      let ended = try await Child(
        words, environment: environment, output: stile.home.appending(path: "vim")
      ).ended()
      #expect(ended.status == 0, "\(ended)")
      return try self.text(file)
    }
    #expect(try await formatted(Self.ugly + "\n\n\n# end\n") == Self.good + "\n# end\n")
    #expect(try await formatted(Self.broken) == Self.broken)
  }

  @Test func `a file with mistakes is shown and left, the others are formatted`() async throws {
    let stile = try Stile()
    let broken = try stile.runbook(Self.broken, as: "a.stile")
    let ugly = try stile.runbook(Self.ugly, as: "b.stile")
    let said = try await stile("fmt", broken, ugly)
    #expect(said.status == 2)
    #expect(said.problems.contains("error["))
    #expect(try text(broken) == Self.broken)
    #expect(try text(ugly) == Self.good)
    #expect(try await stile("fmt", "nowhere.stile").status == 2)
  }
}
