import StileCheck
import StileEngine
import StileJournal
import StileMachine

/// Which run is meant, and whether it may be worked on.
extension Session {
  static func directory() throws(Problem) -> RunDirectory {
    guard let directory = RunDirectory(environment: ProcessEnvironment.values) else {
      throw Problem("there is no place for runs: neither `XDG_STATE_HOME` nor `HOME` is set")
    }
    return directory
  }

  /// Opens the run that is named, else the only unfinished one, or (for undo) the last one.
  func open(_ name: String?, unfinished: Bool) throws -> (JournalStore, RunHistory) {
    let directory = try Self.directory()
    let run =
      try name.map { try directory.find($0) }
      ?? (unfinished ? Self.onlyUnfinished() : Runs.one(nil).view.run)
    let store = try JournalStore.open(run: run, in: directory, for: .writing)
    let history = RunHistory(try store.records())
    try history.view.refuseHandedOver()
    if unfinished, history.view.isEnded {
      throw Problem("\(run) has ended; `stile undo \(run)` takes it back")
    }
    return (store, history)
  }

  static func onlyUnfinished() throws -> String {
    let open = try Runs.unfinished()
    guard let only = open.first else { throw Problem("no run is unfinished") }
    guard open.count == 1 else {
      throw Problem("several runs are unfinished, name one: \(open.joined(separator: ", "))")
    }
    return only
  }

  /// A second run of a runbook with the same params beside an unfinished one is refused.
  func refuseTwin(
    of prepared: Prepared, _ files: FileSources, in directory: RunDirectory
  ) throws {
    guard options.newRunReason == nil else { return }
    for known in try directory.unfinished(runbook: prepared.runbook.id) {
      guard known.revision.entry == files.entry, known.revision.arguments == prepared.arguments
      else { continue }
      if let holder = try directory.holder(of: known.run) {
        TextOutput.problems.write("\(JournalProblem.held(holder).message)\n")
        throw ExitStatus.heldByAnother.error
      }
      throw Problem(
        "\(known.run) is the same runbook with the same params and is not finished\n"
          + "`stile resume \(known.run)` goes on with it, `stile undo \(known.run)` takes it back, "
          + "`--new \"why\"` begins another one")
    }
  }
}

extension RunView {
  /// Nothing goes on with it but an undo.
  var isEnded: Bool {
    switch state {
    case .ended: true
    case .underWay, .parked: false
    }
  }
}
