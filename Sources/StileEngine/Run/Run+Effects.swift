import StileJournal
import StileMachine
import StileSyntax

/// Effects of items: given back from memory, or made and recorded by their class.
extension Run {
  func perform(
    _ request: EffectRequest, _ arms: [PendingArm], _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    guard let fiber = fibers[id], var item = fiber.item else {
      return .failure(Failure(.limit, "an effect outside every item"))
    }
    if fiber.region != nil { return poll(request, id, &turn) }
    let ordinal = item.ordinal
    let firstArm = item.armOrdinal
    item.ordinal += 1
    item.armOrdinal += arms.count
    item.ownArmOrdinal += arms.count(where: \.isOfItem)
    fibers[id]?.item = item
    let name = item.effectName(ordinal, path: fiber.path)
    let digest = RequestDigest.hex(of: request)
    fibers[id]?.pending = PendingEffect(request: request, name: name, digest: digest)
    if let known = remembered(item, ordinal, path: fiber.path) {
      return giveBack(known, request, name: name, digest: digest, id, &turn)
    }
    if let late = timeout(item, &turn) { return .failure(late) }
    arm(arms, from: firstArm, item, path: fiber.path, unlessAct: request.isAct, &turn)
    return make(request, name: name, digest: digest, id, &turn)
  }

  /// What the tries that this one continues, or this one before it was interrupted, know of an
  /// effect.
  func remembered(_ item: ItemProgress, _ ordinal: Int, path: String) -> EffectView? {
    let rejected = view.item(item.attempt.key)?.rejected ?? []
    for number in tries(of: item).reversed() {
      let name = item.effectName(ordinal, path: path, tryNumber: number)
      if let effect = view.effects[name], !rejected.contains(name) { return effect }
    }
    return nil
  }

  /// The try that is under way, and those before it that it continues.
  private func tries(of item: ItemProgress) -> ClosedRange<Int64> {
    let last = item.attempt.tryNumber
    let first = item.continues ? (view.item(item.attempt.key)?.firstTry ?? last) : last
    return min(first, last)...last
  }

  private func giveBack(
    _ effect: EffectView, _ request: EffectRequest, name: String, digest: String, _ id: FiberID,
    _ turn: inout Turn
  ) -> Answer? {
    switch effect {
    case .probe(let probe):
      guard probe.digest == digest else { return contradiction(name, id, &turn) }
      switch probe.outcome {
      case .value(let value): return .value(value)
      case .failed(let note): return .failure(note.failure)
      }
    case .act(let act):
      guard act.intended.digest == digest else { return contradiction(name, id, &turn) }
      guard let ended = act.ended else {
        return reopen(act, request, name: act.intended.name, digest, id, &turn)
      }
      switch ended.outcome {
      case .exited(let output): return .value(.output(output))
      case .value(let value): return .value(value)
      case .failed(let note): return .failure(note.failure)
      case .void, .lost: return make(request, name: name, digest: digest, id, &turn)
      }
    }
  }

  /// An effect that is asked for differs from the recorded one, though the text is the same: our
  /// mistake, and never a reason to guess.
  private func contradiction(_ name: String, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    let text = "\(name) is not the effect that the journal remembers under this name"
    if isEdited(id) { return mismatch(name, id) }
    park(.failed, text, verdict: .failed(text), &turn)
    return nil
  }

  /// An act whose end is not known: a guarded one is sent again, for a claimed one somebody
  /// decides.
  private func reopen(
    _ act: ActView, _ request: EffectRequest, name: String, _ digest: String, _ id: FiberID,
    _ turn: inout Turn
  ) -> Answer? {
    switch act.intended.effectClass {
    case .guarded:
      guard case .native(let native) = request else { return contradiction(name, id, &turn) }
      submitAct(
        EffectName(name), .native(native), then: .act(id, attempt: act.attempt, name: name), &turn)
      return nil
    case .claimed: return askAboutDoubt(act, id, &turn)
    }
  }

