import StileJournal
package import StileMachine

/// What the world has completed, and who waits for it.
extension Run {
  /// The name under which a wish to leave is posted to the loop.
  package static let interruption = EffectName("interrupt")

  func handle(_ completion: Completion, _ turn: inout Turn) {
    if completion.name == Self.interruption { return interrupt(&turn) }
    if case .noted(let note) = completion.result { return keep(note, &turn) }
    if case .waitChanged(let change) = completion.result { return take(change, &turn) }
    guard let continuation = continuations.removeValue(forKey: completion.name) else { return }
    if case .fenced(let holder) = completion.result { return leaveToOther(holder, &turn) }
    switch continuation {
    case .probe(let id, let name, let digest):
      let result = completion.result.probed(as: name)
      let outcome: ProbeEnded.Outcome
      switch result {
      case .success(let value): outcome = .value(value)
      case .failure(let failure):
        outcome = .failed(FailureNote(failure, in: machines.text(of: id).sources))
      }
      write(
        .probeEnded(ProbeEnded(name: name, kind: .probe, digest: digest, outcome: outcome)), &turn)
      proceed(id, result.answer, &turn)
    case .poll(let id): proceed(id, completion.result.probed(as: "").answer, &turn)
    case .act(let id, let attempt, let name):
      takeAct(completion.result, id, attempt: attempt, name: name, &turn)
    case .hello(let host): takeHello(completion.result, host, &turn)
    case .settle(let name): takeSettled(completion.result, name, &turn)
    case .reboot(let name): takeLook(completion.result, name, &turn)
    case .question(let id, let use):
      guard case .answered(let answer) = completion.result else { return }
      takeAnswer(answer, id: id, use, &turn)
    case .windowAnswer(let window):
      guard case .dnsAnswer(let answer) = completion.result else { return }
      takeWindowAnswer(answer, window, &turn)
    case .message(let id): takeDelivery(completion.result, id, &turn)
    case .bye: takeFarewell(&turn)
    }
  }

  /// Keeps what somebody has to say, once.
  private func keep(_ note: PersonNote, _ turn: inout Turn) {
    if !view.notes.contains(where: { $0.id == note.id }) { write(.noteAdded(note), &turn) }
  }

  /// Another runner holds the run on a host: nothing more may leave this process.
  private func leaveToOther(_ holder: String, _ turn: inout Turn) {
    turn.probes = []
    turn.acts = []
    turn.verdict = .held(holder)
  }

  private func takeAct(
    _ result: WorldResult, _ id: FiberID?, attempt: String, name: String, _ turn: inout Turn
  ) {
    if case .attempt(let state) = result, let act = view.act(name),
      awaitReboot(act, state, for: id, &turn)
    {
      return
    }
    guard let outcome = result.actOutcome else {
      return leaveOpen(result, id, name: name, &turn)
    }
    write(
      .actEnded(ActEnded(attempt: attempt, name: name, outcome: outcome, source: .reply)), &turn)
    guard let id else { return }
    proceed(id, outcome.answer, &turn)
  }

  /// An act whose end this process did not learn: it stays open, and is settled before anything
  /// follows.
  func leaveOpen(
    _ result: WorldResult, _ id: FiberID?, name: String, _ turn: inout Turn
  ) {
    guard let id else { return }
    if case .attempt(let state) = result {
      guard let act = view.act(name) else { return }
      if state == .void { return greetAgain(act, id, &turn) }
      doubts[name] = state.words
      if let answer = askAboutDoubt(act, id, &turn) { proceed(id, answer, &turn) }
      return
    }
    let failure = Failure(.unreachable, result.problem)
    proceed(id, .failure(failure), &turn)
  }
}

extension WorldResult {
  /// The result of a probe: a value, or a definite failure.
  func probed(as name: String) -> Result<Datum, Failure> {
    switch self {
    case .output(let output): .success(.output(output))
    case .value(let value): .success(value.identified(as: name))
    case .failed(let failure): .failure(failure)
    case .dnsAnswer, .delivered, .done, .answered, .noted, .waitChanged, .bound: .success(.none)
    case .unreachable, .fenced, .refused, .undelivered, .attempt:
      .failure(Failure(.unreachable, problem))
    }
  }

  /// The end of an act; nil while it is not known.
  var actOutcome: ActEnded.Outcome? {
    switch self {
    case .attempt(.ended(let output, wasLate: false)): .exited(output)
    case .attempt(.ended(let output, wasLate: true)):
      .failed(
        FailureNote(
          kind: .timeout, message: "stopped, its time (`within`) was over", details: [],
          status: output.status, place: nil))
    case .value(let value): .value(value)
    case .done: .value(.none)
    case .failed(let failure) where failure.kind == .unreachable: nil
    case .failed(let failure):
      .failed(
        FailureNote(
          kind: failure.kind, message: failure.message, details: failure.details,
          status: failure.status, place: nil))
    case .refused(let why):
      .failed(FailureNote(kind: .world, message: why, details: [], status: nil, place: nil))
    case .attempt, .bound, .fenced, .unreachable, .output, .dnsAnswer, .delivered, .undelivered,
      .answered, .noted, .waitChanged:
      nil
    }
  }

  /// One sentence for what is not a value.
  var problem: String {
    switch self {
    case .unreachable(let why), .fenced(let why), .refused(let why): why
    case .undelivered(let undelivered): undelivered.reason
    case .failed(let failure): failure.message
    case .attempt(let state): state.words
    case .bound, .output, .value, .dnsAnswer, .delivered, .answered, .noted, .waitChanged, .done:
      "no usable answer"
    }
  }
}

extension Result where Success == Datum, Failure == StileMachine.Failure {
  var answer: Answer {
    switch self {
    case .success(let value): .value(value)
    case .failure(let failure): .failure(failure)
    }
  }
}

extension ActEnded.Outcome {
  var answer: Answer {
    switch self {
    case .exited(let output): .value(.output(output))
    case .value(let value): .value(value)
    case .failed(let note): .failure(note.failure)
    case .void, .lost: .failure(Failure(.unreachable, "nobody knows how it ended"))
    }
  }
}

extension AttemptState {
  var words: String {
    switch self {
    case .void: "never started"
    case .ended(let output, _): "ended with status \(output.status)"
    case .alive: "still running"
    case .dead: "its supervisor is gone and left no status"
    case .rebooted: "the host was rebooted since"
    case .unclear: "its claim can't be read"
    }
  }
}

extension Datum {
  /// An observation with the name of the effect that took it; any other value as it is.
  func identified(as name: String) -> Datum {
    guard case .record("Observation", let fields) = self else { return self }
    return .record(
      "Observation", fields.map { $0.name == "id" ? DatumField("id", .string(name)) : $0 })
  }
}
