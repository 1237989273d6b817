package import StileJournal
package import StileMachine

/// What a process brings to a run.
package struct RunSetup {
  package enum Beginning {
    case start(RunOpened, RevisionAdded)
    case resume
    /// Goes on with an edited text.
    case adopt(RevisionAdded)
    /// Turns back and takes everything back that is owed, some of it perhaps by an edited text; or
    /// only what the items of `cut` did, which the run then has not begun.
    case undo(why: String, by: RevisionAdded? = nil, cut: [String] = [])
  }

  package let beginning: Beginning
  package let lease: LeaseTaken
  /// The runbook, by its place in the program.
  package let runbook: Int
  /// Hosts that preflight says hello to.
  package let hosts: [HostValue]
  /// The boot that the spans of waits count in.
  package let bootID: String
  /// The kernel says that its clock goes by others: what it shows can be believed.
  package let isClockSynchronised: Bool
  /// Somebody can answer questions.
  package let hasPeople: Bool
  /// The answer to the first question about a failed or doubtful item, given on the command line.
  package let presetChoice: PersonAnswer?

  package init(
    beginning: Beginning, lease: LeaseTaken, runbook: Int, hosts: [HostValue],
    bootID: String, isClockSynchronised: Bool = false, hasPeople: Bool, presetChoice: PersonAnswer?
  ) {
    self.beginning = beginning
    self.lease = lease
    self.runbook = runbook
    self.hosts = hosts
    self.bootID = bootID
    self.isClockSynchronised = isClockSynchronised
    self.hasPeople = hasPeople
    self.presetChoice = presetChoice
  }
}
