import StileJournal
import StileMachine

/// Acts whose end a dead process did not learn: settled on their hosts, else decided.
extension Run {
  /// One second, in nanoseconds: how often what still runs is asked after.
  private static let patience: Int64 = 1_000_000_000

  /// Three seconds, in nanoseconds: how long the walk waits for a host that has nothing to settle.
  private static let greetingPatience: Int64 = 3_000_000_000

  /// Asks the hosts of all open acts what became of them; then the walk begins.
  ///
  /// Every host that the run has bound is greeted, so that whoever had the run before can start
  /// nothing there any more; one that stays silent is fenced by its first use.
  func settleAll(_ turn: inout Turn) {
    let hosts = view.hosts.values.filter { !view.clearedHosts.contains($0.host.name) }.map(\.host)
    let acts = view.openActs.compactMap { name -> (name: String, host: HostValue)? in
      guard let act = view.act(name), act.intended.effectClass == .claimed,
        let host = act.intended.host.flatMap({ view.hosts[$0]?.host })
      else { return nil }
      return (name, host)
    }
    unsettled = Set(hosts.map(Self.greeting) + acts.map(\.name))
    if unsettled.isEmpty { return begunSettled(&turn) }
    alarm(.beginUngreeted, at: turn.moment.boot + Self.greetingPatience)
    for host in hosts { need(host, for: .greeting, &turn) }
    for act in acts { need(act.host, for: .settle(name: act.name), &turn) }
  }

  private static func greeting(_ host: HostValue) -> String { "hello/\(host.name)" }

  /// It is known who answers there, or that nobody does.
  func noteGreeted(_ host: HostValue, _ turn: inout Turn) {
    noteSettled(Self.greeting(host), &turn)
  }

  /// Begins without the hosts that are silent, but not without a person's word about one that is
  /// another machine.
  func beginUngreeted(_ turn: inout Turn) {
    for known in view.hosts.values where !replacedHosts.contains(known.host.name) {
      noteGreeted(known.host, &turn)
    }
  }

  func noteSettled(_ name: String, _ turn: inout Turn) {
    guard unsettled.remove(name) != nil, unsettled.isEmpty, turn.verdict == nil else { return }
    begunSettled(&turn)
  }

  func settle(_ name: String, _ turn: inout Turn) {
    guard let act = view.act(name),
      let host = act.intended.host.flatMap({ view.hosts[$0]?.host })
    else { return }
    need(host, for: .settle(name: name), &turn)
  }

  func sendSettle(_ name: String, _ host: HostValue, _ turn: inout Turn) {
    guard let act = view.act(name) else { return }
    submitAct(
      EffectName("settle/\(name)"), .settle(attempt: act.attempt, host),
      then: .settle(name: name), &turn)
  }

  func takeSettled(_ result: WorldResult, _ name: String, _ turn: inout Turn) {
    guard let act = view.act(name) else { return }
    guard case .attempt(let state) = result else {
      let host = act.intended.host ?? "a host"
      let text = "\(host) can't say what became of \(name): \(result.problem)"
      return park(.unreachable, text, verdict: .failed(text), &turn)
    }
    if awaitReboot(act, state, for: nil, &turn) { return }
    switch state {
    case .ended:
      if let outcome = result.actOutcome { close(act, outcome, .settled, &turn) }
    case .void:
      if isSameMachine(act) {
        close(act, .void, .settled, &turn)
      } else {
        doubts[name] = Self.changedHost
      }
    case .alive: return alarm(.settleAgain(name: name), at: turn.moment.boot + Self.patience)
    case .unclear where doubts[name] == nil:
      doubts[name] = state.words
      return alarm(.settleAgain(name: name), at: turn.moment.boot + Self.patience)
    case .dead, .rebooted, .unclear: doubts[name] = state.words
    }
    noteSettled(name, &turn)
  }

  /// An absent claim means *never started* only on the machine, boot and folder of its intention.
  private func isSameMachine(_ act: ActView) -> Bool {
    guard let host = act.intended.host, let before = earlierBindings[host] else { return false }
    return view.hosts[host]?.binding.isSamePlace(as: before) == true
  }

  private static let changedHost =
    "no claim of it is left, but the host is not what it was when it was sent"

  /// Sends a launch again that never came to its command.
  func launchAgain(
    _ id: FiberID, _ name: String, sentTo place: HostBinding, _ turn: inout Turn
  ) {
    guard let act = view.act(name), let fiber = fibers[id],
      let pending = fiber.pending, let host = act.intended.host
    else { return }
    let answer: Answer?
    if view.hosts[host]?.binding.isSamePlace(as: place) != true {
      doubts[name] = Self.changedHost
      answer = askAboutDoubt(act, id, &turn)
    } else {
      close(act, .void, .settled, &turn)
      answer =
        fiber.item.flatMap { timeout($0, &turn) }.map(Answer.failure)
        ?? make(pending.request, name: name, digest: pending.digest, id, &turn)
    }
    if let answer { proceed(id, answer, &turn) }
  }

