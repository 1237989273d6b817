import Foundation
import Testing

/// A lab that stands: two hosts, their name servers, a resolver, a mail sink (`Tests/Lab`).
struct Lab: Sendable {
  let folder: URL
  /// What the lab says about itself: `LAB_RESOLVER`, `SITE_DNS_KEY` …
  let facts: [String: String]
  /// The params of the demo as words of the command line.
  let settings: [String]
  /// What stood there before anybody ran anything.
  let pristine: String

  static func start(ttl: Int = 2, lag: Int = 1) async throws -> Lab {
    let folder = WorkFolder.top.appending(path: "lab-\(UInt32.random(in: 0..<1 << 20))")
    let begun = try await call(
      "start", folder.path, "--ttl", String(ttl), "--lag", String(lag))
    guard begun.status == 0 else { throw EndToEndProblem("the lab does not start: \(begun)") }
    var facts: [String: String] = [:]
    for line in try lines(folder.appending(path: "env")) {
      let parts = line.dropFirst("export ".count).split(separator: "=", maxSplits: 1)
      if parts.count == 2 { facts[String(parts[0])] = String(parts[1]) }
    }
    let settings = try lines(folder.appending(path: "params")).flatMap { ["--set", $0] }
    let lab = Lab(folder: folder, facts: facts, settings: settings, pristine: "")
    return Lab(
      folder: folder, facts: facts, settings: settings, pristine: try await lab.state())
  }

  func stop() async throws { _ = try await Lab.call("stop", folder.path) }

  /// What a run can change and an undo puts back.
  func state() async throws -> String {
    let found = try await Lab.call("state", folder.path)
    guard found.status == 0 else { throw EndToEndProblem("the lab has no state: \(found)") }
    return found.output
  }

  /// One param's value as the lab has set it.
  func setting(_ name: String) -> String {
    settings.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) } ?? ""
  }

  func place(_ host: String, _ path: String) -> URL {
    folder.appending(path: host).appending(path: path)
  }

  /// Waits until the secondary says what the primary says: the next test begins on even ground.
  func settle() async throws {
    try await eventually("the name servers agree", within: .seconds(20)) {
      try await serial("LAB_NS1") == serial("LAB_NS2")
    }
  }

  /// How often the zone was changed, as a server has it: `LAB_NS1` or `LAB_NS2`.
  func serial(_ server: String) async throws -> Int {
    let answer = try await Lab.run([
      try Machine.required("dig"), "+short", "+tries=1", "+time=1", "-p",
      facts["LAB_DNS_PORT"] ?? "",
      "@" + (facts[server] ?? ""), facts["LAB_ZONE"] ?? "", "SOA",
    ])
    let words = answer.output.split(separator: " ")
    guard words.count > 2, let serial = Int(words[2]) else {
      throw EndToEndProblem("\(server) has no zone: \(answer)")
    }
    return serial
  }

  private static func call(_ words: String...) async throws -> Outcome {
    try await run([WorkFolder.lab.path] + words)
  }

  static func run(_ words: [String]) async throws -> Outcome {
    let output = WorkFolder.top.appending(path: "said-\(UInt64.random(in: .min ... .max))")
    return try await Child(words, environment: Machine.environment, output: output).ended()
  }

  private static func lines(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}

/// Asks until it is so; an answer that does not come is a problem of the test's ground.
func eventually(
  _ what: String, within limit: Duration, _ isSo: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + limit
  while try await !isSo() {
    guard ContinuousClock.now < end else { throw EndToEndProblem("not within \(limit): \(what)") }
    try await Task.sleep(for: .milliseconds(50))
  }
}
