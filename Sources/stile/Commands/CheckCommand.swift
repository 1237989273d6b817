import ArgumentParser
import StileCheck
import StileMachine
import StileReview
import StileSyntax

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong in a runbook's text, before anything runs.")

  @ArgumentParser.Argument(help: "The files to check.") var files: [String]
  @Flag(help: "Print the diagnostics as JSON, one a line.") var json = false

  func run() throws {
    var isSound = true
    for file in files {
      let sources = FileSources(path: file)
      guard sources.file(sources.entry) != nil else {
        throw Problem("there is no file `\(file)`")
      }
      let result = Checker.check(
        entry: sources.entry, provider: sources, natives: NativeCallables.all)
      show(result, of: file, in: sources.named(result.sources))
      isSound = isSound && result.program != nil
    }
    if !isSound { throw ExitStatus.untouched.error }
  }

  private func show(_ result: CheckResult, of file: String, in sources: SourceMap) {
    if json {
      for diagnostic in result.diagnostics {
        TextOutput.standard.write(DiagnosticJSON.line(diagnostic, in: sources) + "\n")
      }
    } else if result.diagnostics.isEmpty {
      TextOutput.standard.write("\(file): nothing to complain about\n")
    } else {
      DiagnosticOutput.write(result.diagnostics, in: sources)
    }
  }
}
