import StileMachine

/// Undos still to be run, one after the other, the last armed first.
struct UndoWalk {
  enum Origin {
    /// The whole run goes back.
    case run
    /// `undo STEP`: the flow waits for it.
    case step(FiberID, name: String, digest: String)
    /// Steps that an edit changed are taken back before the flow begins.
    case edit
  }

  let origin: Origin
  /// The numbers of their `undoArmed` records; the next is the last.
  var stack: [Int64]
  /// Something was waived, failed or left.
  var isIncomplete = false
}
