import Foundation

/// What really ran on the lab's hosts, by their own books: see `Tests/Lab/ledger.sh`.
struct Ledger: Sendable {
  struct Line: Hashable, Sendable, CustomStringConvertible {
    let host: String
    let attempt: String
    /// The program and its words.
    let command: String

    var description: String { "\(host) \(attempt) \(command)" }
  }

  let lines: [Line]

  static func read(_ lab: Lab) throws -> Ledger {
    var lines: [Line] = []
    for host in ["old", "new"] {
      let text = try String(contentsOf: lab.place(host, "ledger"), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw EndToEndProblem("no line of a ledger: \(line)") }
        // Without the lab's own place, so that the books of two labs compare.
        let command = parts[1].replacing(lab.folder.path, with: "LAB")
        lines.append(Line(host: host, attempt: parts[0], command: command))
      }
    }
    return Ledger(lines: lines)
  }

  /// What was added since an earlier reading, host by host.
  func since(_ earlier: Ledger) -> Ledger {
    Ledger(
      lines: ["old", "new"].flatMap { host in
        lines.filter { $0.host == host }
          .dropFirst(earlier.lines.count { $0.host == host })
      })
  }

  /// What differs from the books of a run that nobody disturbed: one sentence a difference.
  ///
  /// Launches have other names in each run: only what was carried out, and how often, is compared.
  func differences(from undisturbed: Ledger) -> [String] {
    let mine = counts()
    let other = undisturbed.counts()
    let changed = Set(mine.keys).union(other.keys).filter { mine[$0] != other[$0] }
    let differences = changed.map { "\(mine[$0] ?? 0) times, not \(other[$0] ?? 0): \($0)" }
    return differences.sorted().prefix(5) + strangers
  }

  /// Commands that no launch of a run has made.
  private var strangers: [String] {
    lines.filter { $0.attempt == "-" }.map { "nobody's launch: \($0)" }
  }

  private func counts() -> [String: Int] {
    lines.reduce(into: [:]) { counts, line in
      counts["\(line.host) \(line.command)", default: 0] += 1
    }
  }
}

extension Ledger {
  /// How often a program ran on a host.
  func count(of program: String, on host: String) -> Int {
    lines.count { $0.host == host && $0.command.hasPrefix(program + "\t") }
  }

  /// How many launches ran a program on a host, each of them however often.
  func attempts(of program: String, on host: String) -> Int {
    Set(
      lines.filter { $0.host == host && $0.command.hasPrefix(program + "\t") }.map(\.attempt)
    ).count
  }
}
