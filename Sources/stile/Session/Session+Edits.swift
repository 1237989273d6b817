import ArgumentParser
import StileEngine
import StileJournal
import StileMachine
import StileReview

/// What is to become of a text that was edited since the run began.
enum EditWish {
  /// Somebody is asked; where nobody is there, the run goes by its own text.
  case ask
  case adopt
  case pinned
}

/// An edited text is compared, shown and decided about while nothing is written: it comes to the
/// journal with all that was decided, or not at all.
extension Session {
  /// The edited text that the run is to go on with; nil where it goes by its own.
  func edit(of history: RunHistory) throws -> (prepared: Prepared, revision: RevisionAdded)? {
    let view = history.view
    let changed = EditedText.changedFiles(of: view)
    guard !changed.isEmpty, options.edit != .pinned, view.direction == .forward,
      options.edit == .adopt || options.hasPeople
    else { return nil }
    let text = try editedText(history.records, view)
    let questions = try EarlyQuestions(desk)
    ready(questions.interrupter)
    let renamings = try agreed(text.table([]).renamings, questions)
    let table = text.table(renamings)
    say("the text of this run was edited: \(changed.joined(separator: ", "))\n")
    say(table.lines.map { $0 + "\n" }.joined())
    try refuse(table, view)
    if options.edit == .ask {
      guard try isWanted(questions) else { return nil }
    }
    var choices = table.choices(by: options.person.name)
    for row in table.asked { choices.append(try choice(row, questions)) }
    let revision = text.prepared.revision(entry: text.entry, person: options.person)
    return (text.prepared, revision.with(choices, renamings))
  }

  func editedText(_ history: [Record], _ view: RunView) throws -> EditedText {
    do {
      return try EditedText(history, view)
    } catch let mistake as ExitCode {
      say("the edited text has mistakes, and nothing was touched\n\(wayOn(view))\n")
      throw mistake
    }
  }

  private func wayOn(_ view: RunView) -> String {
    "`stile resume \(view.run) --pinned` goes on with the text that the run has"
  }

  func say(_ text: String) { TextOutput.problems.write(Sanitizer.text(text)) }

  /// What can't be taken now, or needs a choice that nobody is there to make.
  private func refuse(_ table: EditTable, _ view: RunView) throws(Problem) {
    let isAlone = !options.hasPeople
    if !table.refused.isEmpty, !isAlone || table.renamings.isEmpty {
      let keys = table.refused.map { "`\($0.key)`" }.joined(separator: ", ")
      throw Problem(
        "the edited text can't be taken yet, because of \(keys)\n\(wayOn(view))")
    }
    let open = table.asked.map(\.key) + table.renamings.map(\.from)
    if open.isEmpty || !isAlone { return }
    throw Problem(
      "nobody is here to decide about \(open.map { "`\($0)`" }.joined(separator: ", "))\n"
        + "`stile resume \(view.run) --adopt` at a terminal asks")
  }

  /// Of the items that may only have another name now, those that do.
  private func agreed(
    _ possible: [Renaming], _ questions: EarlyQuestions
  ) throws -> [Renaming] {
    guard options.hasPeople else { return [] }
    return try possible.filter { renaming in
      let answer = try questions.ask(
        "is \(renaming.from) called \(renaming.to) now?",
        [
          .init(word: "same", meaning: "what was done of it counts", asks: nil),
          .init(
            word: "other", meaning: "\(renaming.from) is gone, \(renaming.to) is new", asks: nil),
        ], about: renaming.from)
      return answer.word == "same"
    }
  }

  private func isWanted(_ questions: EarlyQuestions) throws -> Bool {
    let answer = try questions.ask(
      "go on with the edited text?",
      [
        .init(word: "edited", meaning: "go on with it, as it is said above", asks: nil),
        .init(word: "pinned", meaning: "go on with the text that the run has", asks: nil),
        .init(word: "leave", meaning: "touch nothing", asks: nil),
      ], about: "edit")
    if answer.word == "leave" { throw ExitStatus.untouched.error }
    return answer.word == "edited"
  }

  private func choice(
    _ row: EditTable.Row, _ questions: EarlyQuestions
  ) throws -> EditChoice {
    guard case .asked(let offers) = row.ruling else {
      preconditionFailure("what is asked about has answers")
    }
    let leave = Question.Choice(word: "leave", meaning: "touch nothing", asks: nil)
    let answer = try questions.ask(
      "\(row.key): \(row.change)",
      offers.map { .init(word: $0.word.rawValue, meaning: $0.meaning, asks: $0.asks) } + [leave],
      about: row.key)
    guard let word = EditChoice.Word(rawValue: answer.word) else {
      throw ExitStatus.untouched.error
    }
    let why = answer.text.isEmpty ? row.change : answer.text
    return EditChoice(key: row.key, word: word, by: answer.person, why: why)
  }
}

extension RevisionAdded {
  fileprivate func with(_ choices: [EditChoice], _ renamings: [Renaming]) -> RevisionAdded {
    var revision = self
    revision.choices = choices
    revision.renamings = renamings
    return revision
  }
}
