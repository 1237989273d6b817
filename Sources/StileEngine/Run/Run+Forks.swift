import StileJournal
import StileMachine

/// Forks: branches side by side, each a fiber of its own in the one thread of the run.
extension Run {
  func openFork(_ fork: ForkReached, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    fibers[id]?.fork = ForkProgress(reached: fork)
    return beginBranches(of: id, &turn)
  }

  /// Begins branches while there is room for them; when all are over, their fiber goes on.
  private func beginBranches(of id: FiberID, _ turn: inout Turn) -> Answer? {
    guard fibers[id]?.fork?.isBeginning == false else { return nil }
    fibers[id]?.fork?.isBeginning = true
    forksBeginning += 1
    while leaving == nil, let outer = fibers[id], let fork = outer.fork, fork.hasRoom {
      fibers[id]?.fork?.begun += 1
      fibers[id]?.fork?.running += 1
      let branch = machines.text(of: id).machine.begin(branch: fork.begun, of: id)
      fibers[branch] = Fiber(
        id: branch, path: "0", purpose: .branch(of: id, number: fork.begun),
        order: outer.order + [fork.begun])
      let stop = machines.start(branch)
      if let answer = respond(to: stop, of: branch, &turn) { proceed(branch, answer, &turn) }
    }
    forksBeginning -= 1
    fibers[id]?.fork?.isBeginning = false
    guard fibers[id]?.fork?.isOver == true else { return nil }
    fibers[id]?.fork = nil
    return .go
  }

  /// A branch is at its end: another one has room, or their fiber goes on.
  func endBranch(of id: FiberID, _ turn: inout Turn) {
    fibers[id]?.fork?.running -= 1
    if let answer = beginBranches(of: id, &turn) { proceed(id, answer, &turn) }
  }

  /// Whether an item of this fiber has to wait: until all branches stand where they were, so that
  /// a failure among them is met before anything new begins, and while somebody is asked.
  func mustHold(_ id: FiberID) -> Bool {
    guard fibers[id]?.isBranch == true else { return false }
    return forksBeginning > 0 || !troubles.isEmpty
  }
}

extension Fiber {
  var isBranch: Bool { if case .branch = purpose { true } else { false } }
}
