import ArgumentParser
import Glibc
import StileReview
import StileSyntax

struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Write files in the one style that there is.",
    discussion: """
      A file with mistakes is left as it is. `-` reads standard input and writes standard output. \
      With `--check` and `--diff` nothing is written, and the exit code is 1 if a file is not in \
      good style.
      """)

  @ArgumentParser.Argument(help: "Files, and folders with `.stile` files; else this folder.")
  var paths: [String] = []
  @Flag(help: "Only say which files are not in good style.") var check = false
  @Flag(help: "Only show what would change.") var diff = false

  func validate() throws {
    if paths.contains("-"), paths.count > 1 {
      throw ValidationError("`-` is standard input, and stands alone")
    }
  }

  func run() throws {
    if paths == ["-"] { return try formatStandardInput() }
    var count = FmtCount()
    for path in try StileFiles.named(paths.isEmpty ? ["."] : paths) {
      guard let bytes = FileSources.read(path) else { throw Problem("can't read `\(path)`") }
      switch FormattedFile(name: path, bytes: bytes) {
      case .refused: count.refused += 1
      case .unchanged: count.unchanged += 1
      case .changed(let old, let new):
        count.changed += 1
        try settle(path, old, new)
      }
    }
    if !diff { TextOutput.standard.write(count.line(isOnlyChecked: check) + "\n") }
    try end(count)
  }

  private func settle(_ path: String, _ old: String, _ new: String) throws {
    if diff {
      TextOutput.standard.write(UnifiedDiff(of: path, from: old, to: new).text)
    } else if check {
      TextOutput.standard.write("\(path): not in good style\n")
    } else {
      try FileReplacement(path: path).write(new)
      TextOutput.standard.write("\(path): formatted\n")
    }
  }

  private func formatStandardInput() throws {
    guard let bytes = FileSources.readStandardInput() else {
      throw Problem("can't read standard input")
    }
    var count = FmtCount()
    switch FormattedFile(name: "standard input", bytes: bytes) {
    case .refused: count.refused += 1
    case .unchanged(let text):
      count.unchanged += 1
      if !check, !diff { TextOutput.standard.write(text) }
    case .changed(let old, let new):
      count.changed += 1
      if diff {
        TextOutput.standard.write(UnifiedDiff(of: "-", from: old, to: new).text)
      } else if !check {
        TextOutput.standard.write(new)
      }
    }
    try end(count)
  }

  private func end(_ count: FmtCount) throws {
    if count.refused > 0 { throw ExitStatus.untouched.error }
    if check || diff, count.changed > 0 { throw ExitStatus.notFormatted.error }
  }
}

/// What became of one text.
private enum FormattedFile {
  /// It has mistakes, which were shown.
  case refused
  case unchanged(String)
  case changed(from: String, to: String)

  init(name: String, bytes: [UInt8]) {
    var sources = SourceMap()
    let tree = Parser.parse(sources.add(name: name, bytes: bytes))
    guard let text = Formatter.format(tree) else {
      DiagnosticOutput.write(tree.diagnostics, in: sources)
      self = .refused
      return
    }
    self =
      text.utf8.elementsEqual(bytes)
      ? .unchanged(text) : .changed(from: String(decoding: bytes, as: UTF8.self), to: text)
  }
}

/// How many files came out how.
private struct FmtCount {
  var changed = 0
  var unchanged = 0
  var refused = 0

  func line(isOnlyChecked: Bool) -> String {
    let verb = isOnlyChecked ? "not in good style" : "formatted"
    var parts = ["\(FmtCount.files(changed)) \(verb)", "\(unchanged) in good style"]
    if refused > 0 { parts.append("\(refused) with mistakes, left as they are") }
    return parts.joined(separator: ", ")
  }

  private static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
}
