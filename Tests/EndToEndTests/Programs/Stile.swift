import Foundation
import Repository
import Testing

/// The program under test, with a folder of its own for its runs.
struct Stile: Sendable {
  let home: URL
  private let environment: [String: String]

  init(_ lab: Lab? = nil) throws {
    home = try WorkFolder.make("s")
    var environment = Machine.environment
    environment["XDG_STATE_HOME"] = home.appending(path: "state").path
    environment["XDG_RUNTIME_DIR"] = home.path
    environment["SITE_DNS_KEY"] = lab?.facts["SITE_DNS_KEY"]
    self.environment = environment
  }

  var runs: URL { home.appending(path: "state/stile/runs") }

  @discardableResult
  func callAsFunction(_ words: String...) async throws -> Outcome {
    try await start(words).ended()
  }

  func start(
    _ words: [String], under wrapper: [String] = [], input: String = "/dev/null"
  ) throws -> Child {
    try Child(
      wrapper + [try Machine.required("stile")] + words, environment: environment, input: input,
      output: home.appending(path: "said-\(UInt64.random(in: .min ... .max))"))
  }

  /// The same at a terminal, where somebody can be asked.
  func atTerminal(_ words: [String]) async throws -> TerminalSession {
    try await TerminalSession(
      [try Machine.required("stile")] + words, environment: environment, folder: home)
  }

  /// Writes a runbook into this folder and gives its path.
  func runbook(_ text: String, as name: String = "plan.stile") throws -> String {
    let file = home.appending(path: name)
    try WorkFolder.write(text, to: file)
    return file.path
  }

  /// The words that carry the demo out in this lab.
  static func demo(_ lab: Lab) -> [String] {
    ["run", Repository.demo.path, "--no-input", "--operator", "tester"] + lab.settings
  }

  /// All records of the last run.
  func records() async throws -> [JournalRecord] {
    let log = try await self("log", "--json")
    guard log.status == 0 else { throw EndToEndProblem("no log: \(log)") }
    return try JournalRecord.all(in: log.output)
  }

  /// How the last run stands: `done`, `undone`, `parked` …; nil while there is none.
  func state() async throws -> String? {
    let status = try await self("status", "--json")
    guard status.status == 0 else { throw EndToEndProblem("no status: \(status)") }
    return try JournalRecord.all(in: status.output).last?.members["state"] as? String
  }

  /// The folders of all runs that were begun here.
  func runNames() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: runs.path)) ?? []
    return names.filter { $0 != "lock" && !$0.hasPrefix(".") }.sorted()
  }
}

extension Machine {
  static func required(_ name: String) throws -> String {
    guard let path = name == "stile" ? stile : program(name) else {
      throw EndToEndProblem("there is no \(name) here")
    }
    return path
  }
}
