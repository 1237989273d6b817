import StileJournal
import StileMachine

/// What a person decides at a stop.
extension Run {
  /// Asks what to do about an item that failed: at once, or, beside others, when they have finished
  /// what they are in.
  func askAboutFailure(note: FailureNote?, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard fibers[id]?.isBranch == true else { return putFailure(note: note, id, &turn) }
    troubles[id] = .failed(note)
    return nil
  }

  /// Asks, or parks where nobody can say.
  func putFailure(note: FailureNote?, _ id: FiberID, _ turn: inout Turn) -> Answer? {
    guard let item = fibers[id]?.item else { return nil }
    let text = "\(item.attempt.key) failed: \(note?.message ?? "it was taken back")"
    switch takePreset(of: choices(for: item, note), &turn) {
    case .answer(let preset): return choose(preset, preset.word, id, &turn)
    case .refused: return nil
    case .none: break
    }
    guard setup.hasPeople else {
      let reason: RunParked.Reason = note?.kind == .unreachable ? .unreachable : .failed
      park(reason, text, verdict: .failed(text), &turn)
      return nil
    }
    let question = Question(kind: .choice, text: text, choices: choices(for: item, note))
    ask(question, about: item.attempt.key, then: .failedItem(id), &turn)
    return nil
  }

  enum Preset {
    case none
    case answer(PersonAnswer)
    /// It is no answer to what is asked; the run is parked as it was.
    case refused
  }

  /// The answer that was given beforehand, for the first question that comes.
  func takePreset(of choices: [Question.Choice], _ turn: inout Turn) -> Preset {
    guard let preset = presetChoice else { return .none }
    presetChoice = nil
    let problem: String
    if let choice = choices.first(where: { $0.word == preset.word }) {
      guard let asks = choice.asks, preset.text.isEmpty else { return .answer(preset) }
      problem = "`\(choice.word)` needs a reason (`--because`): \(asks)"
    } else {
      let words = choices.map { "`\($0.word)`" }.joined(separator: ", ")
      problem = "`\(preset.word)` is no answer here; the answers are \(words)"
    }
    park(.question, problem, verdict: .refused(problem), &turn)
    return .refused
  }

  private func choices(for item: ItemProgress, _ note: FailureNote?) -> [Question.Choice] {
    var choices: [Question.Choice] = []
    let mustRestart = view.edits.restarted.contains(item.attempt.key)
    if !mustRestart, note?.kind == .verify || note?.kind == .unverified {
      choices.append(.init(word: "verify", meaning: "ask the verification again", asks: nil))
    }
    if !mustRestart {
      choices.append(
        .init(
          word: "continue", meaning: "go on with what failed; what was done stays done", asks: nil))
    }
    choices.append(
      .init(
        word: "again", meaning: "run the step again from its start",
        asks: item.reached.isSafeToRepeat ? nil : "why it is safe to run it again"))
    if item.reached.valueType == nil {
      choices.append(.init(word: "skip", meaning: "leave it out and go on", asks: "why"))
      choices.append(
        .init(word: "done", meaning: "it was done by hand", asks: "what shows that it is done"))
    }
    choices.append(.init(word: "undo", meaning: "take the whole run back", asks: nil))
    choices.append(
      .init(
        word: "back", meaning: "take back what came after a step, which stays",
        asks: "which step"))
    choices.append(.init(word: "park", meaning: "stop here; `stile resume` goes on", asks: nil))
    return choices
  }

  func answerFailure(_ answer: PersonAnswer, _ id: FiberID, _ turn: inout Turn) {
    if let next = choose(answer, answer.word, id, &turn) { proceed(id, next, &turn) }
  }

