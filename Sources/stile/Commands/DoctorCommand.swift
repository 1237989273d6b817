import ArgumentParser
import StileCheck
import StileMachine
import StileReview
import StileWorld

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look whether runs can work on a host, and what earlier ones have left there.")

  @Argument(help: "`[user@]name[:port]`, or `local` for this machine.")
  var host: String
  @Flag(help: "Remove the folders of runs that have ended.") var clean = false

  func run() throws {
    CrashReports.ignoreBrokenPipes()
    let examination: HostExamination
    do throws(Failure) {
      examination = try HostExamination.of(
        try value(), isCleaning: clean, environment: ProcessEnvironment.entries)
    } catch {
      throw Problem(error.message)
    }
    let colours: Colours = Terminal.hasColour(TextOutput.standard) ? .on : .off
    for finding in examination.findings {
      let remedy = finding.remedy.map { "; \($0)" } ?? ""
      TextOutput.standard.write(
        "\(word(finding.verdict, colours))  \(Sanitizer.line(finding.what + remedy))\n")
    }
    if !examination.isFit { throw ExitStatus.failed.error }
  }

  private func value() throws(Failure) -> HostValue {
    if host == "local" { return .local }
    switch HostText.parse(host) {
    case .success(let text):
      return HostValue(name: text.name, port: Int(text.port), user: text.user)
    case .failure(let problem): throw Failure(.value, "`\(host)` is no host: \(problem.reason)")
    }
  }

  private func word(_ verdict: HostExamination.Finding.Verdict, _ colours: Colours) -> String {
    switch verdict {
    case .fit: colours.paint("fit  ", .good)
    case .note: colours.paint("note ", .notable)
    case .unfit: colours.paint("unfit", .bad)
    }
  }
}
