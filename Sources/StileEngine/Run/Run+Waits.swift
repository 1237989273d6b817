import StileJournal
import StileMachine

/// Waits: durable, computed again after a crash, never ended early.
extension Run {
  /// A date is looked at again after at most a minute, since the wall clock may be set meanwhile.
  private static let dateCheck: Int64 = 60_000_000_000

  func wait(
    _ rule: WaitRule, name: String, digest: String, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    let opened: WaitOpened.Rule
    switch rule {
    case .span(let span): opened = .span(span)
    case .until(let time): opened = .until(time)
    case .ttl(let observation):
      let window = name
      guard startWindow(window, observation, id, &turn) else { return nil }
      opened = .window(window)
    case .window(let window):
      guard case .string(let windowID)? = window[field: "id"], windows[windowID] != nil else {
        return .failure(Failure(.value, "this run has no such window under way"))
      }
      opened = .window(windowID)
    }
    if view.waits[name] == nil {
      write(
        .waitOpened(
          WaitOpened(
            name: name, rule: opened, start: turn.moment, bootID: setup.bootID,
            isClockKept: setup.isClockSynchronised)), &turn)
    } else {
      recount(name, opened, &turn)
      anchorAgain(name, opened, &turn)
    }
    if isOver(name, at: turn.moment) { return .value(endWait(name, digest, &turn)) }
    schedule(name, digest, id, &turn)
    return nil
  }

  func checkWait(_ id: FiberID, _ name: String, _ digest: String, _ turn: inout Turn) {
    guard fibers[id]?.pending?.name == name else { return }
    if isOver(name, at: turn.moment) {
      proceed(id, .value(endWait(name, digest, &turn)), &turn)
    } else {
      schedule(name, digest, id, &turn)
    }
  }

  private func endWait(_ name: String, _ digest: String, _ turn: inout Turn) -> Datum {
    write(
      .probeEnded(ProbeEnded(name: name, kind: .wait, digest: digest, outcome: .value(.none))),
      &turn)
    return .none
  }

  private func isOver(_ name: String, at moment: Moment) -> Bool {
    guard let wait = view.waits[name] else { return false }
    if wait.isEndedByHand { return true }
    switch wait.opened.rule {
    case .until:
      if let end = end(of: wait) { return moment.boot >= end }
      return isPast(wait, moment) && isBelieved(wait, at: moment)
    case .span: return end(of: wait).map { moment.boot >= $0 } ?? false
    case .window(let id):
      guard let watch = windows[id], let safe = watch.safeMoment else { return false }
      return moment.boot >= safe.plus(wait.extra) && watch.isOver(at: moment)
    }
  }

  /// Writes down when a window's wait will end, each time that this changes by a second or more.
  private func tellEnd(of name: String, _ window: String, _ turn: inout Turn) {
    guard let watch = windows[window], let safe = watch.safeMoment else { return }
    let longer = view.waits[name]?.extra ?? 0
    let due = turn.moment.utc.plus(safe.plus(longer).minus(turn.moment.boot))
    if let known = view.waits[name]?.expected?.due, abs(known - due) < 1_000_000_000 { return }
    write(
      .waitExpected(
        WaitExpected(name: name, due: due, arithmetic: watch.arithmetic(now: turn.moment))), &turn)
  }

  private func schedule(_ name: String, _ digest: String, _ id: FiberID, _ turn: inout Turn) {
    if let wait = view.waits[name] { doubtDate(wait, id, &turn) }
    guard turn.verdict == nil, leaving == nil, let wait = view.waits[name] else { return }
    let now = turn.moment
    let next: Int64
    switch wait.opened.rule {
    case .until:
      let left = max((wait.due ?? now.utc).minus(now.utc), 1)
      next = end(of: wait) ?? now.boot + min(left, Self.dateCheck)
    case .span: next = end(of: wait) ?? now.boot
    // A window is looked at whenever one of its servers answers, also at its very end.
    case .window(let window):
      settleUndecided(window, id, &turn)
      guard turn.verdict == nil else { return }
      tellEnd(of: name, window, &turn)
      let safe = windows[window]?.safeMoment?.plus(wait.extra) ?? now.boot
      next = safe > now.boot ? safe : now.boot + Self.dateCheck
    }
    alarm(.waitEnds(id, name: name, digest: digest), at: max(next, now.boot + 1))
  }
}
