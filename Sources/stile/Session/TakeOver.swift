import Glibc
import StileJournal
import StileReview

/// Takes a run from the process that has it in hand: names it, asks, ends it.
struct TakeOver {
  let name: String
  private let directory: RunDirectory
  /// How long a process that was told to leave may take for it, in milliseconds: it lets the
  /// command in flight end. One that is killed leaves at once.
  private static let patience = 10_000

  init(_ name: String?) throws {
    let directory = try Session.directory()
    self.directory = directory
    self.name = try name.map { try directory.find($0) } ?? Session.onlyUnfinished()
  }

  /// Whether there was somebody to end; when it returns nobody has the run in hand.
  func end(hasPeople: Bool) throws -> Bool {
    guard let holder = try directory.holder(of: name) else { return false }
    let lock = try directory.existingFolder(of: name).lock
    guard let holder, let process = HolderProcess(holder, of: lock) else {
      throw Problem("\(name) is being taken in hand just now; look with `stile status \(name)`")
    }
    // The number belongs to this process only as long as it is still the one that has the lock.
    guard try directory.holder(of: name) == .some(holder) else {
      return try end(hasPeople: hasPeople)
    }
    try confirm(process, hasPeople)
    if !process.isStopped {
      try process.signal(SIGTERM)
      if process.hasEnded(within: Self.patience) { return true }
      TextOutput.problems.write("it does not leave by itself; it is killed\n")
    }
    try process.signal(SIGKILL)
    guard process.hasEnded(within: Self.patience) else {
      throw Problem("process \(holder.process) can't be ended; \(name) stays with it")
    }
    return true
  }

  private func confirm(_ process: borrowing HolderProcess, _ hasPeople: Bool) throws {
    TextOutput.problems.write("\(name) is in the hand of process \(process.description)\n")
    try Terminal.confirm(
      "what it has started on hosts runs on there, and is settled here\nend it and go on here?",
      hasPeople, else: "end it yourself, then `stile resume \(name)`")
  }
}