  /// Makes an effect that is not remembered.
  func make(
    _ request: EffectRequest, name: String, digest: String, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    switch request {
    case .command(let command):
      need(command.host, for: .effect(id, request, name: name, digest: digest), &turn)
      return nil
    case .native(let native) where request.isAct:
      let record = write(
        .actIntended(
          ActIntended(
            name: name, effectClass: .guarded, digest: digest, rendering: native.rendering,
            host: nil, within: nil)), &turn)
      submitAct(
        EffectName(name), .native(native),
        then: .act(id, attempt: record.attempt, name: name), &turn)
      return nil
    case .native(let native):
      submitProbe(
        EffectName(name), .native(native), then: .probe(id, name: name, digest: digest), &turn)
      return nil
    case .window(let observation):
      return openWindow(observation, name: name, digest: digest, id, &turn)
    case .wait(let rule): return wait(rule, name: name, digest: digest, id, &turn)
    case .notify(let notice): return post(notice, name: name, digest: digest, id, &turn)
    case .question(let question):
      guard setup.hasPeople else {
        park(.question, question.text, verdict: .waits(question.text), &turn)
        return nil
      }
      ask(question, about: name, then: .effect(id, name: name, digest: digest), &turn)
      return nil
    case .undoStep(let family):
      return undoStep(family, name: name, digest: digest, id, &turn)
    }
  }

  /// Sends a command to a host that has been bound.
  func send(
    _ request: EffectRequest, name: String, digest: String, _ id: FiberID, _ turn: inout Turn
  ) {
    guard case .command(let original) = request, let item = fibers[id]?.item else { return }
    let command = bounded(original, by: item.deadline, at: turn.moment)
    switch command.execution {
    case .probe, .succeeds:
      submitProbe(
        EffectName(name), .probe(command), then: .probe(id, name: name, digest: digest), &turn)
    case .run:
      let record = write(
        .actIntended(
          ActIntended(
            name: name, effectClass: .claimed, digest: digest,
            rendering: command.command.rendering, host: command.host.name, user: command.user,
            within: command.within,
            endsBoot: command.reboots ? view.hosts[command.host.name]?.binding.bootID : nil)),
        &turn)
      if command.reboots { expectReboot(name, within: command.within, &turn) }
      submitAct(
        EffectName(name), .launch(attempt: record.attempt, command),
        then: .act(id, attempt: record.attempt, name: name), &turn)
    }
  }

  /// The command with the item's own bound, where that is the nearer one.
  func bounded(_ command: CommandRequest, by deadline: Int64?, at moment: Moment) -> CommandRequest
  {
    guard let deadline else { return command }
    let left = max(deadline - moment.boot, 1)
    return command.limited(to: min(command.within ?? left, left))
  }

  func timeout(_ item: ItemProgress, _ turn: inout Turn) -> Failure? {
    guard let deadline = item.deadline, deadline <= turn.moment.boot else { return nil }
    return Failure(.timeout, "the step's time (`within`) is over")
  }

  /// Registers the undos that stand before the first change, in the commit that holds its
  /// intention.
  private func arm(
    _ arms: [PendingArm], from first: Int, _ item: ItemProgress, path: String,
    unlessAct isAct: Bool, _ turn: inout Turn
  ) {
    guard isAct else { return }
    var own = item.ownArmOrdinal - arms.count(where: \.isOfItem)
    for (offset, arm) in arms.enumerated() {
      defer { own += arm.isOfItem ? 1 : 0 }
      let name = item.armName(first + offset, path: path)
      if isArmed(item, first + offset, path: path) { continue }
      if arm.isOfItem, isArmedByEarlierTry(arm, number: own, item) { continue }
      write(
        .undoArmed(
          UndoArmed(
            item: item.attempt, name: name, arm: arm, revision: machines.current.revision)), &turn)
    }
  }

  private func isArmed(_ item: ItemProgress, _ ordinal: Int, path: String) -> Bool {
    tries(of: item).contains {
      view.hasArm(named: item.armName(ordinal, path: path, tryNumber: $0))
    }
  }

  /// The step's own block is pushed by the first try of a generation only. An edit may have given
  /// it another name: then the blocks that another text armed are counted.
  private func isArmedByEarlierTry(
    _ arm: PendingArm, number: Int, _ item: ItemProgress
  ) -> Bool {
    let own = view.arms(ofItem: item.attempt.key).map(\.armed).filter {
      $0.item.generation == item.attempt.generation && $0.arm.isOfItem
    }
    let revision = machines.current.revision
    return own.contains {
      $0.revision == revision && $0.arm.kind.reference == arm.kind.reference
    } || number < own.count(where: { $0.revision != revision })
  }
}

extension PendingArm.Kind {
  /// The block, or nothing for a mark.
  var reference: UndoReference? {
    switch self {
    case .block(let reference, _, _): reference
    case .nothing, .wall: nil
    }
  }
}
