package import StileCheck
package import StileMachine

/// A text of a run, ready to be compared with another: what its items do, and where its flow leads.
package struct ComparedText {
  package let shape: RunbookShape
  package let machine: Machine
  /// The runbook, by its place in the program.
  package let runbook: Int

  package init(shape: RunbookShape, machine: Machine, runbook: Int) {
    self.shape = shape
    self.machine = machine
    self.runbook = runbook
  }
}
