import StileJournal
import StileMachine

/// `retry N every D`: a step that failed for sure is tried again by itself, from its start.
extension Run {
  /// When the next try begins, in nanoseconds since 1970; nil where a person decides.
  func nextTry(of item: ItemProgress, after failure: Failure, at now: Moment) -> Int64? {
    guard let rule = item.retry, failure.kind.isDefinite,
      (view.item(item.attempt.key)?.retries ?? 0) < rule.count
    else { return nil }
    if let deadline = item.deadline, now.boot.plus(rule.pause) >= deadline { return nil }
    return now.utc.plus(rule.pause)
  }

  /// Lets a failed item rest until its next try; its record says until when, so a crash does not
  /// lengthen the pause, and a wall clock that was set back does so only up to a whole one.
  func pause(_ id: FiberID, until due: Int64, _ turn: inout Turn) -> Answer? {
    guard let item = fibers[id]?.item, let endedAt = view.item(item.attempt.key)?.endedAt else {
      return nil
    }
    let whole = due.minus(endedAt.utc)
    let left = min(max(due.minus(turn.moment.utc), 0), whole)
    alarm(.retry(id), at: turn.moment.boot.plus(left))
    return nil
  }

  /// The pause is over; while somebody is asked about another branch, nothing begins.
  func endPause(_ id: FiberID, _ turn: inout Turn) {
    guard let item = fibers[id]?.item else { return }
    guard mustHold(id) else { return retry(id, &turn) }
    held[id] = .retry(key: item.attempt.key)
  }

  func retry(_ id: FiberID, _ turn: inout Turn) {
    guard let next = tryAgain(id, continues: false) else { return }
    noteNewTry(id, &turn)
    proceed(id, next, &turn)
  }
}
