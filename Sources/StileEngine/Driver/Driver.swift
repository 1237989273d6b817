package import StileJournal
package import StileMachine

/// Drives a run through a world: the one loop whose order is the durability rule.
///
/// *Nothing leaves the process before the commit that holds every record it depends on; nothing
/// else waits for a sync.*
package struct Driver {
  /// Lazy records wait for the next commit, but no longer than this: one second, in nanoseconds.
  private static let lazyLimit: Int64 = 1_000_000_000

  private let run: Run
  private let world: any World
  private let commit: ([SealedRecord]) throws -> Void
  private let show: ([Record]) -> Void

  /// `commit` makes records durable or throws; `show` gets what is durable.
  package init(
    run: Run, world: any World, commit: @escaping ([SealedRecord]) throws -> Void,
    show: @escaping ([Record]) -> Void
  ) {
    self.run = run
    self.world = world
    self.commit = commit
    self.show = show
  }

  /// Runs until the run ends or parks. An error of the journal ends it at once: no act of that turn
  /// leaves.
  package func drive() throws -> Verdict {
    var uncommitted: [SealedRecord] = []
    var lazySince: Int64?
    var completions: [Completion] = []
    while true {
      var turn = Turn(at: world.moment)
      run.take(completions, &turn)
      for submission in turn.probes { world.submit(submission) }
      for name in turn.cancelled { world.cancel(name) }
      uncommitted += turn.records
      if mustCommit(uncommitted, turn, lazySince) {
        try commit(uncommitted)
        show(uncommitted.map(\.record))
        uncommitted = []
      }
      lazySince = uncommitted.isEmpty ? nil : (lazySince ?? turn.moment.boot)
      for submission in turn.acts { world.submit(submission) }
      if let verdict = turn.verdict { return verdict }
      completions = world.next(before: deadline(lazySince))
    }
  }

  private func mustCommit(_ records: [SealedRecord], _ turn: Turn, _ lazySince: Int64?) -> Bool {
    if records.isEmpty { return false }
    if !turn.acts.isEmpty || turn.verdict != nil { return true }
    if records.contains(where: { !$0.record.body.isLazy }) { return true }
    return lazySince.map { turn.moment.boot - $0 >= Self.lazyLimit } ?? false
  }

  private func deadline(_ lazySince: Int64?) -> Moment? {
    let lazy = lazySince.map { $0 + Self.lazyLimit }
    guard let earliest = [lazy, run.nextDeadline].compactMap({ $0 }).min() else { return nil }
    return Moment(utc: 0, boot: earliest)
  }
}
