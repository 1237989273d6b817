/// The name of what a record says, as it stands in the journal.
package enum RecordKind: String, CaseIterable, Sendable {
  case runOpened = "run.opened"
  case revisionAdded = "revision.added"
  case leaseTaken = "lease.taken"
  case leaseReleased = "lease.released"
  case hostBound = "host.bound"
  case itemStarted = "item.started"
  case itemEnded = "item.ended"
  case actIntended = "act.intended"
  case actEnded = "act.ended"
  case probeEnded = "probe.ended"
  case undoArmed = "undo.armed"
  case undoStarted = "undo.started"
  case undoEnded = "undo.ended"
  case pollOpened = "poll.opened"
  case waitOpened = "wait.opened"
  case waitAnchored = "wait.anchored"
  case waitExpected = "wait.expected"
  case waitChanged = "wait.changed"
  case sampleOpened = "sample.opened"
  case sampleTaken = "sample.taken"
  case windowOpened = "window.opened"
  case windowSeen = "window.seen"
  case outboxAdded = "outbox.added"
  case outboxTried = "outbox.tried"
  case forkEnded = "fork.ended"
  case questionOpened = "question.opened"
  case questionAnswered = "question.answered"
  case decisionMade = "decision.made"
  case noteAdded = "note.added"
  case directionTurned = "direction.turned"
  case runParked = "run.parked"
  case runEnded = "run.ended"
}

extension RecordBody {
  package var kind: RecordKind {
    switch self {
    case .runOpened: .runOpened
    case .revisionAdded: .revisionAdded
    case .leaseTaken: .leaseTaken
    case .leaseReleased: .leaseReleased
    case .hostBound: .hostBound
    case .itemStarted: .itemStarted
    case .itemEnded: .itemEnded
    case .actIntended: .actIntended
    case .actEnded: .actEnded
    case .probeEnded: .probeEnded
    case .undoArmed: .undoArmed
    case .undoStarted: .undoStarted
    case .undoEnded: .undoEnded
    case .pollOpened: .pollOpened
    case .waitOpened: .waitOpened
    case .waitAnchored: .waitAnchored
    case .waitExpected: .waitExpected
    case .waitChanged: .waitChanged
    case .sampleOpened: .sampleOpened
    case .sampleTaken: .sampleTaken
    case .windowOpened: .windowOpened
    case .windowSeen: .windowSeen
    case .outboxAdded: .outboxAdded
    case .outboxTried: .outboxTried
    case .forkEnded: .forkEnded
    case .questionOpened: .questionOpened
    case .questionAnswered: .questionAnswered
    case .decisionMade: .decisionMade
    case .noteAdded: .noteAdded
    case .directionTurned: .directionTurned
    case .runParked: .runParked
    case .runEnded: .runEnded
    }
  }
}
