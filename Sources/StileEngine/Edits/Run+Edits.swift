import StileJournal
import StileMachine

/// What was decided with an edit, carried out: before the flow begins, and where items are met.
extension Run {
  /// Takes back what is to be done anew, or is gone from the text; then the flow begins.
  func takeBackEdited(_ turn: inout Turn) {
    let keys = view.edits.takenBack
    if keys.isEmpty { return beginFlow(&turn) }
    let owed = view.arms.filter { !$0.isSettled && keys.contains($0.armed.item.key) }
    undoWalk = UndoWalk(origin: .edit, stack: owed.map(\.sequence))
    undoNext(&turn)
  }

  func endTakingBack(_ turn: inout Turn) {
    write(
      .directionTurned(
        DirectionTurned(
          direction: .forward, person: setup.lease.person.name,
          why: "what the edit takes back is taken back", forgotten: view.edits.takenBack)), &turn)
    beginFlow(&turn)
  }

  /// A new item before what is done, which somebody left out.
  func skip(
    _ attempt: Attempted, by choice: EditChoice, _ id: FiberID, _ turn: inout Turn
  ) -> Answer {
    startItem(id, host: nil, &turn)
    write(
      .itemEnded(
        ItemEnded(item: attempt, status: .skipped, by: choice.by, evidence: choice.why)), &turn)
    fibers[id]?.item = nil
    return .value(.none)
  }

  /// A wait under way whose text says another time now: that counts from where it began.
  func recount(_ name: String, _ rule: WaitOpened.Rule, _ turn: inout Turn) {
    guard view.edits.recounted.contains(EffectView.key(of: name)), let known = view.waits[name],
      known.opened.rule != rule
    else { return }
    write(
      .waitOpened(
        WaitOpened(
          name: name, rule: rule, start: known.opened.start, bootID: known.opened.bootID,
          isClockKept: known.opened.isClockKept)), &turn)
  }
}

/// Items that were begun by another text: what was done of them must be what the text asks for, in
/// the same order; else they can only begin again.
extension Run {
  /// The flow may differ from the journal because the text does, not because of a mistake of ours.
  func isEdited(_ id: FiberID) -> Bool {
    switch fibers[id]?.purpose {
    case .flow, .branch: return view.revisions.count > 1
    case .undo, nil: return false
    }
  }

  /// Leaves the item's body, for good.
  func mismatch(_ name: String, _ id: FiberID) -> Answer {
    let text = "the edited text does something else in the place of \(rendering(of: name))"
    fibers[id]?.item?.mismatch = text
    return .failure(Failure(.unreachable, text))
  }

  func failMismatch(
    _ text: String, _ item: ItemProgress, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    let note = FailureNote(
      kind: .expectation, message: text, details: [], status: nil, place: nil)
    write(.itemEnded(ItemEnded(item: item.attempt, status: .failed, failure: note)), &turn)
    writeRestart(of: item, why: text, &turn)
    return askAboutFailure(note: note, id, &turn)
  }

  /// An act that was done of an item whose text has come to its end without it.
  func unaskedAct(of item: ItemProgress, _ id: FiberID) -> String? {
    guard isEdited(id), !item.isFoundSo, let path = fibers[id]?.path else { return nil }
    var ordinal = item.ordinal
    while let known = remembered(item, ordinal, path: path) {
      if case .act(let act) = known, act.ended?.outcome != .void { return act.intended.name }
      ordinal += 1
    }
    return nil
  }

  /// What is done and no longer written would be forgotten without a word.
  func refuseEnd(
    of item: ItemProgress, _ name: String, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    let text = "the edited text no longer has \(rendering(of: name)), which was done"
    let note = FailureNote(
      kind: .expectation, message: text, details: [], status: nil, place: nil)
    write(.itemEnded(ItemEnded(item: item.attempt, status: .failed, failure: note)), &turn)
    writeRestart(of: item, why: text, &turn)
    park(.failed, "\(item.attempt.key) failed: \(text)", verdict: .failed(text), &turn)
    return nil
  }

  private func writeRestart(of item: ItemProgress, why: String, _ turn: inout Turn) {
    write(
      .decisionMade(
        DecisionMade(
          about: item.attempt.key, choice: DecisionMade.fromTheStart, by: "rule", why: why)),
      &turn)
  }

  private func rendering(of name: String) -> String {
    guard let act = view.act(name) else { return name }
    return "`\(act.intended.rendering)`"
  }
}
