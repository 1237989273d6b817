import StileJournal
import StileMachine

extension RunEvents {
  func opened(_ body: RunOpened, _ record: Record) -> EventLine {
    EventLine("run", [record.run, body.title, "by \(body.person.name)"], at: record.moment.utc)
  }

  /// Whoever goes on with a run is told what it is still waiting for.
  func taken(_ body: LeaseTaken, _ moment: Moment) -> [EventLine] {
    let title = view.opened?.title ?? ""
    let line = EventLine(
      body.reason.rawValue, [view.run, title, "by \(body.person.name)"], at: moment.utc)
    switch body.reason {
    case .start: return []
    case .undo, .take: return [line]
    case .resume, .takeOver: return [line] + openWaits(moment)
    }
  }

  private func openWaits(_ moment: Moment) -> [EventLine] {
    view.items.filter { $0.ended == nil && !$0.isForgotten }.flatMap { item in
      LiveArea.waits(of: item.started.item.key, view, moment, calendar).map { text in
        EventLine(
          "wait", [item.started.item.key, title(item.started), text], tone: .notable,
          at: moment.utc)
      }
    }
  }

  /// The text that a run begins with is no news.
  func revised(_ body: RevisionAdded, _ utc: Int64) -> [EventLine] {
    guard view.revisions.count > 1 else { return [] }
    return [
      EventLine(
        "edit", ["goes on with the edited text", by(body.person.name, nil)],
        details: EditText.lines(body), tone: .notable, at: utc)
    ]
  }

  /// This machine needs no introduction.
  func bound(_ body: HostBound, _ utc: Int64) -> [EventLine] {
    if body.host.isLocal { return [] }
    let login = body.binding.login.isEmpty ? "" : body.binding.login + "@"
    return [EventLine("host", [body.host.name, "is \(login)\(body.binding.address)"], at: utc)]
  }

  func turned(_ body: DirectionTurned, _ utc: Int64) -> EventLine {
    let way = body.direction == .back ? "back" : "forward again"
    return EventLine("turn", [way, by(body.person, body.why)], tone: .notable, at: utc)
  }

  /// Says until when, and who wakes it: nobody does.
  func parked(_ body: RunParked, _ utc: Int64) -> EventLine {
    let way = view.goesAllTheWayBack ? "undo" : "resume"
    let due = body.due.map { "until \(calendar.time($0, seenFrom: utc))" } ?? ""
    return EventLine(
      "parked", [body.text, due, "\(tool) \(way) \(view.run)"],
      details: OutboxText.undelivered(view, calendar), tone: body.reason.tone, isEnd: true, at: utc)
  }

  func ended(_ body: RunEnded, _ utc: Int64) -> EventLine {
    let took = SpanText.elapsed(elapsed(at: utc))
    let summary = RunSummary(view)
    let next = body.verdict == .done && summary.owesUndo ? "\(tool) undo \(view.run)" : ""
    let parts = [summary.counts, body.text, next].filter { !$0.isEmpty }
    return EventLine(
      body.verdict.rawValue, ["in \(took) · " + parts.joined(separator: " · ")],
      details: summary.skips + OutboxText.undelivered(view, calendar), tone: body.verdict.tone,
      isEnd: true, at: utc)
  }
}

extension RunParked.Reason {
  var tone: EventLine.Tone {
    switch self {
    case .question, .waiting, .interrupted, .turned: .notable
    case .failed, .unreachable, .undo: .bad
    }
  }
}

extension RunEnded.Verdict {
  var tone: EventLine.Tone {
    switch self {
    case .done, .undone: .good
    case .partlyUndone, .refused, .abandoned: .bad
    }
  }
}
