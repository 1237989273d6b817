import StileJournal
import StileMachine

/// What the command line says about a process's work on a run.
struct SessionOptions {
  var settings: [Setting] = []
  /// A file with more of them.
  var paramsFile: String?
  let person: Person
  /// Somebody at this terminal can answer questions.
  let hasPeople: Bool
  /// `--no-input`: a runbook that is sure to ask is refused.
  var isInputForbidden = false
  /// The answer to the first question about a failed or doubtful item.
  var choice: PersonAnswer?
  /// The process that had the run in hand was ended for this one.
  var hasTakenOver = false
  /// What is to become of a text that was edited since the run began.
  var edit = EditWish.ask
  /// How far `stile undo` goes back; nil for the whole run.
  var target: UndoTarget?
  /// Why another run may begin beside one that is unfinished.
  var newRunReason: String?
}

/// Lets any thread ask a run to leave once what it has in hand has ended.
struct Interrupter: Sendable {
  let interrupt: @Sendable () -> Void
}
