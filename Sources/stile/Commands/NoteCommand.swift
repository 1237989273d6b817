import ArgumentParser

struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write something into a run's journal, from any terminal.")

  @Argument(help: "The run, or four letters of its name.") var name: String
  @Argument(help: "What is to be remembered; no secrets.") var text: String
  @Option(help: "The name that it is recorded under; else your login.") var `operator`: String?

  func run() throws {
    try Correspondence(name).note(text, by: Operator.person(named: `operator`))
    TextOutput.standard.write("recorded\n")
  }
}
