import StileJournal
import StileMachine

/// The course of a run: how it begins, turns back and parks.
extension Run {
  func begin(_ turn: inout Turn) {
    switch setup.beginning {
    case .start(let opened, let revision):
      write(.runOpened(opened), &turn)
      write(.revisionAdded(revision), &turn)
      write(.leaseTaken(setup.lease), &turn)
      preflight(&turn)
    case .resume:
      write(.leaseTaken(setup.lease), &turn)
      settleAll(&turn)
    case .adopt(let revision):
      write(.leaseTaken(setup.lease), &turn)
      write(.revisionAdded(revision), &turn)
      settleAll(&turn)
    case .undo(let why, let revision, let cut):
      write(.leaseTaken(setup.lease), &turn)
      if let revision { write(.revisionAdded(revision), &turn) }
      turnBack(why, cut: cut, &turn)
    }
  }

  /// Says hello to every host that the run will need; a failure refuses the run before it touched
  /// anything.
  private func preflight(_ turn: inout Turn) {
    preflightHosts = Set(setup.hosts.map(\.name))
    if preflightHosts.isEmpty { return beginFlow(&turn) }
    for host in setup.hosts { need(host, for: .preflight, &turn) }
  }

  func passPreflight(_ host: HostValue, _ turn: inout Turn) {
    guard preflightHosts.remove(host.name) != nil, preflightHosts.isEmpty else { return }
    beginFlow(&turn)
  }

  func refuse(_ text: String, _ turn: inout Turn) {
    write(.runEnded(RunEnded(verdict: .refused, text: text, undelivered: [])), &turn)
    write(.leaseReleased(reason: "refused"), &turn)
    turn.verdict = .refused(text)
  }

  func beginFlow(_ turn: inout Turn) {
    reopenWindows(&turn)
    redeliver(&turn)
    let id = machines.current.machine.begin(runbook: setup.runbook)
    flow = id
    fibers[id] = Fiber(id: id, path: "0", purpose: .flow)
    guard turn.verdict == nil else { return }
    if let answer = respond(to: machines.start(id), of: id, &turn) { proceed(id, answer, &turn) }
  }

  /// All open acts are settled: the walk, forward or back, may begin.
  func begunSettled(_ turn: inout Turn) {
    switch view.direction {
    case .forward: takeBackEdited(&turn)
    case .back: beginUndo(&turn)
    }
  }

  func finish(_ result: Result<Datum, Failure>, _ id: FiberID, _ turn: inout Turn) {
    guard let fiber = fibers[id] else { return }
    if fiber.isBranch, case .failure(let failure) = result {
      troubles[id] = .broken(failure)
      return
    }
    fibers[id] = nil
    switch fiber.purpose {
    case .branch(let outer, _): endBranch(of: outer, &turn)
    case .undo(let sequence, let pass):
      guard let arm = view.arm(sequence) else { return }
      endUndo(arm, pass, result, &turn)
    case .flow:
      switch result {
      case .success: conclude(Ending(verdict: .done, outcome: .done), &turn)
      case .failure(let failure):
        park(.failed, failure.message, verdict: .failed(failure.message), &turn)
      }
    }
  }

  /// Leaves the run where it is, as soon as what acts beside it has ended; `stile resume` goes on
  /// with it.
  func park(
    _ reason: RunParked.Reason, _ text: String, due: Int64? = nil, verdict: Verdict,
    _ turn: inout Turn
  ) {
    guard turn.verdict == nil, leaving == nil else { return }
    let leaving = Leaving(
      parked: RunParked(reason: reason, text: text, due: due), verdict: verdict)
    self.leaving = leaving
    if !isActing { park(leaving, &turn) }
  }

  func park(_ leaving: Leaving, _ turn: inout Turn) {
    writeSamples(&turn)
    write(.runParked(leaving.parked), &turn)
    write(.leaseReleased(reason: "parked"), &turn)
    turn.verdict = leaving.verdict
  }

  /// An act or a message is out whose end is not known yet.
  var isActing: Bool {
    continuations.values.contains {
      switch $0 {
      case .act, .message: true
      case .probe, .poll, .hello, .settle, .reboot, .question, .windowAnswer, .bye: false
      }
    }
  }

  /// Somebody wants to leave: at once if nothing is out, or they say it twice; else when that has
  /// ended. A run that only waits for its messages ends without them.
  func interrupt(_ turn: inout Turn) {
    guard farewell == nil else { return leave(&turn) }
    guard ending == nil else { return endRun(&turn) }
    guard let leaving else {
      return park(.interrupted, "interrupted", verdict: .interrupted, &turn)
    }
    park(leaving, &turn)
  }
}

/// How a run is left once nothing acts any more.
struct Leaving {
  let parked: RunParked
  let verdict: Verdict
}
