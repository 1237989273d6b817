import StileEngine
import StileJournal
import StileMachine

extension RunMachines {
  /// The machine of the text that the run goes by, and one for each earlier text that armed an undo
  /// which is still owed.
  static func of(
    _ view: RunView, goingBy revision: RevisionAdded?, _ prepared: Prepared, _ machine: Machine
  ) throws(Problem) -> RunMachines {
    let hash = (revision ?? view.revision)?.hash ?? ""
    let owed = Set(view.arms.filter { !$0.isSettled }.map(\.armed.revision))
    var earlier: [Text] = []
    for known in view.revisions where known.hash != hash && owed.contains(known.hash) {
      if earlier.contains(where: { $0.revision == known.hash }) { continue }
      let prepared = try Prepared.pinned(
        PinnedSources(revision: known), runbook: view.opened?.runbook ?? "")
      earlier.append(
        Text(
          revision: known.hash, machine: try prepared.machine(number: earlier.count + 1),
          sources: prepared.sources))
    }
    return RunMachines(
      current: Text(revision: hash, machine: machine, sources: prepared.sources), earlier: earlier)
  }
}
