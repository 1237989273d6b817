import StileJournal
import StileMachine

/// What only a person can tell of a wait: it is asked once, and a run goes by the answer.
struct Testimony {
  let about: String
  /// The answer that lets the wait go on, and what it means.
  let word: String
  let meaning: String
  let text: String
  let otherwise: String

  var choices: [Question.Choice] {
    [
      .init(word: word, meaning: meaning, asks: "how you know"),
      .init(word: "park", meaning: otherwise, asks: nil),
    ]
  }
}

extension Run {
  func isAttested(_ about: String, _ word: String) -> Bool {
    view.decisions.contains { $0.about == about && $0.choice == word }
  }

  func askWitness(_ testimony: Testimony, _ id: FiberID, _ turn: inout Turn) {
    switch takePreset(of: testimony.choices, &turn) {
    case .answer(let preset): return answerTestimony(preset, id, about: testimony.about, &turn)
    case .refused: return
    case .none: break
    }
    guard setup.hasPeople else {
      return park(.question, testimony.text, verdict: .waits(testimony.text), &turn)
    }
    ask(
      Question(kind: .choice, text: testimony.text, choices: testimony.choices),
      about: testimony.about, then: .testimony(id, about: testimony.about), &turn)
  }

  /// What waits for it is asked for anew.
  func answerTestimony(
    _ answer: PersonAnswer, _ id: FiberID, about: String, _ turn: inout Turn
  ) {
    write(
      .decisionMade(
        DecisionMade(about: about, choice: answer.word, by: answer.person, why: answer.text)),
      &turn)
    guard answer.word != "park", let pending = fibers[id]?.pending else {
      let text = "nobody could say what was asked"
      return park(.question, text, verdict: .waits(text), &turn)
    }
    let next = make(pending.request, name: pending.name, digest: pending.digest, id, &turn)
    if let next { proceed(id, next, &turn) }
  }
}
