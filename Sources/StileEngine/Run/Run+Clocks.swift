import StileJournal
import StileMachine

/// Which clock a wait goes by: none ends early because a clock was set, or stopped for a while.
///
/// Within one boot the boot clock decides; it counts sleep, and nobody can set it. Beyond that the
/// wall clock is believed where the kernel says that it goes by others.
extension Run {
  /// How far two clocks may be apart and still agree; also what is added to a span that the wall
  /// clock has measured: 30 s, in nanoseconds.
  private static let tolerance: Int64 = 30_000_000_000

  /// The end of a wait on the clock of this boot; nil where the wall clock decides.
  func end(of wait: WaitView) -> Int64? {
    switch wait.opened.rule {
    case .window: return nil
    case .until:
      guard let anchored = wait.anchored, anchored.bootID == setup.bootID else { return nil }
      return anchored.start.boot.plus(anchored.remaining).plus(wait.extra)
    case .span(let span):
      let start = wait.anchored?.start ?? wait.opened.start
      return start.boot.plus(wait.anchored?.remaining ?? span).plus(wait.extra)
    }
  }

  // MARK: Spans

  /// In another boot, or on another machine, a span goes by what the wall clock says has passed; if
  /// nothing speaks for that clock, now or then, it is counted from the start again, which can only
  /// be too long.
  func anchorAgain(_ name: String, _ rule: WaitOpened.Rule, _ turn: inout Turn) {
    guard case .span(let span) = rule, let known = view.waits[name],
      (known.anchored?.bootID ?? known.opened.bootID) != setup.bootID
    else { return }
    var remaining = span
    var witness = "nothing: it is counted from the start again"
    let wasKept = known.anchored?.isClockKept ?? known.opened.isClockKept
    if wasKept, isWallClockBelieved(at: turn.moment) {
      let start = known.anchored?.start ?? known.opened.start
      let end = start.utc.plus(known.anchored?.remaining ?? span)
      remaining = min(span, max(0, end.minus(turn.moment.utc)).plus(Self.tolerance))
      witness = "the kernel, whose clock goes by others"
    }
    write(
      .waitAnchored(
        WaitAnchored(
          name: name, start: turn.moment, bootID: setup.bootID,
          isClockKept: setup.isClockSynchronised, remaining: remaining, trustedBy: witness)),
      &turn)
  }

  private func isWallClockBelieved(at moment: Moment) -> Bool {
    setup.isClockSynchronised && moment.utc >= earlierTime
  }

  // MARK: Dates

  func isPast(_ wait: WaitView, _ moment: Moment) -> Bool {
    wait.due.map { moment.utc >= $0 } ?? false
  }

  /// Whether it is as late as the wall clock says. In the boot in which the wait began, it is where
  /// that clock was not set since.
  func isBelieved(_ wait: WaitView, at moment: Moment) -> Bool {
    if isWallClockBelieved(at: moment) { return true }
    let start = wait.opened.start
    if wait.opened.bootID == setup.bootID {
      let wall = moment.utc.minus(start.utc)
      return abs(wall.minus(moment.boot.minus(start.boot))) <= Self.tolerance
    }
    return isAttested(wait.opened.name, "past")
  }

  /// The wall clock says that a date has come, and nothing speaks for it: the boot clock decides,
  /// or, in another boot, a person.
  func doubtDate(_ wait: WaitView, _ id: FiberID, _ turn: inout Turn) {
    let now = turn.moment
    guard case .until(let time) = wait.opened.rule, end(of: wait) == nil, isPast(wait, now),
      !isBelieved(wait, at: now)
    else { return }
    let start = wait.opened.start
    guard wait.opened.bootID == setup.bootID else {
      guard testimonies.insert(wait.opened.name).inserted else { return }
      return askWitness(
        Testimony(
          about: wait.opened.name, word: "past", meaning: "it is as late as this clock says",
          text: "this machine was started anew since, and nothing speaks for its clock:"
            + " is the time that is waited for over?",
          otherwise: "stop here; `stile resume` looks again"), id, &turn)
    }
    let passed = start.utc.plus(now.boot.minus(start.boot))
    write(
      .waitAnchored(
        WaitAnchored(
          name: wait.opened.name, start: now, bootID: setup.bootID,
          remaining: time.minus(passed),
          trustedBy: "the time since the boot, as the clock of the day was set")), &turn)
  }
}
