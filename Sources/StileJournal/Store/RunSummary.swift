package import StileMachine

/// What a run is and whether it is over, from a few of its records; the chain is not checked for
/// it.
package struct RunSummary: Sendable {
  package let run: String
  package let opened: RunOpened
  package let started: Moment
  /// The newest revision, with the params that were given.
  package let revision: RevisionAdded
  /// It has ended, and nobody has turned it round since.
  package let isFinished: Bool
}

extension RunDirectory {
  /// Nil for a run that died before its first records were durable: nothing of it ever left.
  package func summary(of run: String) throws(JournalProblem) -> RunSummary? {
    let store = try JournalStore.open(run: run, in: self, for: .reading)
    defer { store.close() }
    guard let first = try store.newest([.runOpened]),
      let revision = try store.newest([.revisionAdded]),
      case .runOpened(let opened) = first.body, case .revisionAdded(let revised) = revision.body
    else { return nil }
    let turn = try store.newest([.runEnded, .directionTurned])
    return RunSummary(
      run: run, opened: opened, started: first.moment, revision: revised,
      isFinished: turn?.body.kind == .runEnded)
  }

  /// The runs of a runbook that are not over, newest first. Which journals are looked at is decided
  /// by their names: a damaged one of this runbook is an error, one of another is in nobody's way.
  package func unfinished(runbook: String) throws(JournalProblem) -> [RunSummary] {
    var found: [RunSummary] = []
    for name in try names() where Self.runbook(of: name) == runbook {
      if let summary = try summary(of: name), !summary.isFinished { found.append(summary) }
    }
    return found.sorted { $0.started.utc > $1.started.utc }
  }

  /// The runbook's id in the name of a run: what stands before the `-` and its 16 random letters.
  private static func runbook(of name: String) -> String {
    String(decoding: name.utf8.dropLast(17), as: UTF8.self)
  }
}
