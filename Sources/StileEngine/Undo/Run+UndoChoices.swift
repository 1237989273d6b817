import StileJournal
import StileMachine

/// What a person decides where undo can't go on by itself.
extension Run {
  private static let failedChoices: [Question.Choice] = [
    .init(word: "retry", meaning: "run this undo again", asks: nil),
    .init(word: "done", meaning: "it was undone by hand", asks: "what shows that"),
    .init(word: "waive", meaning: "leave it as it is and go on back", asks: "why"),
    .init(word: "park", meaning: "stop here; `stile resume` goes on", asks: nil),
  ]

  private static let wallChoices: [Question.Choice] = [
    .init(word: "pass", meaning: "go on back behind it", asks: "why"),
    .init(word: "park", meaning: "stop here; what comes before stays", asks: nil),
  ]

  /// From an item that failed back to a step that somebody named; asks again if that can't be.
  func turnBack(from item: ItemProgress, to key: String, _ id: FiberID, _ turn: inout Turn) {
    let text = machines.current
    guard let shape = text.shape else { preconditionFailure("a run goes by a text with a flow") }
    let compared = ComparedText(shape: shape, machine: text.machine, runbook: setup.runbook)
    do throws(CutProblem) {
      let cut = try Cut.behind(key, of: view, compared)
      turnBack("chosen at \(item.attempt.key)", cut: cut.keys, &turn)
    } catch {
      let note = FailureNote(
        kind: .value, message: error.message, details: [], status: nil, place: nil)
      _ = askAboutFailure(note: note, id, &turn)
    }
  }

  func askAboutFailedUndo(_ sequence: Int64, _ note: FailureNote?, _ turn: inout Turn) {
    let text = "undo \(sequence) of \(itemKey(sequence)) failed: \(note?.message ?? "")"
    switch takePreset(of: Self.failedChoices, &turn) {
    case .answer(let preset): return answerFailedUndo(preset, sequence, &turn)
    case .refused: return
    case .none: break
    }
    guard setup.hasPeople else {
      return park(.undo, text, verdict: .partlyUndone(text), &turn)
    }
    ask(
      Question(kind: .choice, text: text, choices: Self.failedChoices), about: "undo \(sequence)",
      then: .failedUndo(arm: sequence), &turn)
  }

  func answerFailedUndo(_ answer: PersonAnswer, _ sequence: Int64, _ turn: inout Turn) {
    decide("undo \(sequence)", answer, &turn)
    let pass = view.arm(sequence)?.pass ?? 1
    switch answer.word {
    case "retry":
      retriedUndo = sequence
      undoNext(&turn)
    case "done":
      settleArm(sequence, pass: pass, .byHand, by: answer.person, why: answer.text, &turn)
    case "waive":
      settleArm(sequence, pass: pass, .waived, by: answer.person, why: answer.text, &turn)
    default:
      let text = "undo \(sequence) of \(itemKey(sequence)) failed and was left"
      park(.undo, text, verdict: .partlyUndone(text), &turn)
    }
  }

  /// The point of no return: a named person may pass it, nothing else does.
  func askAboutWall(_ sequence: Int64, _ why: String, _ turn: inout Turn) {
    let text = "\(itemKey(sequence)) can't be taken back: \(why)"
    guard setup.hasPeople else {
      return park(.undo, text, verdict: .partlyUndone(text), &turn)
    }
    ask(
      Question(kind: .choice, text: text, choices: Self.wallChoices), about: "undo \(sequence)",
      then: .wall(arm: sequence), &turn)
  }

  func answerWall(_ answer: PersonAnswer, _ sequence: Int64, _ turn: inout Turn) {
    decide("undo \(sequence)", answer, &turn)
    if answer.word == "pass" {
      settleArm(sequence, pass: 0, .waived, by: answer.person, why: answer.text, &turn)
    } else {
      let text = "\(itemKey(sequence)) is the point of no return"
      park(.undo, text, verdict: .partlyUndone(text), &turn)
    }
  }

  private func decide(_ about: String, _ answer: PersonAnswer, _ turn: inout Turn) {
    write(
      .decisionMade(
        DecisionMade(about: about, choice: answer.word, by: answer.person, why: answer.text)),
      &turn)
  }

  private func itemKey(_ sequence: Int64) -> String {
    view.arm(sequence)?.armed.item.key ?? "?"
  }
}
