import StileCheck
import StileEngine
import StileJournal
import StileMachine
import StileWorld

/// The text that a run goes by, and each earlier one that armed an undo which is still owed.
struct RunTexts {
  let current: Prepared
  let machine: Machine
  let machines: RunMachines
  private let earlier: [Prepared]

  /// `revision` is what the run goes by from here on, where that is not what its journal has.
  init(_ current: Prepared, _ view: RunView, goingBy revision: RevisionAdded? = nil)
    throws(Problem)
  {
    self.current = current
    machine = try current.machine()
    let hash = (revision ?? view.revision)?.hash ?? ""
    let owed = Set(view.arms.filter { !$0.isSettled }.map(\.armed.revision))
    var earlier: [Prepared] = []
    var texts: [RunMachines.Text] = []
    for known in view.revisions where known.hash != hash && owed.contains(known.hash) {
      if texts.contains(where: { $0.revision == known.hash }) { continue }
      let prepared = try Prepared.pinned(
        PinnedSources(revision: known), runbook: view.opened?.runbook ?? "")
      earlier.append(prepared)
      texts.append(
        RunMachines.Text(
          revision: known.hash, machine: try prepared.machine(number: earlier.count),
          sources: prepared.sources))
    }
    self.earlier = earlier
    machines = RunMachines(
      current: RunMachines.Text(
        revision: hash, machine: machine, sources: current.sources,
        shape: RunbookShape(of: current.program, runbook: current.index)),
      earlier: texts)
  }

  /// The secrets of all of them: an undo needs those of the text that armed it.
  func vault(hasPeople: Bool) throws(Problem) -> SecretVault {
    var texts: [String: [UInt8]] = [:]
    for prepared in [current] + earlier {
      try SecretSources(
        program: prepared.program, machine: try prepared.machine(), hasPeople: hasPeople
      ).fetch(for: prepared.runbook, into: &texts)
    }
    return SecretVault(texts)
  }
}
