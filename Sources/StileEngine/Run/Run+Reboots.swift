import StileJournal
import StileMachine

/// A command that reboots its host, until the host is up again.
struct RebootWatch {
  /// On the boot clock.
  let deadline: Int64
  /// Who waits for it; nil while it is settled before the walk.
  var fiber: FiberID?
  /// What the host said last of the command itself; nil while it could not be asked.
  var state: AttemptState?
}

/// `run … reboots`: it has ended well when its host answers in another boot than that of its
/// intention.
extension Run {
  /// For a command without `within`: 15 minutes, in nanoseconds.
  private static let rebootPatience: Int64 = 900_000_000_000

  /// Between two looks at the host: 2 s, in nanoseconds.
  private static let lookPause: Int64 = 2_000_000_000

  /// Begins to count the time in which the host is to be back.
  func expectReboot(_ name: String, within: Int64?, _ turn: inout Turn) {
    let end = turn.moment.boot.plus(within ?? Self.rebootPatience)
    reboots[name] = RebootWatch(deadline: end)
  }

  /// Whether what the host says of this act, or its silence, is not the end of it yet, but that of
  /// a boot is to come.
  func awaitReboot(
    _ act: ActView, _ state: AttemptState?, for id: FiberID?, _ turn: inout Turn
  ) -> Bool {
    guard act.intended.endsBoot != nil, act.ended == nil, state?.mayReboot != false else {
      return false
    }
    let name = act.intended.name
    if reboots[name] == nil { expectReboot(name, within: act.intended.within, &turn) }
    reboots[name]?.fiber = id
    reboots[name]?.state = state
    lookForReboot(name, &turn)
    return true
  }

  /// Says hello, which tells the boot.
  func lookForReboot(_ name: String, _ turn: inout Turn) {
    guard leaving == nil, reboots[name] != nil, let host = host(ofAct: name) else { return }
    let base = view.hosts[host.name]?.binding.base
    submitAct(
      EffectName("reboot/\(name)"), .hello(HelloRequest(host: host, base: base)),
      then: .reboot(name: name), &turn)
  }

  func takeLook(_ result: WorldResult, _ name: String, _ turn: inout Turn) {
    guard let watch = reboots[name], let act = view.act(name), let host = host(ofAct: name) else {
      return
    }
    var problem: String? = result.problem
    if case .bound(let binding) = result {
      if watch.state == nil || binding.bootID != act.intended.endsBoot {
        boundHosts.remove(host.name)
        let work = watch.state == nil ? HostWork.settle(name: name) : .reboot(name: name)
        hostWork[host.name, default: []].append(work)
        return takeHello(result, host, &turn)
      }
      problem = nil
    }
    if turn.moment.boot < watch.deadline {
      return alarm(.lookForReboot(name: name), at: turn.moment.boot + Self.lookPause)
    }
    giveUpReboot(name, problem.map { "\(host.name) is not back from its reboot: \($0)" }, &turn)
  }

  /// The host is bound anew, in another boot.
  func noteRebooted(_ name: String, _ turn: inout Turn) {
    guard let watch = reboots[name] else { return }
    endReboot(name, .exited(watch.state?.outputBeforeReboot ?? .nothing), &turn)
  }

  /// The time is over. With a problem nothing is known of the host, and the act stays open.
  func giveUpReboot(_ name: String, _ problem: String?, _ turn: inout Turn) {
    guard let watch = reboots[name], let host = host(ofAct: name) else { return }
    if problem == nil, case .ended? = watch.state {
      let text = "\(host.name) was not rebooted in time"
      let note = FailureNote(
        kind: .timeout, message: text, details: [], status: nil, place: nil)
      return endReboot(name, .failed(note), &turn)
    }
    reboots[name] = nil
    let result = problem.map { WorldResult.unreachable($0) } ?? .attempt(watch.state ?? .unclear)
    if let id = watch.fiber {
      leaveOpen(result, id, name: name, &turn)
    } else if let problem {
      park(.unreachable, problem, verdict: .failed(problem), &turn)
    } else {
      doubts[name] = (watch.state ?? .unclear).words
      noteSettled(name, &turn)
    }
  }

  private func endReboot(_ name: String, _ outcome: ActEnded.Outcome, _ turn: inout Turn) {
    guard let watch = reboots.removeValue(forKey: name), let act = view.act(name) else { return }
    let source: ActEnded.Source = watch.fiber == nil ? .settled : .reply
    write(
      .actEnded(ActEnded(attempt: act.attempt, name: name, outcome: outcome, source: source)),
      &turn)
    if let id = watch.fiber {
      proceed(id, outcome.answer, &turn)
    } else {
      noteSettled(name, &turn)
    }
  }

  private func host(ofAct name: String) -> HostValue? {
    view.act(name)?.intended.host.flatMap { view.hosts[$0]?.host }
  }
}

extension CommandOutput {
  fileprivate static let nothing = CommandOutput(status: 0, stdout: [], stderr: [], isCut: false)
}

extension AttemptState {
  /// A reboot may have been set going, or is what ended the command: one that failed by itself, or
  /// never started, has done nothing of that kind.
  fileprivate var mayReboot: Bool {
    switch self {
    case .ended(let output, wasLate: false): output.status == 0 || output.status > 128
    case .dead, .rebooted, .unclear: true
    case .void, .alive, .ended: false
    }
  }

  /// What it wrote; the signal of a host that goes down is no failure of it.
  fileprivate var outputBeforeReboot: CommandOutput {
    guard case .ended(let output, _) = self else { return .nothing }
    return CommandOutput(
      status: 0, stdout: output.stdout, stderr: output.stderr, isCut: output.isCut)
  }
}