  private func choose(
    _ answer: PersonAnswer, _ word: String, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    guard let item = fibers[id]?.item else { return nil }
    endTrouble(id)
    write(
      .decisionMade(
        DecisionMade(
          about: item.attempt.key, choice: word, by: answer.person, why: answer.text)), &turn)
    switch word {
    case "verify", "continue", "again":
      let next = tryAgain(id, continues: word != "again")
      noteNewTry(id, &turn)
      return next
    case "skip", "done":
      let status: ItemStatus = word == "skip" ? .skipped : .byHand
      write(
        .itemEnded(
          ItemEnded(item: item.attempt, status: status, by: answer.person, evidence: answer.text)),
        &turn)
      fibers[id]?.item = nil
      fibers[id]?.region = nil
      return .value(.none)
    case "undo":
      fibers[id] = nil
      turnBack("chosen at \(item.attempt.key)", &turn)
      return nil
    case "back":
      turnBack(from: item, to: answer.text, id, &turn)
      return nil
    default:
      let text = "\(item.attempt.key) failed and was left"
      park(.failed, text, verdict: .failed(text), &turn)
      return nil
    }
  }

  /// Opens a question; it reaches people after the commit that holds it.
  func ask(_ question: Question, about: String, then use: QuestionUse, _ turn: inout Turn) {
    questionNumber += 1
    let id = "q\(questionNumber)"
    write(.questionOpened(QuestionOpened(id: id, about: about, question: question)), &turn)
    submitAct(
      EffectName("question/\(id)"), .question(id: id, about: about, question),
      then: .question(id: id, use), &turn)
  }

  func takeAnswer(_ answer: PersonAnswer, id: String, _ use: QuestionUse, _ turn: inout Turn) {
    write(.questionAnswered(QuestionAnswered(id: id, answer: answer)), &turn)
    switch use {
    case .effect(let fiber, let name, let digest):
      answerEffect(answer, fiber, name, digest, &turn)
    case .failedItem(let fiber): answerFailure(answer, fiber, &turn)
    case .doubtfulAct(let fiber, let name): answerDoubt(answer, fiber, name, &turn)
    case .failedUndo(let arm): answerFailedUndo(answer, arm, &turn)
    case .wall(let arm): answerWall(answer, arm, &turn)
    case .replacedHost(let bound): answerReplaced(answer, bound, &turn)
    case .testimony(let fiber, let about): answerTestimony(answer, fiber, about: about, &turn)
    }
  }

  /// The answer to an `ask`, a `confirm` or a `manual` of the script.
  private func answerEffect(
    _ answer: PersonAnswer, _ id: FiberID, _ name: String, _ digest: String, _ turn: inout Turn
  ) {
    guard fibers[id] != nil else { return }
    switch answer.word {
    case "yes", "done":
      write(
        .probeEnded(
          ProbeEnded(name: name, kind: .answer, digest: digest, outcome: .value(.none))), &turn)
      proceed(id, .value(.none), &turn)
    case Question.answerWord: read(answer.text, id, name, digest, &turn)
    case "no":
      let text = "answered no"
      park(.question, text, verdict: .waits(text), &turn)
    default:
      let failure = Failure(
        .refused, answer.text.isEmpty ? "could not be done" : "could not be done: \(answer.text)")
      let note = FailureNote(failure, in: machines.text(of: id).sources)
      write(
        .probeEnded(
          ProbeEnded(name: name, kind: .answer, digest: digest, outcome: .failed(note))), &turn)
      proceed(id, .failure(failure), &turn)
    }
  }

  /// A line that says no value of the type is asked for again, with what is wrong with it: what is
  /// recorded is a value.
  private func read(
    _ line: String, _ id: FiberID, _ name: String, _ digest: String, _ turn: inout Turn
  ) {
    switch machines.text(of: id).machine.answer(line, for: id) {
    case .success(let value):
      write(
        .probeEnded(
          ProbeEnded(name: name, kind: .answer, digest: digest, outcome: .value(value))), &turn)
      proceed(id, .value(value), &turn)
    case .failure(let failure):
      let first = view.questions.first { $0.opened.about == name }?.opened.question.text ?? name
      let question = Question(kind: .ask, text: "\(failure.message)\n\(first)", choices: [])
      ask(question, about: name, then: .effect(id, name: name, digest: digest), &turn)
    }
  }
}