  private func close(
    _ act: ActView, _ outcome: ActEnded.Outcome, _ source: ActEnded.Source, _ turn: inout Turn
  ) {
    write(
      .actEnded(
        ActEnded(
          attempt: act.attempt, name: act.intended.name, outcome: outcome, source: source)), &turn)
    doubts[act.intended.name] = nil
  }

  /// The doubtful acts of an item need no answer any more: its `ensure` holds.
  func settleDoubts(of key: String, _ turn: inout Turn) {
    for name in doubts.keys.sorted() where EffectView.key(of: name) == key {
      if let act = view.act(name) { close(act, .lost, .settled, &turn) }
    }
  }

  /// The doubt ladder's last rungs: run again where that is safe, else a person says.
  func askAboutDoubt(_ act: ActView, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard let item = fibers[id]?.item else { return nil }
    let why = doubts[act.intended.name] ?? "nobody knows how it ended"
    if item.reached.isSafeToRepeat, repeatedByRule.insert(item.attempt.key).inserted {
      write(
        .decisionMade(
          DecisionMade(
            about: item.attempt.key, choice: "run again", by: "rule",
            why: "\(why); the step is safe to repeat")), &turn)
      close(act, .lost, .settled, &turn)
      fibers[id]?.item?.startsOver = true
      return .failure(Failure(.unreachable, why))
    }
    guard fibers[id]?.isBranch == true else { return putDoubt(act.intended.name, id, &turn) }
    troubles[id] = .doubt(name: act.intended.name)
    return nil
  }

  /// Asks what became of an act, or parks where nobody can say.
  func putDoubt(_ name: String, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard let act = view.act(name), let item = fibers[id]?.item else { return nil }
    let why = doubts[name] ?? "nobody knows how it ended"
    let text = "in doubt: \(act.intended.rendering) on \(act.intended.host ?? "?"): \(why)"
    switch takePreset(of: Self.doubtChoices, &turn) {
    case .answer(let preset): return settleByPerson(preset, act, id, &turn)
    case .refused: return nil
    case .none: break
    }
    guard setup.hasPeople else {
      write(
        .itemEnded(ItemEnded(item: item.attempt, status: .inDoubt, evidence: why)), &turn)
      park(.question, text, verdict: .waits(text), &turn)
      return nil
    }
    ask(
      Question(kind: .choice, text: text, choices: Self.doubtChoices), about: act.intended.name,
      then: .doubtfulAct(id, name: act.intended.name), &turn)
    return nil
  }

  private static let doubtChoices: [Question.Choice] = [
    .init(word: "ran", meaning: "it ran to its end, and well", asks: "what shows that"),
    .init(word: "not", meaning: "it did not run; run it now", asks: "what shows that"),
    .init(word: "rerun", meaning: "run it again, whatever it did", asks: "why that is safe"),
    .init(word: "undo", meaning: "take the whole run back", asks: nil),
    .init(word: "park", meaning: "stop here; `stile resume` asks again", asks: nil),
  ]

  func answerDoubt(_ answer: PersonAnswer, _ id: FiberID, _ name: String, _ turn: inout Turn) {
    guard let act = view.act(name) else { return }
    if let next = settleByPerson(answer, act, id, &turn) { proceed(id, next, &turn) }
  }

  private func settleByPerson(
    _ answer: PersonAnswer, _ act: ActView, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    let name = act.intended.name
    endTrouble(id)
    write(
      .decisionMade(
        DecisionMade(about: name, choice: answer.word, by: answer.person, why: answer.text)), &turn)
    switch answer.word {
    case "ran":
      let output = CommandOutput(status: 0, stdout: [], stderr: [], isCut: false)
      close(act, .exited(output), .person, &turn)
      return .value(.output(output))
    case "not", "rerun":
      close(act, answer.word == "not" ? .void : .lost, .person, &turn)
      guard let pending = fibers[id]?.pending else { return nil }
      return make(pending.request, name: pending.name, digest: pending.digest, id, &turn)
    case "undo":
      fibers[id] = nil
      turnBack("chosen at \(name)", &turn)
      return nil
    default:
      let text = "in doubt, and left so: \(name)"
      park(.question, text, verdict: .waits(text), &turn)
      return nil
    }
  }
}

extension HostBinding {
  /// Whether it is the same machine in the same boot, with the same folder for the run.
  fileprivate func isSamePlace(as other: HostBinding) -> Bool {
    machineID == other.machineID && bootID == other.bootID && base == other.base
  }
}
