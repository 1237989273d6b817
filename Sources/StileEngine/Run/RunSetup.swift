package import StileJournal
package import StileMachine
package import StileSyntax

/// What a process brings to a run.
package struct RunSetup {
  package enum Beginning {
    case start(RunOpened, RevisionAdded)
    case resume
    /// Turns back and takes everything back that is owed.
    case undo(why: String)
  }

  package let beginning: Beginning
  package let lease: LeaseTaken
  /// The hash of the revision that the machine was compiled from.
  package let revision: String
  /// The runbook, by its place in the program.
  package let runbook: Int
  /// Hosts that preflight says hello to.
  package let hosts: [HostValue]
  /// The boot that the spans of waits count in.
  package let bootID: String
  /// Somebody can answer questions.
  package let hasPeople: Bool
  /// The answer to the first question about a failed or doubtful item, given on the command line.
  package let presetChoice: PersonAnswer?
  /// For the places in failures.
  package let sources: SourceMap

  package init(
    beginning: Beginning, lease: LeaseTaken, revision: String, runbook: Int, hosts: [HostValue],
    bootID: String, hasPeople: Bool,
    presetChoice: PersonAnswer?, sources: SourceMap
  ) {
    self.beginning = beginning
    self.lease = lease
    self.revision = revision
    self.runbook = runbook
    self.hosts = hosts
    self.bootID = bootID
    self.hasPeople = hasPeople
    self.presetChoice = presetChoice
    self.sources = sources
  }
}
