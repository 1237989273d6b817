package import StileJournal
package import StileMachine

/// The few lines below the facts on a terminal: what is under way, since when, until when, and the
/// way back.
///
/// A pure function of the records, the time and glimpses; whatever is drawn can be drawn again.
package enum LiveArea {
  /// At most this many items under way are named; a terminal is no dashboard.
  private static let shownItems = 3

  /// `glimpses` are only seen and never recorded: what commands under way wrote last, by their
  /// attempts.
  package static func lines(
    _ view: RunView, now: Moment, glimpses: [String: String] = [:], isLeaving: Bool = false,
    calendar: Calendar, columns: Int, colours: Colours = .off
  ) -> [String] {
    guard view.opened != nil, case .underWay = view.state else { return [] }
    var lines: [String] = []
    for arm in view.arms where arm.pass > 0 && arm.ended == nil {
      lines.append("◂ taking back \(arm.armed.item.key)")
    }
    let open = view.items.filter { $0.isUnderWay && !$0.isForgotten }
    if open.count > shownItems {
      lines += crowds(open, view)
    } else {
      for item in open {
        lines.append(headline(item, now))
        lines += below(item.started.item.key, view, glimpses, now, calendar)
      }
    }
    lines.append("  " + footer(view, isLeaving))
    return lines.map { line in
      colours.dim(TextWidth.cut(Sanitizer.line(line), to: max(1, columns - 1)))
    }
  }

  /// More than can be named one by one: the hosts and rounds of one item take one line.
  private static func crowds(_ open: [ItemView], _ view: RunView) -> [String] {
    var families: [String] = []
    for item in open where !families.contains(item.started.family) {
      families.append(item.started.family)
    }
    var lines = families.prefix(shownItems).map { family in
      let all = view.items.filter { $0.started.family == family && !$0.isForgotten }
      let running = all.filter(\.isUnderWay)
      if all.count == 1, let only = all.first { return headlineWithoutTime(only) }
      return "▸ \(family)  \(running.count) under way, \(all.count - running.count) over"
    }
    if families.count > shownItems { lines.append("▸ and \(families.count - shownItems) more") }
    return lines
  }

  private static func headlineWithoutTime(_ item: ItemView) -> String {
    ["▸ \(item.started.item.key)", item.started.title].joined(separator: "  ")
  }

  private static func headline(_ item: ItemView, _ now: Moment) -> String {
    let parts = [
      item.started.item.key, item.started.title, item.started.host.map { "on \($0)" } ?? "",
      SpanText.elapsed(now.utc &- item.startedAt.utc),
      item.ended?.nextTry.map { "failed, tries again in \(SpanText.remaining($0 &- now.utc))" }
        ?? "",
    ]
    return "▸ " + parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// The command or the wait that the item is at.
  private static func below(
    _ key: String, _ view: RunView, _ glimpses: [String: String], _ now: Moment,
    _ calendar: Calendar
  ) -> [String] {
    let acts = view.openActs.filter { EffectView.key(of: $0) == key }.flatMap { name in
      guard let act = view.act(name) else { return [String]() }
      let glimpse = glimpses[act.attempt].map { ["      \($0)"] } ?? []
      return ["    \(act.intended.rendering)"] + glimpse
    }
    return acts
      + (waits(of: key, view, now, calendar) + samples(of: key, view, now, calendar))
      .map { "    " + $0 }
  }

  /// Until when an item waits, and how long that still is.
  static func waits(
    of key: String, _ view: RunView, _ now: Moment, _ calendar: Calendar
  ) -> [String] {
    view.openWaits.filter { EffectView.key(of: $0.opened.name) == key }
      .map { remaining($0, view, now, calendar) }
  }

  /// How far a sample has come, and until when it goes on.
  private static func samples(
    of key: String, _ view: RunView, _ now: Moment, _ calendar: Calendar
  ) -> [String] {
    view.samples.values.filter {
      EffectView.key(of: $0.opened.name) == key && view.effects[$0.opened.name] == nil
    }.map { sample in
      let end = sample.openedAt.utc &+ sample.opened.duration
      return "until \(calendar.time(end, seenFrom: now.utc)), \(SeriesText.progress(sample))"
    }.sorted()
  }

  private static func remaining(
    _ wait: WaitView, _ view: RunView, _ now: Moment, _ calendar: Calendar
  ) -> String {
    switch wait.opened.rule {
    case .window(let id):
      guard let due = wait.expected?.due else {
        let progress = view.windows[id].map(WindowProgress.text) ?? ""
        return "until no cache can hold the old answer\(progress)"
      }
      return "until \(calendar.time(due, seenFrom: now.utc)), "
        + "\(SpanText.remaining(due &- now.utc)) left"
    case .until(let utc):
      let due = wait.due ?? utc
      return "until \(calendar.time(due, seenFrom: now.utc)), "
        + "\(SpanText.remaining(due &- now.utc)) left"
    case .span(let span):
      let start = wait.anchored?.start ?? wait.opened.start
      let left = start.boot &+ (wait.anchored?.remaining ?? span) &+ wait.extra &- now.boot
      let end = calendar.time(now.utc &+ max(0, left), seenFrom: now.utc)
      return "until \(end), \(SpanText.remaining(left)) left"
    }
  }

  private static func footer(_ view: RunView, _ isLeaving: Bool) -> String {
    if isLeaving {
      return "leaving as soon as what is in flight has ended; Ctrl-C again leaves now"
    }
    let counts = RunSummary(view).counts
    let back = TurningBack(view).text
    return counts.isEmpty ? back : "\(counts) · \(back)"
  }
}
