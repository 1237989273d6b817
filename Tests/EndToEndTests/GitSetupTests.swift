import Foundation
import Testing

/// `stile git setup`, with a real git.
@Suite(
  .enabled(
    if: Machine.stile != nil && Machine.program("git") != nil, "there is no stile or no git"))
struct GitSetupTests {
  private static let runbook = """
    stile 1

    runbook move "Move it" {
      step copy "Copy the site" on local {
        ensure { succeeds `test -e a` }
        run `true`
        run `touch a`
      }
    }

    """

  /// A repository of its own, in which `stile` is the one under test.
  private struct Work {
    let folder: URL
    private let environment: [String: String]

    init() throws {
      folder = try WorkFolder.make("git")
      let stile = try #require(Machine.stile)
      let programs = folder.appending(path: ".programs")
      try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: programs.appending(path: "stile"), withDestinationURL: URL(filePath: stile))
      var environment = Machine.environment
      environment["PATH"] = "\(programs.path):\(environment["PATH"] ?? "/usr/bin:/bin")"
      environment["HOME"] = folder.path
      environment["GIT_CONFIG_NOSYSTEM"] = "1"
      for role in ["AUTHOR", "COMMITTER"] {
        environment["GIT_\(role)_NAME"] = "Tester"
        environment["GIT_\(role)_EMAIL"] = "tester@example.org"
      }
      self.environment = environment
    }

    func callAsFunction(_ script: String) async throws -> Outcome {
      try await Child(
        ["/bin/sh", "-c", "cd \"$1\" && \(script)", "sh", folder.path], environment: environment,
        output: folder.appending(path: ".said-\(UInt64.random(in: .min ... .max))")
      ).ended()
    }

    func write(_ text: String, _ name: String) throws {
      try WorkFolder.write(text, to: folder.appending(path: name))
    }

    func text(_ name: String) throws -> String {
      try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
  }

  @Test func `a diff names the step, and a commit in bad style is refused`() async throws {
    let work = try Work()
    let setup = try await work("git init -q && stile git setup")
    #expect(setup.status == 0, "\(setup)")
    #expect(try work.text(".gitattributes") == "*.stile diff=stile\n")

    try work.write(Self.runbook, "a.stile")
    let first = try await work("git add a.stile && git commit -qm first")
    #expect(first.status == 0, "\(first)")
    try work.write(Self.runbook.replacing("`true`", with: "`false`"), "a.stile")
    let diff = try await work("git diff -U0")
    #expect(diff.output.contains("@@ step copy \"Copy the site\" on local {\n"), "\(diff)")

    // What is staged counts, not what lies in the work tree.
    try work.write("stile 1\nparam  a:Int\n", "b.stile")
    #expect(try await work("git add b.stile").status == 0)
    try work.write("stile 1\nparam a: Int\n", "b.stile")
    let refused = try await work("git commit -qm second")
    #expect(refused.status == 1, "\(refused)")
    #expect((refused.output + refused.problems).contains("b.stile: not in good style"))
    #expect(try await work("git add b.stile && git commit -qm second").status == 0)
  }

  @Test func `a diff names the innermost part with a name or a title`() async throws {
    let work = try Work()
    #expect(try await work("git init -q && stile git setup").status == 0)
    let runbook = """
      stile 1

      action sync(to: Path) {
        irreversible "it was empty"
        run `a1`
      }

      fn word() -> String {
        return "a2"
      }

      runbook move "Move it" on local {
        let size = step "Ask for the size" {
          irreversible "x"
          run `a3`
          return 1
        }
        stage copy "Copy" {
          verify copied "It is there" within 5m every 5s {
            succeeds `a4`
          }
          step late "Late" {
            verify {
              succeeds `true`
            }
            irreversible "y"
            run `a5`
          }
        }
      }

      """
    try work.write(runbook, "a.stile")
    #expect(try await work("git add a.stile && git commit -qm first --no-verify").status == 0)
    var changed = runbook
    for number in 1...5 { changed = changed.replacing("a\(number)", with: "b\(number)") }
    try work.write(changed, "a.stile")
    let diff = try await work("git diff -U0")
    let headers = diff.output.split(separator: "\n").filter { $0.hasPrefix("@@") }
      .map { String($0.drop { $0 == "@" }.drop { $0 != "@" }.dropFirst(3)) }
    #expect(
      headers == [
        "action sync(to: Path) {", "fn word() -> String {",
        #"let size = step "Ask for the size" {"#,
        #"verify copied "It is there" within 5m every 5s {"#, #"step late "Late" {"#,
      ], "\(diff)")
  }

  @Test func `where hooks are kept in a folder of their own, it says what to add`() async throws {
    let work = try Work()
    #expect(try await work("git init -q && git config core.hooksPath .shared").status == 0)
    let setup = try await work("stile git setup")
    #expect(setup.status == 0)
    #expect(setup.output.contains("hooks are kept in `.shared`; add `stile fmt --check`"))
    #expect(try await work("[ ! -e .shared ] && [ ! -e .git/hooks/pre-commit ]").status == 0)

    // And what it says to add refuses.
    #expect(try await work("mkdir .shared").status == 0)
    try work.write("#!/bin/sh\nstile fmt --check\n", ".shared/pre-commit")
    try work.write("stile 1\nparam  a:Int\n", "b.stile")
    let refused = try await work("chmod +x .shared/pre-commit; git add b.stile; git commit -qm x")
    #expect(refused.status == 1, "\(refused)")
    #expect((refused.output + refused.problems).contains("b.stile: not in good style"))
    #expect(try await work("git rev-parse -q --verify HEAD").status != 0)
  }

  @Test func `what is there already stays, twice is once`() async throws {
    let work = try Work()
    #expect(try await work("git init -q").status == 0)
    try work.write("*.png binary", ".gitattributes")
    let first = try await work("stile git setup")
    #expect(try work.text(".gitattributes") == "*.png binary\n*.stile diff=stile\n")
    let before = try await work("cat .git/config .git/hooks/pre-commit .gitattributes")
    let second = try await work("stile git setup")
    #expect(second.status == 0 && second.output != first.output)
    let after = try await work("cat .git/config .git/hooks/pre-commit .gitattributes")
    #expect(after.output == before.output)
  }

  @Test func `a hook that is not ours is left`() async throws {
    let work = try Work()
    #expect(try await work("git init -q && mkdir -p .git/hooks").status == 0)
    try work.write("#!/bin/sh\nexit 0\n", ".git/hooks/pre-commit")
    let setup = try await work("stile git setup")
    #expect(setup.status == 0)
    #expect(setup.output.contains("left as it is"), "\(setup)")
    #expect(try work.text(".git/hooks/pre-commit") == "#!/bin/sh\nexit 0\n")
  }

  @Test func `outside of a repository nothing is written`() async throws {
    let work = try Work()
    let setup = try await work("GIT_CEILING_DIRECTORIES=/ stile git setup")
    #expect(setup.status == 2, "\(setup)")
    #expect(setup.problems.contains("no work tree"))
  }
}
