import ArgumentParser
import StileMachine

struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with a run that was parked or interrupted.")

  @Argument(help: "The run, or four letters of its name; else the only unfinished one.")
  var name: String?
  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var options: RunOptions

  func run() throws {
    var session = options.session
    session.choice = try choice.answer(by: session.person)
    let name = name
    try Following.follow(options, session) { try $0.resume(name) }
  }
}
