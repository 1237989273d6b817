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
  @Flag(exclusivity: .exclusive) var form = DiagnosticForm.text
  @Flag(help: "Apply the fix-its that are safe, then check.") var fix = false
  @Flag(help: "Let shellcheck look at the commands too.") var shell = false
  @Flag(help: "Take lints as errors: exit with 2 if there is any.") var strict = false

  func run() throws {
    var checked: [DiagnosticReport.File] = []
    var isSound = true
    for file in files {
      let sources = FileSources(path: file)
      guard sources.file(sources.entry) != nil else {
        throw Problem("there is no file `\(file)`")
      }
      if fix { try FixedFile(sources).apply() }
      let result = Checker.check(
        entry: sources.entry, provider: sources, natives: NativeCallables.all)
      let named = sources.named(result.sources)
      var diagnostics = result.diagnostics
      if shell, let tree = result.trees.first {
        diagnostics += try ShellCheck.diagnostics(of: tree)
      }
      show(diagnostics, of: file, in: named)
      checked.append(DiagnosticReport.File(diagnostics: diagnostics, sources: named))
      isSound = isSound && result.program != nil && !(strict && !diagnostics.isEmpty)
    }
    if form == .sarif {
      TextOutput.standard.write(DiagnosticReport.sarif(checked, version: Stile.version) + "\n")
    }
    if !isSound { throw ExitStatus.untouched.error }
  }

  private func show(_ diagnostics: [Diagnostic], of file: String, in sources: SourceMap) {
    switch form {
    case .text:
      if diagnostics.isEmpty {
        TextOutput.standard.write("\(file): nothing to complain about\n")
      } else {
        DiagnosticOutput.write(diagnostics, in: sources)
      }
    case .json:
      for diagnostic in diagnostics {
        TextOutput.standard.write(DiagnosticJSON.line(diagnostic, in: sources) + "\n")
      }
    case .github:
      for diagnostic in diagnostics {
        TextOutput.standard.write(DiagnosticAnnotation.line(diagnostic, in: sources) + "\n")
      }
    case .sarif: break
    }
  }
}
