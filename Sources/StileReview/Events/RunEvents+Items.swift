import StileJournal
import StileMachine

extension RunEvents {
  /// Work that takes its time is announced; what is over at once, or says itself that it waits, is
  /// not.
  func started(_ body: ItemStarted, _ utc: Int64) -> [EventLine] {
    switch body.kind {
    case .step, .verify, .sample, .undoStep:
      let again = body.item.tryNumber > 1 ? "try \(body.item.tryNumber)" : ""
      return [
        EventLine("begin", [body.item.key, title(body), host(of: body), again], at: utc)
      ]
    case .wait, .notify, .confirm, .manual, .probe: return []
    }
  }

  func ended(_ body: ItemEnded, _ utc: Int64) -> EventLine {
    let item = view.item(body.item.key)
    // An item that was taken back began long ago.
    let took = body.status == .undone ? nil : item.map { SpanText.elapsed(utc &- $0.startedAt.utc) }
    let tags = item?.started.tags ?? []
    return EventLine(
      body.status.rawValue,
      [
        body.item.key, item.map { title($0.started) } ?? "",
        item.map { host(of: $0.started) } ?? "", took ?? "",
        tags.isEmpty ? "" : "[\(tags.joined(separator: ", "))]",
        body.value.flatMap(SeriesText.line) ?? "",
        reason(body), nextTry(body, utc),
      ],
      details: body.failure.map(FailureText.lines) ?? [], tone: body.status.tone, at: utc)
  }

  /// The title, unless it only says the key again.
  func title(_ item: ItemStarted) -> String { item.title == item.item.key ? "" : item.title }

  private func nextTry(_ body: ItemEnded, _ utc: Int64) -> String {
    guard let due = body.nextTry else { return "" }
    return "tries again in \(SpanText.remaining(due &- utc))"
  }

  /// Who decided so and why; a failure says it below its line.
  private func reason(_ body: ItemEnded) -> String {
    let who = body.by.map { $0 == "rule" || $0.hasPrefix("rule:") ? "" : "by \($0)" } ?? ""
    return [who, body.evidence ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// A point of no return is the only arm that is news by itself.
  func armed(_ body: UndoArmed, _ utc: Int64) -> [EventLine] {
    guard case .wall(let why) = body.arm.kind else { return [] }
    return [
      EventLine("wall", [body.item.key, "no way back from here", why], tone: .notable, at: utc)
    ]
  }

  /// An undo that went well is told by the end of its item.
  func undone(_ body: UndoEnded, _ utc: Int64) -> [EventLine] {
    let key = view.arm(body.undo)?.armed.item.key ?? ""
    let title = view.item(key).map { self.title($0.started) } ?? ""
    switch body.outcome {
    case .undone, .notNeeded, .nothingOwed: return []
    case .byHand, .waived:
      return [
        EventLine(
          body.outcome.rawValue, ["undo of \(key)", title, by(body.by, body.why)], tone: .notable,
          at: utc)
      ]
    case .failed:
      return [
        EventLine(
          "failed", ["undo of \(key)", title], details: body.failure.map(FailureText.lines) ?? [],
          tone: .bad, at: utc)
      ]
    }
  }

  func decided(_ body: DecisionMade, _ utc: Int64) -> EventLine {
    EventLine("choose", [body.about, body.choice, by(body.by, body.why)], at: utc)
  }

  func by(_ person: String?, _ why: String?) -> String {
    let who = person.map { $0.hasPrefix("rule") ? $0 : "by \($0)" } ?? ""
    return [who, why ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// Where it runs, unless its key ends with that.
  private func host(of item: ItemStarted) -> String {
    guard let host = item.host, !item.item.key.hasSuffix("@\(host)") else { return "" }
    return "on \(host)"
  }
}

extension ItemStatus {
  var tone: EventLine.Tone {
    switch self {
    case .done, .alreadySo, .undone: .good
    case .skipped, .byHand: .notable
    case .failed, .unreachable, .inDoubt: .bad
    }
  }
}

/// A failure as the lines below the item that it ended.
enum FailureText {
  static func lines(_ failure: FailureNote) -> [String] {
    let place = failure.place.map { " (\($0))" } ?? ""
    return [failure.message + place] + failure.details
  }
}
