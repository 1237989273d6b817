import StileJournal
import StileMachine

/// What commands have written stays on their hosts until the journal has it.
extension Run {
  func noteUnneeded(_ ended: ActEnded) {
    guard let act = view.act(ended.name), let host = act.intended.host else { return }
    unswept[host, default: []].append(ended.attempt)
  }

  /// Rides with a commit that is made anyway, and leaves behind it; none is made for this. The end
  /// of a run clears all at once.
  func sweep(_ turn: inout Turn) {
    let commits = !turn.acts.isEmpty || turn.records.contains { !$0.record.body.isLazy }
    guard commits, turn.verdict == nil, farewell == nil, !unswept.isEmpty else { return }
    for (name, attempts) in unswept.sorted(by: { $0.key < $1.key }) {
      guard boundHosts.contains(name), let host = view.hosts[name]?.host else { continue }
      turn.acts.append(Submission(EffectName("sweep/\(name)"), .sweep(attempts, host)))
    }
    unswept = [:]
  }
}
