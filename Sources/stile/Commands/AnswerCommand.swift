import ArgumentParser

struct AnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answer what a run asks, from any terminal. The first answer counts.")

  @Argument(help: "The run, or four letters of its name.") var name: String
  @Argument(help: "The answer, as it is typed at the run's own terminal.") var word: String
  @Option(help: ArgumentHelp("The reason or evidence that comes with it.", valueName: "why"))
  var because: String?
  @Option(help: ArgumentHelp("Which question, where several are open.", valueName: "id"))
  var question: String?
  @Option(help: "The name that it is recorded under; else your login.") var `operator`: String?

  func run() throws {
    try Correspondence(name).answer(
      word, because: because, to: question, by: Operator.person(named: `operator`))
    TextOutput.standard.write("recorded\n")
  }
}
