import StileJournal
import StileMachine
import StileSyntax

/// Turning back: the armed undos in reverse, each journaled, resumable and verified.
extension Run {
  /// Only what the items of `cut` did, if there are any.
  func turnBack(_ why: String, cut: [String] = [], _ turn: inout Turn) {
    leaveFlow(&turn)
    if view.direction == .forward || view.cut != Set(cut) {
      write(
        .directionTurned(
          DirectionTurned(
            direction: .back, person: setup.lease.person.name, why: why, forgotten: cut)), &turn)
    }
    settleAll(&turn)
  }

  /// Nothing of the flow goes on: its fibers and what they ask are over.
  private func leaveFlow(_ turn: inout Turn) {
    flow = nil
    fibers = [:]
    troubles = [:]
    reboots = [:]
    askedTrouble = nil
    held = [:]
    waitingUndos = []
    for (name, continuation) in continuations where continuation.isOfFlow {
      continuations[name] = nil
      turn.cancelled.append(name)
    }
  }

  func beginUndo(_ turn: inout Turn) {
    redeliver(&turn)
    let owed = view.arms.filter {
      !$0.isSettled && (view.cut.isEmpty || view.cut.contains($0.armed.item.key))
    }
    undoWalk = UndoWalk(origin: .run, stack: owed.map(\.sequence))
    undoNext(&turn)
  }

  /// `undo STEP` as part of the plan: all rounds of that step.
  func undoStep(
    _ family: String, name: String, digest: String, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    let owed = view.arms.filter {
      !$0.isSettled && view.item($0.armed.item.key)?.started.family == family
    }
    let walk = UndoWalk(
      origin: .step(id, name: name, digest: digest), stack: owed.map(\.sequence))
    // One after the other, also where two branches ask for it.
    guard undoWalk == nil else {
      waitingUndos.append(walk)
      return nil
    }
    undoWalk = walk
    undoNext(&turn)
    return nil
  }

  func undoNext(_ turn: inout Turn) {
    guard turn.verdict == nil, leaving == nil, let walk = undoWalk else { return }
    guard let sequence = walk.stack.last else { return endWalk(walk, &turn) }
    guard let arm = view.arm(sequence) else { return }
    if coversNothing(arm) {
      return settleArm(sequence, pass: arm.pass, .notNeeded, by: "rule", why: nil, &turn)
    }
    switch arm.armed.arm.kind {
    case .nothing(let why):
      settleArm(sequence, pass: arm.pass, .nothingOwed, by: "rule", why: why, &turn)
    case .wall(let why): askAboutWall(sequence, why, &turn)
    case .block(let reference, let captures, let seat):
      if let ended = arm.ended, ended.outcome == .failed, isFirstLook(arm) {
        return askAboutFailedUndo(sequence, ended.failure, &turn)
      }
      start(arm, reference, captures, seat, &turn)
    }
  }

  /// It failed in an earlier process, and nobody has chosen yet.
  private func isFirstLook(_ arm: ArmView) -> Bool { retriedUndo != arm.sequence }

  /// No act that it covers ever started.
  private func coversNothing(_ arm: ArmView) -> Bool {
    guard arm.pass == 0 else { return false }
    let acts = view.item(arm.armed.item.key)?.acts ?? []
    return !acts.contains { name in
      guard let act = view.act(name), act.bindingAt > arm.sequence else { return false }
      return act.ended?.outcome != .void
    }
  }

  private func start(
    _ arm: ArmView, _ reference: UndoReference, _ captures: [DatumField], _ seat: SeatValue?,
    _ turn: inout Turn
  ) {
    let isInterrupted = arm.pass > 0 && arm.ended?.pass != arm.pass
    let pass = isInterrupted ? arm.pass : arm.pass + 1
    if !isInterrupted {
      write(.undoStarted(UndoStarted(undo: arm.sequence, pass: pass)), &turn)
    }
    do throws(Failure) {
      let text = try machines.text(of: arm.armed.revision)
      let id = try text.machine.begin(undo: reference, captures: captures, seat: seat)
      var fiber = Fiber(
        id: id, path: "0", purpose: .undo(arm: arm.sequence, pass: pass))
      fiber.item = progress(of: arm, pass: pass)
      fibers[id] = fiber
      if let answer = respond(to: machines.start(id), of: id, &turn) { proceed(id, answer, &turn) }
    } catch {
      endUndo(arm, pass, .failure(error), &turn)
    }
  }

