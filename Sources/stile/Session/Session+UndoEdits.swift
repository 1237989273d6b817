import StileEngine
import StileJournal
import StileMachine
import StileReview

/// An undo runs the text that armed it, unless somebody says for it that an edited one is to run
/// instead, with the values that were kept.
extension Session {
  /// The edited text and the undos that go by it; nil where all go by their own.
  func undoEdit(
    of history: RunHistory
  ) throws -> (prepared: Prepared, revision: RevisionAdded)? {
    let view = history.view
    let isWanted = options.edit == .adopt || (options.edit == .ask && options.hasPeople)
    guard isWanted, !EditedText.changedFiles(of: view).isEmpty else { return nil }
    let text = try editedText(history.records, view)
    let edits = text.undoEdits(of: view)
    if let misfit = edits.first(where: { $0.problem != nil }), options.edit == .adopt {
      throw Problem(
        "the undo of `\(misfit.key)` can't go by the edited text: \(misfit.problem ?? "")")
    }
    let questions = try EarlyQuestions(desk)
    ready(questions.interrupter)
    var accepted: [UndoEdit] = []
    for edit in edits where edit.problem == nil {
      show(edit, text)
      if try options.edit == .adopt || isTaken(edit, questions) { accepted.append(edit) }
    }
    if accepted.isEmpty { return nil }
    var revision = text.prepared.revision(entry: text.entry, person: options.person)
    revision.rearmings = accepted.map(\.rearming)
    return (text.prepared, revision)
  }

  /// Both texts, one below the other.
  private func show(_ edit: UndoEdit, _ text: EditedText) {
    say("the undo of \(edit.key) was armed as\n")
    say(text.words(of: edit.armed, in: edit.revision))
    say("and is written now\n")
    say(text.words(of: edit.edited, in: nil))
  }

  private func isTaken(_ edit: UndoEdit, _ questions: EarlyQuestions) throws -> Bool {
    let answer = try questions.ask(
      "which of them takes \(edit.key) back?",
      [
        .init(word: "armed", meaning: "the text that did it", asks: nil),
        .init(word: "edited", meaning: "the text of now, with the values of then", asks: nil),
        .init(word: "leave", meaning: "touch nothing", asks: nil),
      ], about: "undo \(edit.undo)")
    if answer.word == "leave" { throw ExitStatus.untouched.error }
    return answer.word == "edited"
  }
}
