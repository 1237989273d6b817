import ArgumentParser
import StileJournal
import StileMachine

/// An answer given beforehand, for where nobody sits at a terminal.
struct ChoiceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What to do about the step or undo that failed: continue, again, verify, skip, done …",
      valueName: "word"))
  var choose: String?

  @Option(
    help: ArgumentHelp("The reason or evidence that comes with it.", valueName: "why"))
  var because: String?

  func answer(by person: Person) throws(Problem) -> PersonAnswer? {
    guard let choose else {
      guard because == nil else { throw Problem("`--because` comes with `--choose`") }
      return nil
    }
    return PersonAnswer(
      word: choose, text: because ?? "", person: person.name, terminal: person.terminal)
  }
}
