/// How one process's work on a run ended, with the exit code that says so.
package enum Verdict: Hashable, Sendable {
  case done
  /// A step failed or the journal did; the run is parked.
  case failed(String)
  /// Nothing was touched.
  case refused(String)
  /// Parked: a person or a time is waited for.
  case waits(String)
  /// A step failed, and all that was done is taken back.
  case failedAndUndone
  /// Taken back because somebody asked for it.
  case undone
  case partlyUndone(String)
  /// Parked: taken back as far as somebody asked for.
  case turned(String)
  /// Another runner holds the run.
  case held(String)
  case interrupted

  package var exitCode: Int32 {
    switch self {
    case .done, .undone, .turned: 0
    case .failed: 1
    case .refused: 2
    case .waits: 3
    case .failedAndUndone: 4
    case .partlyUndone: 5
    case .held: 6
    case .interrupted: 130
    }
  }
}
