import StileMachine

extension RecordBody {
  /// Writes the members of what the record says.
  func write(to writer: inout RecordWriter) {
    switch self {
    case .runOpened(let body): body.write(to: &writer)
    case .revisionAdded(let body): body.write(to: &writer)
    case .leaseTaken(let body): body.write(to: &writer)
    case .leaseReleased(let reason, let file):
      writer.member("reason", reason)
      writer.member("to", file)
    case .hostBound(let body): body.write(to: &writer)
    case .itemStarted(let body): body.write(to: &writer)
    case .itemEnded(let body): body.write(to: &writer)
    case .actIntended(let body): body.write(to: &writer)
    case .actEnded(let body): body.write(to: &writer)
    case .probeEnded(let body): body.write(to: &writer)
    case .undoArmed(let body): body.write(to: &writer)
    case .undoStarted(let body): body.write(to: &writer)
    case .undoEnded(let body): body.write(to: &writer)
    case .pollOpened(let body): body.write(to: &writer)
    case .waitOpened(let body): body.write(to: &writer)
    case .waitAnchored(let body): body.write(to: &writer)
    case .waitExpected(let body): body.write(to: &writer)
    case .waitChanged(let body): body.write(to: &writer)
    case .sampleOpened(let body): body.write(to: &writer)
    case .sampleTaken(let body): body.write(to: &writer)
    case .windowOpened(let body): body.write(to: &writer)
    case .windowSeen(let body): body.write(to: &writer)
    case .outboxAdded(let body): body.write(to: &writer)
    case .outboxTried(let body): body.write(to: &writer)
    case .forkEnded(let body): body.write(to: &writer)
    case .questionOpened(let body): body.write(to: &writer)
    case .questionAnswered(let body): body.write(to: &writer)
    case .decisionMade(let body): body.write(to: &writer)
    case .noteAdded(let body): body.write(to: &writer)
    case .directionTurned(let body): body.write(to: &writer)
    case .runParked(let body): body.write(to: &writer)
    case .runEnded(let body): body.write(to: &writer)
    }
  }

  init(_ kind: RecordKind, from reader: inout RecordReader) throws(JSONProblem) {
    switch kind {
    case .runOpened: self = .runOpened(try RunOpened(from: &reader))
    case .revisionAdded: self = .revisionAdded(try RevisionAdded(from: &reader))
    case .leaseTaken: self = .leaseTaken(try LeaseTaken(from: &reader))
    case .leaseReleased:
      let reason = try reader.text("reason")
      self = .leaseReleased(reason: reason, to: try reader.textIfAny("to"))
    case .hostBound: self = .hostBound(try HostBound(from: &reader))
    case .itemStarted: self = .itemStarted(try ItemStarted(from: &reader))
    case .itemEnded: self = .itemEnded(try ItemEnded(from: &reader))
    case .actIntended: self = .actIntended(try ActIntended(from: &reader))
    case .actEnded: self = .actEnded(try ActEnded(from: &reader))
    case .probeEnded: self = .probeEnded(try ProbeEnded(from: &reader))
    case .undoArmed: self = .undoArmed(try UndoArmed(from: &reader))
    case .undoStarted: self = .undoStarted(try UndoStarted(from: &reader))
    case .undoEnded: self = .undoEnded(try UndoEnded(from: &reader))
    case .pollOpened: self = .pollOpened(try PollOpened(from: &reader))
    case .waitOpened: self = .waitOpened(try WaitOpened(from: &reader))
    case .waitAnchored: self = .waitAnchored(try WaitAnchored(from: &reader))
    case .waitExpected: self = .waitExpected(try WaitExpected(from: &reader))
    case .waitChanged: self = .waitChanged(try WaitChange(from: &reader))
    case .sampleOpened: self = .sampleOpened(try SampleOpened(from: &reader))
    case .sampleTaken: self = .sampleTaken(try SampleTaken(from: &reader))
    case .windowOpened: self = .windowOpened(try WindowOpened(from: &reader))
    case .windowSeen: self = .windowSeen(try WindowSeen(from: &reader))
    case .outboxAdded: self = .outboxAdded(try OutboxAdded(from: &reader))
    case .outboxTried: self = .outboxTried(try OutboxTried(from: &reader))
    case .forkEnded: self = .forkEnded(try ForkEnded(from: &reader))
    case .questionOpened: self = .questionOpened(try QuestionOpened(from: &reader))
    case .questionAnswered: self = .questionAnswered(try QuestionAnswered(from: &reader))
    case .decisionMade: self = .decisionMade(try DecisionMade(from: &reader))
    case .noteAdded: self = .noteAdded(try PersonNote(from: &reader))
    case .directionTurned: self = .directionTurned(try DirectionTurned(from: &reader))
    case .runParked: self = .runParked(try RunParked(from: &reader))
    case .runEnded: self = .runEnded(try RunEnded(from: &reader))
    }
  }
}
