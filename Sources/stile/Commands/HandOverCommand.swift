import ArgumentParser
import StileJournal

struct HandOverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hand-over",
    abstract: "Give a run to somebody at another machine, in a file.")

  @Argument(help: "The run, or four letters of its name.")
  var name: String
  @Argument(help: ArgumentHelp("The file that is made; it holds all that the run printed."))
  var file: String
  @Option(help: "The name that this is recorded under; else your login.")
  var `operator`: String?

  func run() throws {
    let run = try HandOver.give(name, in: file, by: Operator.person(named: `operator`))
    TextOutput.standard.write(
      "\(run) is in \(file) now, and nobody goes on with it here\n"
        + "whoever gets the file says: stile take \(file)\n")
  }
}
