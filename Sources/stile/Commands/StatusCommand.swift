import ArgumentParser
import StileReview

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say where runs stand, what they wait for, and what to type next.")

  @Argument(help: "The run, or four letters of its name; else all.")
  var name: String?
  @Flag(help: "Print it as JSON, a run a line.") var json = false

  func run() throws {
    let runs = try name.map { [try Runs.one($0)] } ?? Runs.all()
    let stands = runs.map { RunStatus($0.view, holder: $0.holder.map { .init($0) }) }
    if json {
      for run in stands { TextOutput.standard.write(run.json + "\n") }
      return
    }
    let colours: Colours = Terminal.hasColour(TextOutput.standard) ? .on : .off
    let lines =
      name == nil
      ? RunStatus.table(stands, calendar: .local)
      : stands.flatMap { $0.page(.local, colours: colours) }
    if lines.isEmpty { return TextOutput.standard.write("there is no run yet\n") }
    TextOutput.standard.write(lines.map { $0 + "\n" }.joined())
  }
}
