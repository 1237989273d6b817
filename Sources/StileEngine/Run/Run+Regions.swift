import StileJournal
import StileMachine

/// Verifications: asked, polled, held.
extension Run {
  func openRegion(_ header: RegionHeader, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard let fiber = fibers[id], var item = fiber.item else { return .go }
    let ordinal = item.ordinal
    item.ordinal += 1
    fibers[id]?.item = item
    let name = item.effectName(ordinal, path: fiber.path)
    let isDoubted = item.isInDoubt && header.kind == .ensure
    if !isDoubted, case .probe(let known)? = remembered(item, ordinal, path: fiber.path),
      case .value(let value) = known.outcome
    {
      if header.kind == .sample { return .value(value) }
      fibers[id]?.item?.isFoundSo = value == .bool(true)
      return .value(value == .bool(true) ? .bool(true) : .none)
    }
    if header.kind == .sample { return openSample(name, header, id, &turn) }
    let own = header.within.map { turn.moment.boot.plus($0) }
    let deadline = [own, item.deadline].compactMap { $0 }.min()
    fibers[id]?.region = RegionProgress(name: name, header: header, deadline: deadline)
    if header.within != nil || header.holding != nil {
      write(
        .pollOpened(
          PollOpened(
            name: name, within: header.within, every: header.every, holding: header.holding)),
        &turn)
    }
    return .go
  }

  /// A probe inside a region: asked, never recorded by itself.
  func poll(_ request: EffectRequest, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard var region = fibers[id]?.region else { return nil }
    region.ordinal += 1
    fibers[id]?.region = region
    switch request {
    case .command(let command):
      need(command.host, for: .poll(id, command), &turn)
      return nil
    case .native(let native):
      submitProbe(pollName(region), .native(native), then: .poll(id), &turn)
      return nil
    case .window, .wait, .notify, .question, .undoStep:
      return .failure(Failure(.limit, "a verification can only ask"))
    }
  }

  func sendPoll(_ command: CommandRequest, _ id: FiberID, _ turn: inout Turn) {
    guard let region = fibers[id]?.region else { return }
    let limited = bounded(command, by: region.deadline, at: turn.moment)
    submitProbe(pollName(region), .probe(limited), then: .poll(id), &turn)
  }

  private func pollName(_ region: RegionProgress) -> EffectName {
    EffectName("\(region.name)~\(region.asks).\(region.ordinal)")
  }

  /// A region was asked once: it holds, is asked again, or is over.
  func judge(_ outcome: RegionOutcome, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard var region = fibers[id]?.region else { return .go }
    let now = turn.moment.boot
    let gap = region.lastAsked.map { now - $0 } ?? 0
    region.lastAsked = now
    region.asks += 1
    region.ordinal = 0
    switch region.header.kind {
    case .verify: break
    case .ensure:
      fibers[id]?.region = nil
      return judgeEnsure(outcome, region, id, &turn)
    case .sample: return judgeSample(outcome, region, id, &turn)
    }
    if case .holds = outcome {
      let every = region.header.every ?? 0
      let allowed = every.plus(every).plus(5_000_000_000)
      if region.heldSince == nil || gap > allowed { region.heldSince = now }
    } else {
      region.heldSince = nil
    }
    fibers[id]?.region = region
    if let since = region.heldSince {
      let left = (region.header.holding ?? 0) - (now - since)
      if left <= 0 { return closeRegion(region, .none, id, &turn) }
      if let deadline = region.deadline, deadline - now < left {
        return failRegion(
          Failure(.verify, "holds, but not for long enough before its time is over"), id)
      }
      pollAgain(id, after: min(region.header.every ?? left, left), from: now)
      return nil
    }
    if let deadline = region.deadline, let every = region.header.every, now < deadline {
      pollAgain(id, after: min(every, deadline - now), from: now)
      return nil
    }
    return failRegion(outcome.failure(region.header), id)
  }

  /// Asks again later, a millisecond at the least: a verification never keeps the loop busy.
  private func pollAgain(_ id: FiberID, after pause: Int64, from now: Int64) {
    alarm(.pollAgain(id), at: now.plus(max(pause, 1_000_000)))
  }

  /// An `ensure` is asked once, before the body.
  private func judgeEnsure(
    _ outcome: RegionOutcome, _ region: RegionProgress, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    guard let item = fibers[id]?.item else { return .go }
    switch outcome {
    case .holds:
      let hasActed = view.item(item.attempt.key)?.hasActed == true
      if item.isInDoubt {
        write(
          .decisionMade(
            DecisionMade(
              about: item.attempt.key, choice: "done (found so)", by: "rule",
              why: "its `ensure` holds")), &turn)
        settleDoubts(of: item.attempt.key, &turn)
      }
      fibers[id]?.item?.isFoundSo = true
      fibers[id]?.item?.status = hasActed ? .done : .alreadySo
      return closeRegion(region, .bool(true), id, &turn)
    case .fails: return closeRegion(region, .bool(false), id, &turn)
    case .measured: return .failure(Failure(.limit, "an `ensure` holds no numbers"))
    case .unasked(let failure):
      return .failure(
        Failure(
          .unreachable, "its `ensure` could not be asked: \(failure.message)",
          details: failure.details, span: failure.span))
    }
  }

  private func closeRegion(
    _ region: RegionProgress, _ value: Datum, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    fibers[id]?.region = nil
    write(
      .probeEnded(
        ProbeEnded(name: region.name, kind: .region, digest: "", outcome: .value(value))), &turn)
    return .value(value == .bool(true) ? .bool(true) : .none)
  }

  private func failRegion(_ failure: Failure, _ id: FiberID) -> Answer? {
    fibers[id]?.region = nil
    return .failure(failure)
  }
}

extension RegionOutcome {
  /// What a region that is over came to.
  fileprivate func failure(_ header: RegionHeader) -> Failure {
    let named = header.title.map { "`\($0)`" } ?? "the verification"
    switch self {
    case .holds, .measured: return Failure(.verify, "\(named) holds", span: header.span)
    case .fails(let reports):
      let details = reports.flatMap { ["not so: \($0.text)"] + $0.values.map { "  \($0)" } }
      return Failure(.verify, "\(named) does not hold", details: details, span: header.span)
    case .unasked(let failure):
      return Failure(
        .unverified, "\(named) could not be asked: \(failure.message)", details: failure.details,
        span: header.span)
    }
  }
}
