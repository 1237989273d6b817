import StileJournal
import StileMachine

/// Notifications that are `required`: their item waits until they have arrived, and fails if they
/// don't.
extension Run {
  /// How long they are tried before the item fails: 15 min, in nanoseconds.
  private static let patience: Int64 = 900_000_000_000

  func require(_ messages: [String], name: String, _ id: FiberID, _ turn: inout Turn) {
    fibers[id]?.pending?.messages = messages
    let end = turn.moment.boot.plus(Self.patience)
    let deadline = fibers[id]?.item?.deadline ?? end
    alarm(.noticeOverdue(name: name), at: min(end, deadline))
  }

  /// A try of this message has ended: what waits for it goes on, fails, or waits on.
  func settleNotice(awaiting message: String, _ turn: inout Turn) {
    guard leaving == nil,
      let (id, fiber) = fibers.first(where: {
        $0.value.pending?.messages.contains(message) == true
      }), let pending = fiber.pending
    else { return }
    let owed = undelivered(of: pending)
    if owed.isEmpty {
      endNotice(pending.name, pending.digest, .value(.none), &turn)
      proceed(id, .value(.none), &turn)
    } else if owed.contains(where: { $0.isGivenUp && !isOut($0.added.message.id) }) {
      failNotice(pending, id, &turn)
    }
  }

  func endPatience(_ name: String, _ turn: inout Turn) {
    guard leaving == nil,
      let (id, fiber) = fibers.first(where: { $0.value.pending?.name == name }),
      let pending = fiber.pending, !pending.messages.isEmpty
    else { return }
    failNotice(pending, id, &turn)
  }

  /// The failure is an effect in the journal: whoever goes on begins with it, and with nothing that
  /// stands before it.
  private func failNotice(_ pending: PendingEffect, _ id: FiberID, _ turn: inout Turn) {
    let reasons = undelivered(of: pending).map { message in
      "try \(message.tries): \(message.problem ?? "no answer yet")"
    }
    let failure = Failure(
      .world, "the notification is required, and has not arrived", details: reasons)
    let note = FailureNote(failure, in: machines.text(of: id).sources)
    endNotice(pending.name, pending.digest, .failed(note), &turn)
    proceed(id, .failure(failure), &turn)
  }

  private func undelivered(of pending: PendingEffect) -> [MessageView] {
    pending.messages.compactMap { view.message($0) }.filter { !$0.isDelivered }
  }
}
