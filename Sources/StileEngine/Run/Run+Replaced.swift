import StileJournal
import StileMachine

/// Another machine answers under a host's name. That is what a migration does to names, and what a
/// hand-over does to `local`; everywhere else it is a mistake. So a person says which.
extension Run {
  private static let choices: [Question.Choice] = [
    .init(
      word: "replace", meaning: "it takes the other's place; what was done stays done",
      asks: "what shows that it has all that the run did there"),
    .init(word: "park", meaning: "stop here; `stile resume` asks again", asks: nil),
  ]

  /// What tells the machine that answers from the one that the run has bound; nil if nothing does.
  func difference(of binding: HostBinding, _ host: HostValue) -> String? {
    guard let known = view.hosts[host.name]?.binding else { return nil }
    if let before = known.machineID, let now = binding.machineID, before != now {
      return "another machine answers as \(host.name): its machine id is not the one from before"
    }
    if let before = known.hostKeyPrint, let now = binding.hostKeyPrint, before != now {
      return "another machine answers as \(host.name): its host key is not the one from before"
    }
    return nil
  }

  /// `work` waits until somebody has said whether this machine is meant.
  func askAboutReplaced(
    _ bound: HostBound, _ difference: String, _ work: [HostWork], _ turn: inout Turn
  ) {
    switch takePreset(of: Self.choices, &turn) {
    case .answer(let preset): return decideReplaced(preset, bound, work, &turn)
    case .refused: return
    case .none: break
    }
    guard setup.hasPeople else { return fail(work, bound.host, difference, &turn) }
    hostWork[bound.host.name] = work
    replacedHosts.insert(bound.host.name)
    let done = view.items.filter { $0.started.host == bound.host.name && $0.ended != nil }
      .map(\.started.item.key)
    let list = done.isEmpty ? "" : "\ndone on the one before: \(done.joined(separator: ", "))"
    ask(
      Question(kind: .choice, text: difference + list, choices: Self.choices),
      about: bound.host.name, then: .replacedHost(bound), &turn)
  }

  func answerReplaced(_ answer: PersonAnswer, _ bound: HostBound, _ turn: inout Turn) {
    decideReplaced(answer, bound, hostWork.removeValue(forKey: bound.host.name) ?? [], &turn)
  }

  private func decideReplaced(
    _ answer: PersonAnswer, _ bound: HostBound, _ work: [HostWork], _ turn: inout Turn
  ) {
    let name = bound.host.name
    replacedHosts.remove(name)
    write(
      .decisionMade(
        DecisionMade(about: name, choice: answer.word, by: answer.person, why: answer.text)), &turn)
    if answer.word == "replace" { return take(bound, work, &turn) }
    let text = "another machine answers as \(name), and was left alone"
    park(.unreachable, text, verdict: .waits(text), &turn)
  }
}
