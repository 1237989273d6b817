import StileJournal
import StileMachine

extension RunStatus {
  /// The run's state as one JSON object on one line; instants in nanoseconds since 1970.
  package var json: String {
    let due: JSON
    if case .parked(let parked) = view.state, let instant = parked.due {
      due = .int(instant)
    } else {
      due = .null
    }
    let object = JSON.object([
      JSONMember("run", .string(view.run)),
      JSONMember("runbook", .string(view.opened?.runbook ?? "")),
      JSONMember("title", .string(view.opened?.title ?? "")),
      JSONMember("state", .string(state)),
      JSONMember("since", .int(view.last?.moment.utc ?? 0)),
      JSONMember("waits_for", .string(waitsFor(.utc))),
      JSONMember("due", due),
      JSONMember("next", nextCommand.map { .string($0) } ?? .null),
      JSONMember("undos_owed", .int(Int64(view.arms.count { $0.isOwed }))),
      JSONMember("undelivered", .array(view.undelivered.map(message))),
      JSONMember("items", .array(view.items.filter { !$0.isForgotten }.map(item))),
    ])
    return String(decoding: object.canonicalBytes(sortingNames: false), as: UTF8.self)
  }

  private func message(_ message: MessageView) -> JSON {
    let added = message.added.message
    return .object([
      JSONMember("id", .string(added.id)),
      JSONMember("to", .string(ChannelText.name(added.channel))),
      JSONMember("subject", added.subject.map { .string($0) } ?? .null),
      JSONMember("required", .bool(message.added.isRequired)),
      JSONMember("tries", .int(message.tries)),
      JSONMember("problem", message.problem.map { .string($0) } ?? .null),
      JSONMember("next", isGoingOn ? message.tried?.next.map { .int($0) } ?? .null : .null),
    ])
  }

  private func item(_ item: ItemView) -> JSON {
    .object([
      JSONMember("key", .string(item.started.item.key)),
      JSONMember("kind", .string(item.started.kind.rawValue)),
      JSONMember("title", .string(item.started.title)),
      JSONMember("host", item.started.host.map { .string($0) } ?? .null),
      JSONMember("status", .string(item.ended?.status.rawValue ?? "under way")),
      JSONMember("started", .int(item.startedAt.utc)),
      JSONMember("ended", item.endedAt.map { .int($0.utc) } ?? .null),
    ])
  }
}
