package import StileJournal
import StileMachine

/// Turns records, as they are committed, into the lines that people follow a run by.
///
/// It holds nothing but the fold of the records that it was given, so a resumed run and a replayed
/// journal tell the same story.
package struct RunEvents: Sendable {
  package private(set) var view: RunView
  let calendar: Calendar
  let tool: String
  /// When the run turned back; going back is timed from there.
  private var turnedAt: Moment?

  /// `view` is what happened before; `tool` is the word that the person types to go on: `stile`.
  package init(after view: RunView = RunView(), calendar: Calendar, tool: String = "stile") {
    self.view = view
    self.calendar = calendar
    self.tool = tool
  }

  /// How long what has ended now took, in nanoseconds.
  func elapsed(at utc: Int64) -> Int64 {
    utc &- ((turnedAt ?? view.openedAt)?.utc ?? utc)
  }

  /// The lines of records that were committed together.
  ///
  /// The beginning of an item is news only if its end does not come with it.
  package mutating func lines(for records: [Record]) -> [EventLine] {
    let over = Set(records.compactMap { attempted(endedBy: $0.body) })
    return records.flatMap { record -> [EventLine] in
      view.apply(record)
      if case .itemStarted(let body) = record.body, over.contains(body.item) { return [] }
      if case .directionTurned(let body) = record.body {
        turnedAt = body.direction == .back ? record.moment : nil
      }
      return lines(for: record)
    }
  }

  private func attempted(endedBy body: RecordBody) -> Attempted? {
    if case .itemEnded(let body) = body { body.item } else { nil }
  }

  private func lines(for record: Record) -> [EventLine] {
    let utc = record.moment.utc
    return switch record.body {
    case .runOpened(let body): [opened(body, record)]
    case .leaseTaken(let body): taken(body, record.moment)
    case .hostBound(let body): bound(body, utc)
    case .itemStarted(let body): started(body, utc)
    case .itemEnded(let body): [self.ended(body, utc)]
    case .undoArmed(let body): armed(body, utc)
    case .undoEnded(let body): undone(body, utc)
    case .waitOpened(let body): [waiting(body, utc)]
    case .waitAnchored(let body): [anchored(body, utc)]
    case .waitExpected(let body): [expected(body, utc)]
    case .waitChanged(let body): [changed(body, utc)]
    case .outboxTried(let body): sent(body, utc)
    case .questionOpened(let body):
      [EventLine("ask", [body.question.text], tone: .notable, at: utc)]
    case .questionAnswered(let body): answered(body, utc)
    case .decisionMade(let body): [decided(body, utc)]
    case .noteAdded(let body):
      [EventLine("note", [body.text, by(body.person, "")], tone: .notable, at: utc)]
    case .directionTurned(let body): [turned(body, utc)]
    case .runParked(let body): [parked(body, utc)]
    case .runEnded(let body): [self.ended(body, utc)]
    case .revisionAdded(let body): revised(body, utc)
    case .leaseReleased, .actIntended, .actEnded, .probeEnded, .undoStarted,
      .pollOpened, .sampleOpened, .sampleTaken, .windowOpened, .windowSeen, .outboxAdded,
      .forkEnded:
      []
    }
  }
}
