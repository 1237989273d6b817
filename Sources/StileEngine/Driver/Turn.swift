package import StileJournal
package import StileMachine

/// What one pass of the driver's loop collects: records to commit, and what leaves before and
/// after.
package struct Turn {
  package let moment: Moment
  /// In the order in which they were chained.
  package var records: [SealedRecord] = []
  /// Probes: they leave without waiting for the commit.
  package var probes: [Submission] = []
  /// Acts, questions and messages: they leave after the commit that holds their intention.
  package var acts: [Submission] = []
  /// Requests that nobody waits for any more.
  package var cancelled: [EffectName] = []
  /// The end of this process's work on the run.
  package var verdict: Verdict?

  package init(at moment: Moment) {
    self.moment = moment
  }
}
