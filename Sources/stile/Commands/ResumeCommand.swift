import ArgumentParser
import StileMachine

struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a run that was parked or interrupted.")

  @Argument(help: "The run, or four letters of its name; else the only unfinished one.")
  var name: String?
  @Flag(help: "End the process that has the run in hand, after asking, and go on here.")
  var takeOver = false
  @OptionGroup var edit: EditOptions
  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var options: RunOptions

  func run() throws {
    var session = options.session
    session.edit = edit.wish
    session.choice = try choice.answer(by: session.person)
    var name = name
    if takeOver {
      let run = try TakeOver(name)
      session.hasTakenOver = try run.end(hasPeople: session.hasPeople)
      name = run.name
    }
    try Following.follow(options, session) { [name] in try $0.resume(name) }
  }
}
