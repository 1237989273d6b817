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
  func open(_ name: String?, unfinished: Bool) throws -> (JournalStore, [Record]) {
    let directory = try Self.directory()
    let run = try name.map { try directory.find($0) } ?? Self.only(unfinished, in: directory)
    let store = try JournalStore.open(run: run, in: directory, for: .writing)
    let history = try store.records()
    if unfinished, RunView(history).isEnded {
      throw Problem("\(run) has ended; `stile undo \(run)` takes it back")
    }
    return (store, history)
  }

  private static func only(
    _ unfinished: Bool, in directory: RunDirectory
  ) throws -> String {
    let views = try views(in: directory)
    if unfinished {
      let open = views.filter { !$0.isEnded }
      guard let only = open.first else { throw Problem("no run is unfinished") }
      guard open.count == 1 else {
        let names = open.map(\.run).joined(separator: ", ")
        throw Problem("several runs are unfinished, name one: \(names)")
      }
      return only.run
    }
    let latest = views.max { ($0.openedAt?.utc ?? 0) < ($1.openedAt?.utc ?? 0) }
    guard let latest else { throw Problem("there is no run yet") }
    return latest.run
  }

  /// What the records of every run add up to; one whose journal can't be read is left out.
  static func views(in directory: RunDirectory) throws -> [RunView] {
    try directory.names().compactMap { name in
      guard let store = try? JournalStore.open(run: name, in: directory, for: .reading),
        let records = try? store.records(), !records.isEmpty
      else { return nil }
      return RunView(records)
    }
  }

  /// A second run of a runbook with the same params beside an unfinished one is refused.
  func refuseTwin(
    of prepared: Prepared, _ files: FileSources, in directory: RunDirectory
  ) throws {
    guard options.newRunReason == nil else { return }
    for view in try Self.views(in: directory) where !view.isEnded {
      guard let opened = view.opened, let revision = view.revision,
        opened.runbook == prepared.runbook.id, revision.entry == files.entry,
        revision.arguments == prepared.arguments
      else { continue }
      if let holder = Self.holder(of: view.run, in: directory) {
        TextOutput.problems.write("\(view.run) is under way: \(holder)\n")
        throw ExitStatus.heldByAnother.error
      }
      throw Problem(
        "\(view.run) is the same runbook with the same params and is not finished\n"
          + "`stile resume \(view.run)` goes on with it, `stile undo \(view.run)` takes it back, "
          + "`--new \"why\"` begins another one")
    }
  }

  /// Who holds a run; nil when nobody does.
  private static func holder(of run: String, in directory: RunDirectory) -> String? {
    do throws(JournalProblem) {
      try JournalStore.open(run: run, in: directory, for: .writing).close()
      return nil
    } catch {
      return error.message
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
