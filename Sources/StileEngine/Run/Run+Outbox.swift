import StileJournal
import StileMachine

/// Notifications: in the journal before they leave, delivered at least once under a stable id.
extension Run {
  /// Tries of a message are 1 s, 2 s, 4 s … apart, at most this: 30 s, in nanoseconds.
  private static let longestPause: Int64 = 30_000_000_000

  var isOutboxEmpty: Bool { view.outbox.allSatisfy(\.isDelivered) }

  func post(
    _ notice: Notice, name: String, digest: String, _ turn: inout Turn
  ) -> Answer? {
    var added = view.outbox.filter { $0.added.name == name }.map(\.added.message.id)
    if !added.isEmpty, notice.isRequired {
      // An earlier process put them there; they are on their way again.
      for message in added { deliver(message, &turn) }
      return nil
    }
    for (index, channel) in notice.channels.enumerated() {
      let hash = RequestDigest.hex(ofText: "\(view.run)/\(name)/\(index)").prefix(20)
      let message = Message(
        id: "\(hash)@\(view.run)", channel: channel, subject: notice.subject, body: notice.text)
      write(
        .outboxAdded(OutboxAdded(name: name, message: message, isRequired: notice.isRequired)),
        &turn)
      added.append(message.id)
    }
    if !notice.isRequired {
      endNotice(name, digest, &turn)
    }
    for message in added { deliver(message, &turn) }
    return notice.isRequired && !added.isEmpty ? nil : .value(.none)
  }

  private func endNotice(_ name: String, _ digest: String, _ turn: inout Turn) {
    write(
      .probeEnded(ProbeEnded(name: name, kind: .notice, digest: digest, outcome: .value(.none))),
      &turn)
  }

  /// Sends again what an earlier process may not have sent, under the same ids.
  func redeliver(_ turn: inout Turn) {
    for message in view.outbox where !message.isDelivered {
      deliver(message.added.message.id, &turn)
    }
  }

  func deliver(_ id: String, _ turn: inout Turn) {
    guard let message = view.outbox.first(where: { $0.added.message.id == id }),
      !message.isDelivered
    else { return }
    let name = EffectName("message/\(id)")
    guard continuations[name] == nil else { return }
    submitAct(name, .deliver(message.added.message), then: .message(id: id), &turn)
  }

  func takeDelivery(_ result: WorldResult, _ id: String, _ turn: inout Turn) {
    guard let message = view.outbox.first(where: { $0.added.message.id == id }) else { return }
    let number = message.tries + 1
    let problem: String?
    if case .delivered = result { problem = nil } else { problem = result.problem }
    write(.outboxTried(OutboxTried(message: id, number: number, problem: problem)), &turn)
    if problem != nil {
      let pause = min(1_000_000_000 << min(number - 1, 10), Self.longestPause)
      alarm(.deliver(messageID: id), at: turn.moment.boot + pause)
    } else {
      goOnAfterRequired(message.added, &turn)
    }
    if isFinishing, isOutboxEmpty { endRun(&turn) }
  }

  /// A `required` notification is done when all its messages have arrived.
  private func goOnAfterRequired(_ added: OutboxAdded, _ turn: inout Turn) {
    guard added.isRequired,
      let (id, fiber) = fibers.first(where: { $0.value.pending?.name == added.name }),
      let pending = fiber.pending, view.effects[added.name] == nil,
      view.outbox.allSatisfy({ $0.added.name != added.name || $0.isDelivered })
    else { return }
    endNotice(added.name, pending.digest, &turn)
    proceed(id, .value(.none), &turn)
  }
}
