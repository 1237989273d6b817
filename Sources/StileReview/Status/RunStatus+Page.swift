import StileJournal
import StileMachine

extension RunStatus {
  /// One run: its state, its items, what is open, and what can be taken back.
  package func page(_ calendar: Calendar, colours: Colours = .off) -> [String] {
    heading(calendar) + [""] + items(colours, calendar) + open(calendar) + [""] + back() + next()
  }

  private func heading(_ calendar: Calendar) -> [String] {
    let opened = view.opened
    let since = view.last.map { ", since \(calendar.full($0.moment.utc))" } ?? ""
    let waits = waitsFor(calendar)
    return [
      "\(view.run)  \(opened?.title ?? "")",
      "\(state)\(since)" + (waits.isEmpty ? "" : ": \(waits)"),
      "started by \(opened?.person.name ?? "?") from \(opened?.file ?? "?")"
        + (view.openedAt.map { ", \(calendar.full($0.utc))" } ?? ""),
    ].map(Sanitizer.line)
  }

  private func items(_ colours: Colours, _ calendar: Calendar) -> [String] {
    let rows = view.items.filter { !$0.isForgotten }.map { item in
      (status: status(of: item), item: item)
    }
    let width = rows.map(\.status.count).max() ?? 0
    let waits = Dictionary(
      view.openWaits.compactMap { wait in
        wait.due.map { (EffectView.key(of: wait.opened.name), $0) }
      }, uniquingKeysWith: max)
    return rows.map { status, item in
      let padded = status + String(repeating: " ", count: width - status.count)
      let tone = item.ended?.status.tone ?? .notable
      let parts = [
        item.started.item.key,
        item.started.title == item.started.item.key ? "" : item.started.title,
        item.started.host.map { "on \($0)" } ?? "",
        item.ended?.failure?.message ?? item.ended?.evidence ?? "",
        waits[item.started.item.key].map { "until \(calendar.full($0))" } ?? "",
      ]
      return "  \(colours.paint(padded, tone))  "
        + parts.filter { !$0.isEmpty }.map(Sanitizer.line).joined(separator: "  ")
    }
  }

  private func status(of item: ItemView) -> String {
    if let ended = item.ended { return ended.status.rawValue }
    return holder == nil ? "interrupted" : "under way"
  }

  /// What somebody else has to do before the run can go on.
  private func open(_ calendar: Calendar) -> [String] {
    let acts = view.openActs.compactMap { name -> String? in
      guard let act = view.act(name) else { return nil }
      let host = act.intended.host.map { " on \($0)" } ?? ""
      return "  to be settled: \(act.intended.rendering)\(host)"
    }
    let questions = (isUnfinished ? view.openQuestions : []).map {
      "  asks: \($0.opened.question.text)"
    }
    let messages = OutboxText.undelivered(view, isGoingOn: isGoingOn, calendar).map { "  \($0)" }
    let lines = (acts + questions + messages).map(Sanitizer.line)
    return lines.isEmpty ? [] : [""] + lines
  }

  private func back() -> [String] { [TurningBack(view).text] }

  private func next() -> [String] { nextCommand.map { ["next: \($0)"] } ?? [] }
}
