package import StileCheck
package import StileMachine
package import StileSyntax

/// The machines of a run: one for the text that it goes by, and one for each earlier text that
/// armed an undo which is still owed.
package struct RunMachines {
  /// A text of the run, ready to run.
  package struct Text {
    /// The hash of its revision.
    package let revision: String
    let machine: Machine
    /// For the places in failures.
    let sources: SourceMap
    /// Where its flow leads; nil for an earlier text, of which only the undos are run.
    let shape: RunbookShape?

    package init(
      revision: String, machine: Machine, sources: SourceMap, shape: RunbookShape? = nil
    ) {
      self.revision = revision
      self.machine = machine
      self.sources = sources
      self.shape = shape
    }
  }

  /// The one that the run goes by is the first; each machine's number is its place.
  private let texts: [Text]

  package init(current: Text, earlier: [Text] = []) { texts = [current] + earlier }

  var current: Text { texts[0] }

  /// The text that armed an undo.
  func text(of revision: String) throws(Failure) -> Text {
    guard let text = texts.first(where: { $0.revision == revision }) else {
      throw Failure(.value, "this `stile` can't read the text that armed the undo")
    }
    return text
  }

  func text(of id: FiberID) -> Text { texts[id.machine] }

  /// Runs a new fiber to its first stop.
  func start(_ id: FiberID) -> Stop { text(of: id).machine.start(id) }

  func advance(_ id: FiberID, _ answer: Answer) -> Stop { text(of: id).machine.advance(id, answer) }
}