  /// An undo is an item of its own: `undo/ID`.
  private func progress(of arm: ArmView, pass: Int64) -> ItemProgress {
    let key = "undo/\(arm.sequence)"
    let reached = ItemReached(
      key: key, family: key, kind: .undoStep, title: "", tags: [], stages: [], isRequired: false,
      isSafeToRepeat: false, valueType: nil, span: .nowhere)
    return ItemProgress(
      reached: reached, attempt: Attempted(key: key, generation: 1, tryNumber: pass),
      continues: false, isStarted: true)
  }

  func endUndo(
    _ arm: ArmView, _ pass: Int64, _ result: Result<Datum, Failure>, _ turn: inout Turn
  ) {
    let sequence = arm.sequence
    switch result {
    case .success: settleArm(sequence, pass: pass, .undone, by: nil, why: nil, &turn)
    case .failure(let failure):
      let sources = (try? machines.text(of: arm.armed.revision))?.sources
      let note = FailureNote(failure, in: sources ?? SourceMap())
      write(
        .undoEnded(UndoEnded(undo: sequence, pass: pass, outcome: .failed, failure: note)), &turn)
      askAboutFailedUndo(sequence, note, &turn)
    }
  }

  /// The undo is over one way or the other; the next one is begun.
  func settleArm(
    _ sequence: Int64, pass: Int64, _ outcome: UndoEnded.Outcome, by: String?, why: String?,
    _ turn: inout Turn
  ) {
    write(
      .undoEnded(UndoEnded(undo: sequence, pass: pass, outcome: outcome, by: by, why: why)), &turn)
    undoWalk?.stack.removeAll { $0 == sequence }
    if outcome == .waived { undoWalk?.isIncomplete = true }
    switch undoWalk?.origin {
    case .run, .edit: markUndone(itemOf: sequence, &turn)
    case .step, nil: break
    }
    undoNext(&turn)
  }

  /// Once nothing of an item is owed any more, it is undone.
  private func markUndone(itemOf sequence: Int64, _ turn: inout Turn) {
    guard let arm = view.arm(sequence) else { return }
    let key = arm.armed.item.key
    let arms = view.arms(ofItem: key)
    let isUndone = arms.contains { $0.ended?.outcome == .undone || $0.ended?.outcome == .byHand }
    guard arms.allSatisfy(\.isSettled), isUndone, let item = view.item(key) else { return }
    write(.itemEnded(ItemEnded(item: item.started.item, status: .undone)), &turn)
  }

  private func beginWaitingUndo(_ turn: inout Turn) {
    guard undoWalk == nil, !waitingUndos.isEmpty else { return }
    var walk = waitingUndos.removeFirst()
    walk.stack.removeAll { view.arm($0)?.isSettled == true }
    undoWalk = walk
    undoNext(&turn)
  }

  private func endWalk(_ walk: UndoWalk, _ turn: inout Turn) {
    undoWalk = nil
    switch walk.origin {
    case .step(let id, let name, let digest):
      write(
        .probeEnded(
          ProbeEnded(name: name, kind: .undoStep, digest: digest, outcome: .value(.none))), &turn)
      proceed(id, .value(.none), &turn)
      beginWaitingUndo(&turn)
    case .edit: endTakingBack(&turn)
    case .run where !view.cut.isEmpty: goForward(walk, &turn)
    case .run:
      let isIncomplete = walk.isIncomplete || view.arms.contains { $0.ended?.outcome == .waived }
      let whole: Verdict = view.isTurnedBackOnRequest ? .undone : .failedAndUndone
      conclude(
        isIncomplete
          ? Ending(verdict: .partlyUndone, outcome: .partlyUndone("some of it was waived"))
          : Ending(verdict: .undone, outcome: whole), &turn)
    }
  }

  /// What was cut off is taken back: the run stands before it, as if it had never been begun.
  private func goForward(_ walk: UndoWalk, _ turn: inout Turn) {
    let forgotten = view.items.map(\.started.item.key).filter { view.cut.contains($0) }
    write(
      .directionTurned(
        DirectionTurned(
          direction: .forward, person: setup.lease.person.name,
          why: "taken back as far as asked for", forgotten: forgotten)), &turn)
    let text = walk.isIncomplete ? "taken back but for what was waived" : "taken back"
    park(
      .turned, text, verdict: walk.isIncomplete ? .partlyUndone(text) : .turned(text), &turn)
  }
}
