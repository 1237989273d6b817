import Glibc
import StileCheck
import StileMachine
import StileSyntax

/// A file to which safe fix-its are applied, until there is none left.
struct FixedFile {
  /// A fix-it may make room for another one, but not for ever.
  private static let mostPasses = 10

  private let sources: FileSources

  init(_ sources: FileSources) { self.sources = sources }

  /// Changes the file, pass by pass, and says on standard error what it did. Files that it uses are
  /// named on a command line of their own.
  func apply() throws {
    for _ in 0..<FixedFile.mostPasses {
      let result = Checker.check(
        entry: sources.entry, provider: sources, natives: NativeCallables.all)
      guard let source = result.sources.texts.first,
        let fixes = SafeFixes(result.diagnostics, to: source)
      else { return }
      // A file that is no text is told, and left as it is.
      guard let text = String(validating: fixes.bytes, as: UTF8.self) else { return }
      try FileReplacement(path: sources.path).write(text)
      for applied in fixes.applied {
        let line = source.position(applied.diagnostic.primary.span.lower).line
        TextOutput.problems.write(
          "\(sources.path):\(line): \(applied.diagnostic.code): \(applied.fixIt.title)\n")
      }
    }
  }
}
