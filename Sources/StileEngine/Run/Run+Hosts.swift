import StileJournal
import StileMachine

/// Hosts: bound at first contact, and compared with what their name meant before.
extension Run {
  /// Does the work once the host is bound; says hello first where this process has not yet.
  func need(_ host: HostValue, for work: HostWork, _ turn: inout Turn) {
    if boundHosts.contains(host.name) { return begin(work, on: host, &turn) }
    let isAsked = hostWork[host.name] != nil
    hostWork[host.name, default: []].append(work)
    if isAsked { return }
    let isCleared = view.clearedHosts.contains(host.name)
    let base = isCleared ? nil : view.hosts[host.name]?.binding.base
    submitAct(
      EffectName("hello/\(host.name)"), .hello(HelloRequest(host: host, base: base)),
      then: .hello(host), &turn)
  }

  private func begin(_ work: HostWork, on host: HostValue, _ turn: inout Turn) {
    guard leaving == nil else { return }
    switch work {
    case .effect(let id, let request, let name, let digest):
      send(request, name: name, digest: digest, id, &turn)
    case .launchAgain(let id, let name, let place):
      launchAgain(id, name, sentTo: place, &turn)
    case .poll(let id, let command): sendPoll(command, id, &turn)
    case .settle(let name): sendSettle(name, host, &turn)
    case .reboot(let name): noteRebooted(name, &turn)
    case .preflight: passPreflight(host, &turn)
    case .greeting: noteGreeted(host, &turn)
    }
  }

  func takeHello(_ result: WorldResult, _ host: HostValue, _ turn: inout Turn) {
    let work = hostWork.removeValue(forKey: host.name) ?? []
    guard case .bound(let binding) = result else {
      return fail(work, host, result.problem, &turn)
    }
    let bound = HostBound(host: host, binding: binding)
    if let difference = difference(of: binding, host) {
      return askAboutReplaced(bound, difference, work, &turn)
    }
    take(bound, work, &turn)
  }

  /// The run goes on with this machine under its name.
  func take(_ bound: HostBound, _ work: [HostWork], _ turn: inout Turn) {
    let (host, binding) = (bound.host, bound.binding)
    if let stranger = binding.claims.first(where: { !view.attempts.contains($0) }) {
      let text =
        "\(host.name) has run \(stranger) for this run, and this journal knows nothing of it: it is"
        + " an older copy; go on with the newer one"
      return park(.unreachable, text, verdict: .failed(text), &turn)
    }
    boundHosts.insert(host.name)
    write(.hostBound(bound), &turn)
    for piece in work where turn.verdict == nil { begin(piece, on: host, &turn) }
  }

  /// A launch was void: its connection broke before the host had read it, or another runner has
  /// taken the run over. A new hello tells which.
  func greetAgain(_ act: ActView, _ id: FiberID, _ turn: inout Turn) {
    guard let name = act.intended.host, let known = view.hosts[name] else { return }
    boundHosts.remove(name)
    need(
      known.host, for: .launchAgain(id, name: act.intended.name, sentTo: known.binding), &turn)
  }

  func fail(
    _ work: [HostWork], _ host: HostValue, _ problem: String, _ turn: inout Turn
  ) {
    let text = "\(host.name): \(problem)"
    for piece in work where turn.verdict == nil {
      switch piece {
      case .effect(let id, _, _, _), .launchAgain(let id, _, _), .poll(let id, _):
        proceed(id, .failure(Failure(.unreachable, text)), &turn)
      case .settle(let name):
        if let act = view.act(name), awaitReboot(act, nil, for: nil, &turn) { continue }
        park(.unreachable, text, verdict: .failed(text), &turn)
      case .reboot(let name): giveUpReboot(name, text, &turn)
      case .preflight: refuse(text, &turn)
      case .greeting: noteGreeted(host, &turn)
      }
    }
  }
}
