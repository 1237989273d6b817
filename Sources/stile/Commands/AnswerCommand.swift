import ArgumentParser
import StileMachine

struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answer what a run asks, from any terminal. The first answer counts.",
    discussion: "A wait of it can be ended or made longer in the same way.")

  @Argument(help: "The run, or four letters of its name.") var name: String
  @Argument(help: "The answer, as it is typed at the run's own terminal.") var word: String?
  @Option(help: ArgumentHelp("The reason or evidence that comes with it.", valueName: "why"))
  var because: String?
  @Option(help: ArgumentHelp("Which question, where several are open.", valueName: "id"))
  var question: String?
  @Option(help: ArgumentHelp("End this wait now.", valueName: "item")) var endWait: String?
  @Option(help: ArgumentHelp("Make this wait longer, by `--by`.", valueName: "item"))
  var extendWait: String?
  @Option(help: ArgumentHelp("How much longer: 30m, 1h30m …", valueName: "duration"))
  var by: String?
  @Option(help: "The name that it is recorded under; else your login.") var `operator`: String?

  func validate() throws {
    let asked = [word, endWait, extendWait].compactMap(\.self).count
    guard asked == 1 else {
      throw ValidationError("say one of: the answer, `--end-wait` and `--extend-wait`")
    }
    guard (by != nil) == (extendWait != nil) else {
      throw ValidationError("`--extend-wait` and `--by` come together")
    }
    guard word == nil else { return }
    if question != nil { throw ValidationError("a wait is no `--question`") }
    if because?.isEmpty ?? true { throw ValidationError("say with `--because` why") }
  }

  func run() throws {
    let person = Operator.person(named: `operator`)
    let correspondence = try Correspondence(name)
    if let word {
      try correspondence.answer(word, because: because, to: question, by: person)
    } else if let item = endWait ?? extendWait {
      try correspondence.change(
        item, try WaitChange.Kind(longerBy: by), because: because ?? "", by: person)
    }
    TextOutput.standard.write("recorded\n")
  }
}
