import Foundation
import Testing

/// Plugins of Nagios as probes, with one that says what it is told to.
@Suite(.enabled(if: Machine.has("sh"), "there is no stile to test"))
struct NagiosTests {
  private func check(_ status: Int, _ text: String) async throws -> Outcome {
    let stile = try Stile()
    let plugin = stile.home.appending(path: "plugin")
    try WorkFolder.write("#!/bin/sh\ncat <<'END'\n\(text)\nEND\nexit \(status)\n", to: plugin)
    let plan = try stile.runbook(
      """
      stile 1
      use nagios
      runbook look "Look" on local {
        let found = nagios.check(`sh \(plugin.path)`)
        let said = match found.state {
          ok -> { "ok" }
          warning -> { "warning" }
          critical -> { "critical" }
          unknown -> { "unknown" }
        }
        let names = found.measures.keys.map(name => "<#{name}>").join("")
        let values = found.measures.values.map(m => "<#{m.value ?? -1.0}|#{m.unit}>").join("")
        notify console "\\(said): <#{found.line}> #{names} #{values}"
      }
      """.replacing("\\(said)", with: "#{said}"))
    return try await stile("run", plan)
  }

  @Test(arguments: [(0, "ok"), (1, "warning"), (2, "critical"), (3, "unknown")])
  func `the exit status is the verdict`(status: Int, said: String) async throws {
    let run = try await check(status, "LOAD - load average: 0.5")
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("\(said): <LOAD - load average: 0.5>"), "\(run)")
  }

  @Test func `what was measured comes by its name`() async throws {
    let run = try await check(
      0, "OK - fine | load1=0.500;5;10;0; 'disk / used'=42%;80;90 time=1.5s bad x=U\nmore | y=1")
    #expect(
      run.output.contains(
        "ok: <OK - fine> <load1><disk / used><time><bad x> <0.5|><42.0|%><1.5|s><-1.0|U>"),
      "\(run)")
  }

  @Test func `a plugin that is not there, or dies, is a failure`() async throws {
    let run = try await check(127, "sh: not found")
    #expect(run.status == 1, "\(run)")
  }
}
