import Foundation
import Glibc
import Repository

/// What everybody outside could see of the site's name, from before the run until after it
/// (`Tests/Lab/watch.py`).
struct Watch: Sendable {
  struct Sighting: Sendable {
    /// When the answer came, nanoseconds since 1970.
    let moment: Int64
    let server: String
    /// Nanoseconds.
    let ttl: Int64
    let value: String
  }

  let sightings: [Sighting]
  /// The name's value before the move.
  let old: String

  /// Watches while `body` goes on.
  static func during(
    _ lab: Lab, _ body: () async throws -> Void
  ) async throws -> Watch {
    let gate = lab.folder.appending(path: "watch-until")
    guard mkfifo(gate.path, 0o600) == 0 else { throw EndToEndProblem("no fifo in the lab") }
    // Held open for reading and writing, so that opening it waits for nobody.
    let end = open(gate.path, O_RDWR | O_CLOEXEC)
    defer {
      close(end)
      unlink(gate.path)
    }
    let watcher = try Child(
      [
        try Machine.required("python3"), Repository.top.appending(path: "Tests/Lab/watch.py").path,
        lab.folder.path,
      ], environment: Machine.environment, input: gate.path,
      output: lab.folder.appending(path: "watch"))
    try await eventually("the watcher sees the name", within: .seconds(10)) {
      watcher.printed.contains(" worst ") && watcher.printed.contains(" secondary ")
    }
    do {
      try await body()
    } catch {
      watcher.signal(SIGTERM)
      throw error
    }
    _ = write(end, "\n", 1)
    let outcome = try await watcher.ended()
    guard outcome.status == 0 else { throw EndToEndProblem("the watcher fails: \(outcome)") }
    return try Watch(outcome.output)
  }

  private init(_ text: String) throws {
    sightings = try text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      guard words.count == 4, let moment = Int64(words[0]), let ttl = Int64(words[2]) else {
        throw EndToEndProblem("no sighting: \(line)")
      }
      return Sighting(
        moment: moment, server: String(words[1]), ttl: ttl * 1_000_000_000,
        value: String(words[3]))
    }
    old = sightings.first?.value ?? ""
  }

  func last(of server: String) -> Int64? {
    sightings.last { $0.server == server && $0.value == old }?.moment
  }

  /// Until when a cache that had asked at the worst moment could serve the old answer.
  var lastPossibleCopy: Int64 {
    sightings.filter { ["primary", "secondary"].contains($0.server) && $0.value == old }
      .map { $0.moment + $0.ttl }.max() ?? 0
  }

  /// Old answers that anybody gave after an instant.
  func stale(after instant: Int64) -> [Sighting] {
    sightings.filter { $0.moment > instant && $0.value == old }
  }
}
