import Foundation

/// The system calls of a run that decide what a crash finds: what the journal wrote, what it made
/// durable, and each turn of the loop after which something has left.
struct SystemCalls: Sendable {
  /// strace counts a call by its name, thread by thread.
  struct Place: Sendable, CustomStringConvertible {
    let call: String
    let count: Int

    var description: String { "at \(call) number \(count)" }

    /// The words that run a program and kill it there.
    func wrapper() throws -> [String] {
      try SystemCalls.wrapper(output: "/dev/null")
        + ["-e", "trace=\(call)", "-e", "inject=\(call):signal=SIGKILL:when=\(count)"]
    }
  }

  static let names = ["fdatasync", "pwrite64", "epoll_wait", "epoll_pwait", "epoll_pwait2"]

  /// What makes the journal's file, before the run begins.
  let creation: [Place]
  /// The run itself: all that follows the first turn of its loop, in order.
  let places: [Place]

  static func wrapper(output: String) throws -> [String] {
    [try Machine.required("strace"), "-f", "-qq", "-o", output]
  }

  static func recorder(_ file: URL) throws -> [String] {
    try wrapper(output: file.path) + ["-e", "trace=\(names.joined(separator: ","))"]
  }

  /// Reads what the recorder wrote: `1234  fdatasync(5) = 0`.
  init(recordedIn file: URL) throws {
    var calls: [(thread: Substring, name: String)] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let bracket = words[1].firstIndex(of: "(") else { continue }
      let name = String(words[1][..<bracket].drop { $0 == " " })
      if SystemCalls.names.contains(name) { calls.append((words[0], name)) }
    }
    guard let keeper = calls.last(where: { $0.name == "fdatasync" })?.thread else {
      throw EndToEndProblem("the run has made nothing durable")
    }
    var counts: [String: Int] = [:]
    let all = calls.filter { $0.thread == keeper }.map { call in
      counts[call.name, default: 0] += 1
      return Place(call: call.name, count: counts[call.name] ?? 0)
    }
    let begin = all.firstIndex { $0.call.hasPrefix("epoll") } ?? all.endIndex
    creation = Array(all[..<begin])
    places = Array(all[begin...])
  }

  /// Before each commit is acknowledged: nothing that depends on it has left.
  var commits: [Place] { places.filter { $0.call == "fdatasync" } }

  /// Where each commit begins to be written: what the turn has found out is lost.
  var beginnings: [Place] {
    zip(places, [nil] + places.map(\.call)).compactMap { place, before in
      place.call == "pwrite64" && before != "pwrite64" ? place : nil
    }
  }

  /// In the midst of writing: the commit is torn.
  var writes: [Place] {
    zip(places, places.dropFirst()).compactMap { place, next in
      place.call == "pwrite64" && next.call == "fdatasync" ? place : nil
    }
  }

  /// After each commit, when what it allowed has been sent and nobody has heard of it.
  var sent: [Place] {
    var found: [Place] = []
    var isCommitted = false
    for place in places {
      if place.call == "fdatasync" {
        isCommitted = true
      } else if place.call.hasPrefix("epoll"), isCommitted {
        found.append(place)
        isCommitted = false
      }
    }
    return found
  }
}

extension Array {
  /// So many of them, evenly spread from the first to the last.
  func spread(_ wanted: Int) -> [Element] {
    guard wanted > 1, count > wanted else { return self }
    return (0..<wanted).map { self[$0 * (count - 1) / (wanted - 1)] }
  }
}
