import Foundation
import Testing

/// Params out of a YAML file, and what is said of one that does not fit: nothing has run then.
@Suite(.enabled(if: Machine.has("sh"), "there is no stile to test"))
struct ParamsFileTests {
  static let plan = """
    stile 1
    record Site {
      name: String
      ports: List[Int] = [80]
    }
    ## Who is told
    param who: String
    param age: Duration = 5s
    param sites: List[Site] = []
    param labels: Map[String, String] = {}
    secret key from env "KEY"
    runbook tell "Tell it" {
      let names = sites.map(s => "\\#{s.name}=\\#{s.ports.map(p => "\\#{p}").join("+")}").join(" ")
      notify console "told \\#{who} \\#{age} \\#{names} \\#{labels["version"] ?? "none"}"
      step spend "Use the key" on local {
        no undo "it changes nothing"
        run `true` env { KEY: key }
      }
    }
    """.replacing("\\#{", with: "#{")

  private func run(_ yaml: String, _ words: String...) async throws -> Outcome {
    let stile = try Stile()
    let file = stile.home.appending(path: "site.yaml")
    try WorkFolder.write(yaml, to: file)
    let plan = try stile.runbook(Self.plan)
    return try await stile.start(
      ["run", plan, "--no-input", "--params", file.path] + words,
      under: ["/usr/bin/env", "KEY=hush"]
    ).ended()
  }

  @Test func `texts, lists and mappings become the params`() async throws {
    let run = try await run(
      """
      # What YAML would take for something else stays the text that it is.
      who: no
      age: 1h30m
      sites:
        - name: a
        - {name: "b", ports: [1, 2]}
      labels: {version: 1.10}
      """)
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("told no 1h30m a=80 b=1+2 1.10"), "\(run)")
  }

  @Test func `the command line counts before the file`() async throws {
    let run = try await run("who: file\nage: 1s\n", "--set", "who=line")
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("told line 1s"), "\(run)")
  }

  @Test(arguments: [
    ("who: a\nage: 5 minutes\n", "site.yaml:2:6: `age`: `5 minutes` is no Duration"),
    ("wo: a\n", "site.yaml:1:1: there is no param `wo`; did you mean `who`?\nthe params are\n"),
    (
      "who: a\nsites:\n  - name: x\n    ports: [1, two]\n",
      "site.yaml:4:16: `sites`: `ports`: `two`"
    ),
    (
      "who: a\nsites:\n  - name: x\n    port: [1]\n",
      "site.yaml:4:5: `sites`: Site has no field `port`"
    ),
    ("who: a\nkey: b\n", "site.yaml:2:1: `key` is a secret"),
    ("who: a\nwho: b\n", "site.yaml:2:1: `who` is given twice"),
    ("who: [a\nx: ]b\n", "site.yaml:2:2: this is no YAML"),
    ("- a\n", "site.yaml:1:1: a mapping of the names of params"),
    ("who: a\n---\nwho: b\n", "site.yaml:2:1: a second document"),
    ("who: *a\n", "site.yaml:1:6: `*a` stands for nothing above it"),
    ("who: a\nlabels: {<<: {a: b}}\n", "site.yaml:2:10: `<<` merges nothing"),
    ("who: a\n? [b]\n: c\n", "site.yaml:2:3: a name is a text"),
    ("", "missing: `--set who=…`"),
    ("who: \u{7}\n", "site.yaml: this is no YAML: control characters"),
    ("who: a\nlabels: &a {b: *a}\n", "site.yaml:2:16: `*a` stands for nothing"),
    (String(repeating: "[", count: 2_000), "site.yaml:1:101: nested deeper than 100"),
    ("x: &b [a]\nwho: *b\n", "site.yaml:1:1: there is no param `x`"),
    ("sites: &b [a]\nwho: *b\n", "site.yaml:1:12: `sites`: `a` is no Site"),
  ])
  func `what does not fit is told with its place, and nothing runs`(
    _ yaml: String, _ message: String
  ) async throws {
    let run = try await run(yaml)
    #expect(run.status == 2, "\(run)")
    #expect(run.problems.contains(message), "\(run)")
    #expect(!run.output.contains("told"))
  }

  @Test func `few lines of aliases do not become many values`() async throws {
    let lines = (1...12).map {
      "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]"
    }
    let run = try await run("a0: &a0 [x]\n" + lines.joined(separator: "\n"))
    #expect(run.status == 2)
    #expect(run.problems.contains("more than 100000 values"), "\(run)")
  }
}
