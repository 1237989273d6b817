import StileSyntax

/// Diagnostics on standard error, in colour where a person reads them.
enum DiagnosticOutput {
  static func write(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    let renderer = DiagnosticRenderer(
      sources: sources, isColoured: Terminal.hasColour(TextOutput.problems))
    for diagnostic in diagnostics {
      TextOutput.problems.write(renderer.render(diagnostic) + "\n")
    }
    let errors = diagnostics.count { $0.severity == .error }
    if errors > 0 { TextOutput.problems.write(errors == 1 ? "1 error\n" : "\(errors) errors\n") }
  }
}
