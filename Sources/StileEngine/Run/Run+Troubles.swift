import StileJournal
import StileMachine

/// What keeps a branch from going on until somebody decides.
enum Trouble {
  case failed(FailureNote?)
  case doubt(name: String)
  /// It failed outside of every item.
  case broken(Failure)
}

/// What a branch would do if no other one had failed.
enum HeldWork {
  case item(ItemReached)
  case retry(key: String)

  var key: String {
    switch self {
    case .item(let item): item.key
    case .retry(let key): key
    }
  }
}

/// Failures side by side: the other branches finish the item that they are in and begin no other;
/// then somebody is asked, about one failure after the other.
extension Run {
  /// At the end of each turn: goes on with what was held, or asks.
  func settleBranches(_ turn: inout Turn) {
    releaseHeld(&turn)
    guard leaving == nil, turn.verdict == nil, askedTrouble == nil, let id = nextTrouble,
      let trouble = troubles[id], !fibers.values.contains(where: { isBusy($0) })
    else { return }
    askedTrouble = id
    writeForkEnd(id, &turn)
    let answer: Answer?
    switch trouble {
    case .failed(let note): answer = putFailure(note: note, id, &turn)
    case .doubt(let name): answer = putDoubt(name, id, &turn)
    case .broken(let failure):
      answer = nil
      park(.failed, failure.message, verdict: .failed(failure.message), &turn)
    }
    guard let answer else { return }
    proceed(id, answer, &turn)
    settleBranches(&turn)
  }

  private func releaseHeld(_ turn: inout Turn) {
    for id in held.keys.sorted(by: isBefore) {
      guard troubles.isEmpty, leaving == nil, turn.verdict == nil else { return }
      guard let work = held.removeValue(forKey: id) else { continue }
      switch work {
      case .item(let item):
        if let answer = goInto(item, id, &turn) { proceed(id, answer, &turn) }
      case .retry: retry(id, &turn)
      }
    }
    // Branches that began meanwhile were held until all of theirs had begun.
    if troubles.isEmpty, !held.isEmpty, leaving == nil, turn.verdict == nil { releaseHeld(&turn) }
  }

  /// The failure that an earlier process asked about, else that of the lowest branch.
  private var nextTrouble: FiberID? {
    let open = troubles.keys.sorted(by: isBefore)
    return open.first { key(of: $0) == view.forkFailure } ?? open.first
  }

  /// A decision was made: the branch goes on, and with it the others.
  func endTrouble(_ id: FiberID) {
    troubles[id] = nil
    if askedTrouble == id { askedTrouble = nil }
  }

  /// It is in the middle of something that changes, or may come to change, the world.
  private func isBusy(_ fiber: Fiber) -> Bool {
    guard let item = fiber.item, troubles[fiber.id] == nil, held[fiber.id] == nil else {
      return false
    }
    if view.item(item.attempt.key)?.ended?.nextTry != nil { return false }
    switch item.reached.kind {
    case .step, .probe, .undoStep: return true
    case .verify, .wait, .notify, .confirm, .manual, .sample: return false
    }
  }

  private func writeForkEnd(_ id: FiberID, _ turn: inout Turn) {
    let failed = troubles.keys.sorted(by: isBefore)
    let open = fibers.values.filter { fiber in
      fiber.item != nil && troubles[fiber.id] == nil && held[fiber.id] == nil
    }.map(\.id).sorted(by: isBefore)
    write(
      .forkEnded(
        ForkEnded(
          counts: key(of: id), failed: failed.map(key),
          held: held.keys.sorted(by: isBefore).map(key),
          open: open.map(key))), &turn)
  }

  private func key(of id: FiberID) -> String {
    held[id]?.key ?? fibers[id]?.item?.attempt.key ?? ""
  }

  private func isBefore(_ one: FiberID, _ other: FiberID) -> Bool {
    (fibers[one]?.order ?? []).lexicographicallyPrecedes(fibers[other]?.order ?? [])
  }
}
