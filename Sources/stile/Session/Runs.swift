import StileJournal
import StileMachine

/// A run as its journal has it, read beside whoever may be working on it.
struct KnownRun {
  let records: [Record]
  let view: RunView
  /// Who has it in hand; nil when nobody does.
  let holder: String?
}

/// The runs of this user, for reading.
enum Runs {
  /// The run that is named, else the last one that was begun.
  static func one(_ name: String?) throws -> KnownRun {
    let directory = try Session.directory()
    if let name { return try known(try directory.find(name), directory) }
    guard let latest = try all().last else { throw Problem("there is no run yet") }
    return latest
  }

  /// All runs in the order in which they began; one that can't be read is named and left out.
  static func all() throws -> [KnownRun] {
    try each(known).filter { $0.view.opened != nil }
      .sorted { ($0.view.openedAt?.utc ?? 0) < ($1.view.openedAt?.utc ?? 0) }
  }

  /// The names of the runs that are not over, in the order in which they began; of each only what
  /// tells that is read.
  static func unfinished() throws -> [String] {
    try each { (name, directory) throws(JournalProblem) in try directory.summary(of: name) }
      .compactMap(\.self).filter { !$0.isFinished }
      .sorted { $0.started.utc < $1.started.utc }.map(\.run)
  }

  private static func each<Known>(
    _ read: (String, RunDirectory) throws(JournalProblem) -> Known
  ) throws -> [Known] {
    let directory = try Session.directory()
    var runs: [Known] = []
    for name in try directory.names() {
      do throws(JournalProblem) {
        runs.append(try read(name, directory))
      } catch {
        TextOutput.problems.write("stile: \(name): \(error.message)\n")
      }
    }
    return runs
  }

  /// The journal of the run that is named, else of the last one that was begun.
  static func journal(of name: String?) throws -> JournalStore {
    let directory = try Session.directory()
    let run = try name.map { try directory.find($0) } ?? one(nil).view.run
    return try JournalStore.open(run: run, in: directory, for: .reading)
  }

  private static func known(
    _ name: String, _ directory: RunDirectory
  ) throws(JournalProblem) -> KnownRun {
    let store = try JournalStore.open(run: name, in: directory, for: .reading)
    defer { store.close() }
    let records = try store.records()
    let holder = try directory.holder(of: name).map { JournalProblem.held($0).message }
    return KnownRun(records: records, view: RunView(records), holder: holder)
  }
}
