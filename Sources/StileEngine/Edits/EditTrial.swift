import StileSyntax

import StileJournal
import StileMachine

/// The edited text, tried on what is remembered: how far would an item that was begun come without
/// asking or doing anything?
struct EditTrial {
  enum Outcome {
    /// What was done of it is what the text asks for.
    case fits
    /// The text does something else first.
    case differs
  }

  private let comparison: EditComparison

  init(_ comparison: EditComparison) { self.comparison = comparison }

  func outcome(of key: String) -> Outcome {
    guard let last = comparison.history.last else { return .fits }
    let person = Person(name: "", uid: 0, machine: "", terminal: nil)
    let setup = RunSetup(
      beginning: .resume,
      lease: LeaseTaken(epoch: last.epoch, nonce: "", person: person, process: 0, reason: .resume),
      runbook: comparison.edited.runbook, hosts: [], bootID: last.bootID, hasPeople: false,
      presetChoice: PersonAnswer(word: "continue", text: "", person: "", terminal: nil))
    let run = Run(
      setup: setup,
      machines: RunMachines(
        current: RunMachines.Text(
          revision: "trial", machine: comparison.edited.machine, sources: SourceMap())),
      chain: Chain(continuing: last, epoch: last.epoch, bootID: last.bootID),
      history: RunView(comparison.history))
    var turn = Turn(at: last.moment)
    run.write(.revisionAdded(revision(person)), &turn)
    run.beginFlow(&turn)
    run.settleBranches(&turn)
    return run.view.edits.restarted.contains(key) ? .differs : .fits
  }

  /// What is new stands aside, so that the flow comes to the item.
  private func revision(_ person: Person) -> RevisionAdded {
    let new = comparison.walk.sightings.map(\.reached).filter { comparison.item($0.key) == nil }
    return RevisionAdded(
      hash: "trial", entry: "", files: [], arguments: [], person: person,
      choices: new.map { EditChoice(key: $0.key, word: .skip, by: "", why: "") },
      renamings: comparison.renamings)
  }
}
