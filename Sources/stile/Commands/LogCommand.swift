import ArgumentParser
import StileJournal
import StileReview

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Tell the story of a run: who, what, which commands, what came out.")

  @Argument(help: "The run, or four letters of its name; else the last one.")
  var name: String?
  @Flag(help: "Print the run's records as JSON, one a line.") var json = false

  func run() throws {
    let records = try Runs.one(name).records
    if json {
      return TextOutput.standard.write(records.map { $0.json + "\n" }.joined())
    }
    let colours: Colours = Terminal.hasColour(TextOutput.standard) ? .on : .off
    let lines = RunLog.lines(of: records, calendar: .local, colours: colours)
    TextOutput.standard.write(lines.map { $0 + "\n" }.joined())
  }
}
