import ArgumentParser
import StileEngine

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a runbook, from its first step to its last or to a stop.")

  @Argument(help: "The file that holds the runbook.") var file: String
  @Argument(help: "The runbook's id, if the file has several.") var runbook: String?
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("The value of a param.", valueName: "name=value"))
  var settings: [Setting] = []
  @Option(
    name: .customLong("params"),
    help: ArgumentHelp("A YAML file with the values of params.", valueName: "file"))
  var paramsFile: String?
  @Option(
    help: ArgumentHelp(
      "Begin a new run beside an unfinished one of the same runbook.", valueName: "why"))
  var new: String?
  @OptionGroup var options: RunOptions

  func run() throws {
    var session = options.session
    session.settings = settings
    session.paramsFile = paramsFile
    session.newRunReason = new
    let (file, runbook) = (file, runbook)
    try Following.follow(options, session) { try $0.start(file, runbook: runbook) }
  }
}
