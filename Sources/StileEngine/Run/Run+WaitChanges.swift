import StileJournal
import StileMachine

/// Waits that people end early or make longer, while they are under way.
extension Run {
  /// Takes it in once, and looks at the wait again.
  func take(_ change: WaitChange, _ turn: inout Turn) {
    guard let wait = view.waits[change.wait], view.effects[change.wait] == nil,
      !wait.changes.contains(where: { $0.id == change.id })
    else { return }
    write(.waitChanged(change), &turn)
    for (id, fiber) in fibers {
      guard let pending = fiber.pending, pending.name == change.wait else { continue }
      checkWait(id, pending.name, pending.digest, &turn)
    }
  }
}
