package import StileMachine

/// One line of a run's history: numbered, dated, chained to the one before, never changed.
package struct Record: Sendable {
  /// Counts the records of a run from 1.
  package let sequence: Int64
  package let run: String
  package let epoch: Int64
  package let moment: Moment
  package let bootID: String
  /// SHA-256 in hex; 64 zeros for the first record.
  package let previousHash: String
  package let hash: String
  package let body: RecordBody

  package init(
    sequence: Int64, run: String, epoch: Int64, moment: Moment, bootID: String,
    previousHash: String, hash: String, body: RecordBody
  ) {
    self.sequence = sequence
    self.run = run
    self.epoch = epoch
    self.moment = moment
    self.bootID = bootID
    self.previousHash = previousHash
    self.hash = hash
    self.body = body
  }

  /// The id of the attempt whose intention this record is: `00000042-9f3c1a20`. It is made here,
  /// journaled before the act, sorts by time, and ties the claim on the host to this very record.
  package var attempt: String {
    let digits = String(sequence)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits + "-" + hash.prefix(8)
  }
}

/// What a record says; one case a kind.
package enum RecordBody: Hashable, Sendable {
  case runOpened(RunOpened)
  case revisionAdded(RevisionAdded)
  case leaseTaken(LeaseTaken)
  /// `to` is the file in which the run was handed over.
  case leaseReleased(reason: String, to: String? = nil)
  case hostBound(HostBound)
  case itemStarted(ItemStarted)
  case itemEnded(ItemEnded)
  case actIntended(ActIntended)
  case actEnded(ActEnded)
  case probeEnded(ProbeEnded)
  case undoArmed(UndoArmed)
  case undoStarted(UndoStarted)
  case undoEnded(UndoEnded)
  case pollOpened(PollOpened)
  case waitOpened(WaitOpened)
  case waitAnchored(WaitAnchored)
  case waitExpected(WaitExpected)
  case waitChanged(WaitChange)
  case sampleOpened(SampleOpened)
  case sampleTaken(SampleTaken)
  case windowOpened(WindowOpened)
  case windowSeen(WindowSeen)
  case outboxAdded(OutboxAdded)
  case outboxTried(OutboxTried)
  case forkEnded(ForkEnded)
  case questionOpened(QuestionOpened)
  case questionAnswered(QuestionAnswered)
  case decisionMade(DecisionMade)
  case noteAdded(PersonNote)
  case directionTurned(DirectionTurned)
  case runParked(RunParked)
  case runEnded(RunEnded)

  /// Lazy records never cause a commit: they ride with the next one, at the latest after a second.
  package var isLazy: Bool {
    switch self {
    case .itemStarted, .itemEnded, .actEnded, .probeEnded, .undoEnded, .pollOpened, .sampleOpened,
      .sampleTaken, .windowSeen, .windowOpened, .outboxTried, .hostBound, .forkEnded:
      true
    case .runOpened, .revisionAdded, .leaseTaken, .leaseReleased, .actIntended, .undoArmed,
      .undoStarted, .waitOpened, .waitAnchored, .waitExpected, .waitChanged,
      .outboxAdded, .questionOpened, .questionAnswered,
      .decisionMade, .noteAdded, .directionTurned, .runParked, .runEnded:
      false
    }
  }
}
