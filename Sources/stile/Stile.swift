import ArgumentParser
import Glibc
import StileJournal
import StileReview

/// The command line. Each command is a file in `Commands`.
@main
struct Stile: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "stile",
    abstract: "Runs runbooks: steps that take you over a wall, and back.",
    version: version,
    subcommands: [
      CheckCommand.self, FmtCommand.self, RunCommand.self, ResumeCommand.self, UndoCommand.self,
      StatusCommand.self, LogCommand.self, NoteCommand.self, AnswerCommand.self,
      HandOverCommand.self, TakeCommand.self, DoctorCommand.self,
      ExplainCommand.self, DocCommand.self, GitCommand.self,
    ])

  /// Parses, runs and exits; a mistake in the usage ends with 2, as everything does that touched
  /// nothing.
  static func main() {
    CrashReports.turnOff()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      leave(error)
    }
  }

  private static func leave(_ error: any Error) -> Never {
    if let text = (error as? Problem)?.description ?? (error as? JournalProblem)?.message {
      TextOutput.problems.write("stile: \(Sanitizer.text(text))\n")
      Glibc.exit(ExitStatus.untouched.rawValue)
    }
    let status = exitCode(for: error).rawValue
    let message = fullMessage(for: error)
    let output = status == 0 ? TextOutput.standard : TextOutput.problems
    if !message.isEmpty { output.write(message + "\n") }
    Glibc.exit(status == EX_USAGE ? ExitStatus.untouched.rawValue : status)
  }
}
