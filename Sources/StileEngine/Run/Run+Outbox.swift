import StileJournal
import StileMachine

/// Notifications: in the journal before they leave, delivered at least once under a stable id.
extension Run {
  /// Tries of a message are 1 s, 2 s, 4 s … apart, at most this: 15 min, in nanoseconds.
  private static let longestPause: Int64 = 900_000_000_000

  func post(
    _ notice: Notice, name: String, digest: String, _ id: FiberID, _ turn: inout Turn
  ) -> Answer? {
    let messages = messages(of: notice, name: name, digest: digest, id)
    for message in messages where view.message(message.id) == nil {
      write(
        .outboxAdded(OutboxAdded(name: name, message: message, isRequired: notice.isRequired)),
        &turn)
    }
    let owed = messages.map(\.id).filter { view.message($0)?.isDelivered == false }
    let isWaitedFor = notice.isRequired && !owed.isEmpty
    if isWaitedFor {
      require(owed, name: name, id, &turn)
    } else {
      endNotice(name, digest, .value(.none), &turn)
    }
    for message in owed { deliver(message, &turn) }
    return isWaitedFor ? nil : .value(.none)
  }

  /// One message a channel. A try that goes on with an earlier one sends what that has sent, under
  /// the same ids.
  private func messages(
    of notice: Notice, name: String, digest: String, _ id: FiberID
  ) -> [Message] {
    var origin = name
    if let item = fibers[id]?.item, item.continues, let known = view.item(item.attempt.key) {
      var first = item.attempt
      first.tryNumber = known.firstTry
      origin = first.name + name.dropFirst(item.attempt.name.count)
    }
    return notice.channels.enumerated().map { index, channel in
      let hash = RequestDigest.hex(ofText: "\(view.run)/\(origin)/\(digest)/\(index)")
      return Message(
        id: "\(hash.prefix(20))@\(view.run)", channel: channel, subject: notice.subject,
        body: notice.text)
    }
  }

  func endNotice(
    _ name: String, _ digest: String, _ outcome: ProbeEnded.Outcome, _ turn: inout Turn
  ) {
    write(
      .probeEnded(ProbeEnded(name: name, kind: .notice, digest: digest, outcome: outcome)), &turn)
  }

  /// Sends again what an earlier process may not have sent, under the same ids.
  func redeliver(_ turn: inout Turn) {
    for message in view.undelivered { deliver(message.added.message.id, &turn) }
  }

  func deliver(_ id: String, _ turn: inout Turn) {
    guard leaving == nil, !isOut(id), let message = view.message(id), !message.isDelivered else {
      return
    }
    forget(.deliver(messageID: id))
    submitAct(
      Self.deliveryName(id), .deliver(message.added.message), then: .message(id: id), &turn)
  }

  func takeDelivery(_ result: WorldResult, _ id: String, _ turn: inout Turn) {
    // What arrives after the run's last record is no part of its story.
    guard farewell == nil, let message = view.message(id) else { return }
    let number = message.tries + 1
    var problem: String?
    var pause: Int64?
    if case .delivered = result {
    } else {
      problem = result.problem
      pause = leaving == nil ? self.pause(after: number, result) : nil
    }
    write(
      .outboxTried(
        OutboxTried(
          message: id, number: number, problem: problem,
          next: pause.map { turn.moment.utc.plus($0) })), &turn)
    if let pause { alarm(.deliver(messageID: id), at: turn.moment.boot.plus(pause)) }
    settleNotice(awaiting: id, &turn)
    endIfQuiet(&turn)
  }

  /// Nil where the same message would be refused again.
  private func pause(after number: Int64, _ result: WorldResult) -> Int64? {
    if case .undelivered(let undelivered) = result, undelivered.isFinal { return nil }
    return min(1_000_000_000 << min(max(number - 1, 0), 10), Self.longestPause)
  }

  private static func deliveryName(_ id: String) -> EffectName { EffectName("message/\(id)") }

  /// It was handed to the world, which has not answered yet.
  func isOut(_ id: String) -> Bool { continuations[Self.deliveryName(id)] != nil }

  var isMessageOut: Bool {
    continuations.values.contains { if case .message = $0 { true } else { false } }
  }
}
