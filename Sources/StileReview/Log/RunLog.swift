package import StileJournal
import StileMachine

/// The story of a run, told from its records: who, what, which commands, what they said, what was
/// waited for and why so long, what was decided, what was taken back.
package struct RunLog {
  private var events: RunEvents
  private let selection: LogSelection
  private let colours: Colours
  /// When each attempt was intended.
  private var intended: [String: Int64] = [:]
  private var day = ""

  package init(
    _ selection: LogSelection = LogSelection(), calendar: Calendar, colours: Colours
  ) {
    events = RunEvents(calendar: calendar)
    self.selection = selection
    self.colours = colours
  }

  package static func lines(
    of records: [Record], _ selection: LogSelection = LogSelection(), calendar: Calendar,
    colours: Colours = .off
  ) -> [String] {
    var log = RunLog(selection, calendar: calendar, colours: colours)
    return records.flatMap { log.lines(for: $0) }
  }

  package mutating func lines(for record: Record) -> [String] {
    if case .actIntended = record.body { intended[record.attempt] = record.moment.utc }
    let told = events.lines(for: [record]) + details(record)
    guard selection.contains(record, in: events.view) else { return [] }
    let lines = told.flatMap { $0.lines(events.calendar, colours: colours) }
    let date = events.calendar.date(record.moment.utc)
    guard date != day, !lines.isEmpty else { return lines }
    day = date
    return ["\(events.calendar.full(record.moment.utc))"] + lines
  }

  /// What only the log tells.
  private func details(_ record: Record) -> [EventLine] {
    let utc = record.moment.utc
    return switch record.body {
    case .runOpened(let body): [LogText.opened(body, utc)]
    case .revisionAdded(let body): [LogText.revision(body, utc)]
    case .leaseTaken(let body): [LogText.lease(body, utc)]
    case .actIntended(let body): [LogText.intended(body, utc)]
    case .actEnded(let body): [LogText.ended(body, began: intended[body.attempt], utc)]
    case .probeEnded(let body): LogText.probe(body, about: subject(of: body.name), utc)
    case .undoArmed(let body): LogText.armed(body, utc)
    case .undoStarted(let body): [undoStarted(body, utc)]
    case .pollOpened(let body): [LogText.poll(body, about: subject(of: body.name), utc)]
    case .windowOpened(let body): [LogText.window(body, utc)]
    case .windowSeen(let body): [LogText.seen(body, utc)]
    case .outboxAdded(let body): [LogText.posted(body, utc)]
    case .forkEnded(let body): LogText.stopped(body, utc)
    case .questionOpened(let body): LogText.choices(body, utc)
    case .leaseReleased(let reason, let file):
      [EventLine("left", [reason, file.map { "in \($0)" } ?? ""], at: utc)]
    case .hostBound(let body): [LogText.host(body, utc)]
    case .itemStarted(let body): LogText.started(body, utc)
    case .undoEnded(let body): LogText.undone(body, utc)
    case .itemEnded, .sampleOpened, .sampleTaken, .waitOpened, .waitAnchored, .waitExpected,
      .waitChanged, .outboxTried,
      .questionAnswered, .decisionMade, .noteAdded, .directionTurned, .runParked, .runEnded:
      []
    }
  }

  /// The item that an effect belongs to; the effects of an undo have names of their own, `undo/19`.
  private func subject(of name: String) -> String {
    guard let arm = events.view.arm(of: name) else { return EffectView.key(of: name) }
    return "undo of \(arm.armed.item.key)"
  }

  private func undoStarted(_ body: UndoStarted, _ utc: Int64) -> EventLine {
    let arm = events.view.arm(body.undo)
    let again = body.pass > 1 ? "try \(body.pass)" : ""
    return EventLine("back", [arm?.armed.item.key ?? "", LogText.name(arm), again], at: utc)
  }
}
