import Foundation
import Testing

/// Messages to a web server of the test's own, with secrets, over a crash.
@Suite(.enabled(if: Machine.has("python3"), "no stile to test, or no python3"))
struct ChannelTests {
  private static let token = "t0p-s3cret"

  private func plan(_ hooks: LabScript, _ rest: String) -> String {
    """
    stile 1
    use webhook
    secret token from env "TOKEN"
    let alerts = webhook.to("http://127.0.0.1:\(hooks.port)/", token: "Bearer #{token}")
    let chat = webhook.to_secret("http://127.0.0.1:\(hooks.port)/#{token}", name: "the chat")
    runbook tell "Tell them" {
      \(rest)
    }
    """
  }

  private func ids(_ posts: [String]) -> [Substring] {
    posts.flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("Idempotency-Key: ") }
  }

  @Test func `a secret reaches the server, and no output and no file of the run`() async throws {
    let hooks = try await LabScript("hooks.py", ["200"])
    let stile = try Stile()
    let plan = try stile.runbook(plan(hooks, #"notify [alerts, chat] subject "Moved" "All of it""#))
    let run = try await stile.start(
      ["run", plan], under: ["/usr/bin/env", "TOKEN=\(Self.token)"]
    ).ended()
    #expect(run.status == 0, "\(run)")
    #expect(run.output.contains("to the chat"))
    let posts = try hooks.posts()
    #expect(posts.count == 2)
    #expect(posts.contains { $0.contains("Authorization: Bearer \(Self.token)\n") })
    #expect(posts.contains { $0.hasPrefix("POST /\(Self.token) ") })
    let log = try await stile("log", "--json")
    #expect(!"\(run)\(log)".contains(Self.token))
    let names = try #require(FileManager.default.enumerator(atPath: stile.runs.path))
    for case let name as String in names {
      let bytes = try? Data(contentsOf: stile.runs.appending(path: name))
      #expect(bytes?.range(of: Data(Self.token.utf8)) == nil, "\(name)")
    }
  }

  @Test func `a run that was killed sends what is owed again, under the same id`() async throws {
    let hooks = try await LabScript("hooks.py", ["503"])
    let stile = try Stile()
    let plan = try stile.runbook(plan(hooks, "notify alerts \"All of it\"\n  wait 1h"))
    let environment = ["/usr/bin/env", "TOKEN=\(Self.token)"]
    let killed = try await stile.start(["run", plan], under: environment)
      .killed(after: "try 2", delay: 0.1)
    #expect(killed.wasKilled)
    let status = try await stile("status")
    #expect(status.output.contains("interrupted"), "\(status)")
    let page = try await stile("status", try #require(stile.runNames().first))
    #expect(page.output.contains("the server answers with status 503, try 2\n"), "\(page)")
    let sent = try hooks.posts().count
    let again = try await stile.start(["resume"], under: environment)
      .killed(after: "try 3", delay: 0.1)
    #expect(again.wasKilled)
    let posts = try hooks.posts()
    #expect(posts.count > sent)
    #expect(Set(ids(posts)).count == 1)
  }
}
