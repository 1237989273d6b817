package import StileSyntax

/// What checking a file and all that it uses came to.
package struct CheckResult: Sendable {
  /// Every text that was read, standard modules included; spans refer to it.
  package let sources: SourceMap
  /// In the order of files, then of places; syntax errors first in each file.
  package let diagnostics: [Diagnostic]
  /// Absent exactly when a diagnostic is an error.
  package let program: Program?

  package init(sources: SourceMap, diagnostics: [Diagnostic], program: Program?) {
    self.sources = sources
    self.diagnostics = diagnostics
    self.program = program
  }
}
