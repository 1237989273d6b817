import StileJournal
import StileMachine

/// Items: met, entered, ended, remembered by their keys.
extension Run {
  func reach(_ item: ItemReached, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    if let known = view.item(item.key), !known.isForgotten, let ended = known.ended {
      let latest = known.started
      switch ended.status {
      case .done, .alreadySo, .skipped, .byHand: return .value(ended.value ?? .none)
      case .unreachable, .inDoubt: break
      case .failed, .undone:
        fibers[id]?.item = progress(
          item, latest.item, continues: latest.continues, isStarted: true)
        if let due = ended.nextTry { return pause(id, until: due, &turn) }
        return askAboutFailure(note: ended.failure, id, &turn)
      }
    }
    guard mustHold(id) else { return goInto(item, id, &turn) }
    held[id] = .item(item)
    return nil
  }

  /// Begins an item that is not over, or goes on with it.
  func goInto(_ item: ItemReached, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    let known = view.item(item.key)
    guard let known, !known.isForgotten else {
      let attempt = Attempted(
        key: item.key, generation: known?.generation ?? 1, tryNumber: 1)
      fibers[id]?.item = progress(item, attempt, continues: false, isStarted: false)
      if let choice = view.edits.skipped[item.key] { return skip(attempt, by: choice, id, &turn) }
      return .go
    }
    let latest = known.started
    fibers[id]?.item = progress(item, latest.item, continues: latest.continues, isStarted: true)
    return known.ended == nil ? .go : tryAgain(id, continues: true)
  }

  private func progress(
    _ item: ItemReached, _ attempt: Attempted, continues: Bool, isStarted: Bool
  ) -> ItemProgress {
    var progress = ItemProgress(
      reached: item, attempt: attempt, continues: continues, isStarted: isStarted)
    progress.isInDoubt = doubts.keys.contains { EffectView.key(of: $0) == item.key }
    return progress
  }

  func enter(_ header: ItemHeader, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    if let reason = header.skipReason {
      startItem(id, host: header.host?.name, &turn)
      let attempt = fibers[id]?.item?.attempt
      if let attempt {
        write(
          .itemEnded(
            ItemEnded(item: attempt, status: .skipped, by: "rule", evidence: "not so: \(reason)")),
          &turn)
      }
      fibers[id]?.item = nil
      return .value(.none)
    }
    startItem(id, host: header.host?.name, &turn)
    fibers[id]?.item?.isBeforeBody = false
    fibers[id]?.item?.deadline = header.within.map {
      turn.moment.boot.plus($0)
    }
    fibers[id]?.item?.retry = header.retry
    return .go
  }

  /// Writes the start of an item once a try.
  func startItem(_ id: FiberID, host: String?, _ turn: inout Turn) {
    guard let item = fibers[id]?.item, !item.isStarted else { return }
    let reached = item.reached
    write(
      .itemStarted(
        ItemStarted(
          item: item.attempt, family: reached.family, kind: reached.kind, title: reached.title,
          tags: reached.tags, stages: reached.stages, host: host, continues: item.continues)),
      &turn)
    fibers[id]?.item?.isStarted = true
  }

  func endItem(_ value: Datum, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard let item = fibers[id]?.item else { return .go }
    if let left = unaskedAct(of: item, id) { return refuseEnd(of: item, left, id, &turn) }
    write(
      .itemEnded(
        ItemEnded(
          item: item.attempt, status: item.status,
          value: item.reached.valueType == nil ? nil : value)),
      &turn)
    fibers[id]?.item = nil
    return .go
  }

  func failItem(_ failure: Failure, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard let item = fibers[id]?.item else { return nil }
    startItem(id, host: nil, &turn)
    if let mismatch = item.mismatch { return failMismatch(mismatch, item, id, &turn) }
    if item.startsOver {
      fibers[id]?.item?.startsOver = false
      let next = tryAgain(id, continues: false)
      noteNewTry(id, &turn)
      return next
    }
    let note = FailureNote(failure, in: machines.text(of: id).sources)
    let isUnreached = failure.kind == .unreachable || failure.kind == .unverified
    let status: ItemStatus = isUnreached ? .unreachable : .failed
    let next = nextTry(of: item, after: failure, at: turn.moment)
    write(
      .itemEnded(ItemEnded(item: item.attempt, status: status, failure: note, nextTry: next)),
      &turn)
    if let next { return pause(id, until: next, &turn) }
    return askAboutFailure(note: note, id, &turn)
  }

  /// Begins the item's next try, with or without what the one before it did.
  func tryAgain(_ id: FiberID, continues: Bool) -> Answer? {
    guard var item = fibers[id]?.item else { return nil }
    let isBeforeBody = item.isBeforeBody
    item.attempt.tryNumber += 1
    item.continues = continues
    item.isStarted = false
    item.ordinal = 0
    item.armOrdinal = 0
    item.ownArmOrdinal = 0
    item.mismatch = nil
    item.status = .done
    fibers[id]?.item = item
    fibers[id]?.region = nil
    return isBeforeBody ? .go : .again
  }

  /// Starts the record of a try that goes straight into the body again.
  func noteNewTry(_ id: FiberID, _ turn: inout Turn) {
    guard let item = fibers[id]?.item, !item.isBeforeBody else { return }
    startItem(id, host: view.item(item.attempt.key)?.started.host, &turn)
  }
}
