import ArgumentParser
import Glibc
import StileEngine
import StileJournal
import StileMachine
import StileReview

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take a run back, last step first.")

  @Argument(help: "The run, or four letters of its name; else the last one.")
  var name: String?
  @Flag(help: "Don't ask before it begins. A point of no return asks nevertheless.")
  var yes = false
  @Option(
    help: ArgumentHelp("Take back what comes after this step, which stays.", valueName: "step"))
  var to: String?
  @Option(help: ArgumentHelp("Take back this step alone.", valueName: "step")) var only: String?
  @OptionGroup var edit: EditOptions
  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var options: RunOptions

  func validate() throws {
    if to != nil, only != nil { throw ValidationError("`--to` and `--only` exclude each other") }
  }

  func run() throws {
    var session = options.session
    session.target = to.map { .to($0) } ?? only.map { .only($0) }
    session.edit = edit.wish
    session.choice = try choice.answer(by: session.person)
    let known = try Runs.one(name)
    let view = known.view
    if let holder = known.holder {
      TextOutput.problems.write("stile: \(view.run) is under way: \(holder)\n")
      throw ExitStatus.heldByAnother.error
    }
    let cut = try session.target?.cut(of: view)
    let plan = UndoPlan(
      view, only: cut.map { .init(keys: $0.keys, beside: $0.beside, readers: $0.readers) })
    if plan.isEmpty {
      TextOutput.standard.write("\(view.run): nothing to take back\n")
      return
    }
    if !yes { try confirm(plan, session.hasPeople) }
    let run = view.run
    try Following.follow(options, session) { try $0.undo(run) }
  }

  private func confirm(_ plan: UndoPlan, _ hasPeople: Bool) throws {
    TextOutput.problems.write(plan.lines.map { $0 + "\n" }.joined())
    try Terminal.confirm(
      "take this back?", hasPeople, else: "`--yes` says that this is wanted")
  }
}
