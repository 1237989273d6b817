import ArgumentParser

/// What the shell is told at the end (the table stands in `docs/reference/command-line.md`).
enum ExitStatus: Int32 {
  case done = 0
  /// A step failed, the run is parked.
  case failed = 1
  /// Nothing was touched: usage, check errors, refused.
  case untouched = 2
  /// Parked: waits for a person or a time.
  case parked = 3
  /// Failed, and all of it taken back.
  case undone = 4
  case undoIncomplete = 5
  case heldByAnother = 6
  /// Interrupted, can be resumed.
  case interrupted = 130

  /// `fmt --check`: a file is not in good style, which other formatters say by this number too.
  static let notFormatted = ExitStatus.failed

  /// Ends a command with this status; what there is to say was said already.
  var error: ExitCode { ExitCode(rawValue) }
}
