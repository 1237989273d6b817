package import StileSyntax

/// What checking a file and all that it uses came to.
package struct CheckResult: Sendable {
  /// Every text that was read, standard modules included; spans refer to it.
  package let sources: SourceMap
  /// What was read of each, for those who look at the text itself.
  package let trees: [SyntaxTree]
  /// In the order of files, then of places; syntax errors first in each file.
  package let diagnostics: [Diagnostic]
  /// Absent exactly when a diagnostic is an error.
  package let program: Program?

  package init(
    sources: SourceMap, trees: [SyntaxTree], diagnostics: [Diagnostic], program: Program?
  ) {
    self.sources = sources
    self.trees = trees
    self.diagnostics = diagnostics
    self.program = program
  }
}
