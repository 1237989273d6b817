import ArgumentParser
import StileJournal

struct TakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take",
    abstract: "Take a run that was handed over in a file.")

  @Argument(help: "The file that `stile hand-over` made.")
  var file: String
  @Option(help: "The name that this is recorded under; else your login.")
  var `operator`: String?

  func run() throws {
    let view = try HandOver.take(file, by: Operator.person(named: `operator`))
    let next = view.isEnded ? "stile undo \(view.run)" : "stile resume \(view.run)"
    TextOutput.standard.write("\(view.run) is here now\nnext: \(next)\n")
  }
}
