import StileEngine
import StileJournal

/// How far a run is taken back, where not all of it is.
enum UndoTarget: Hashable {
  /// All behind this step, which stays.
  case to(String)
  /// This step alone.
  case only(String)

  /// As it is written down.
  var why: String {
    switch self {
    case .to(let key): "what came after \(key)"
    case .only(let key): "\(key) alone"
    }
  }

  /// What that takes back, by the text that the run goes by.
  func cut(of view: RunView) throws -> Cut {
    guard let opened = view.opened, let revision = view.revision else {
      throw Problem("the run never began")
    }
    let text = try Prepared.pinned(PinnedSources(revision: revision), runbook: opened.runbook)
      .compared()
    do throws(CutProblem) {
      switch self {
      case .to(let key): return try Cut.behind(key, of: view, text)
      case .only(let key): return try Cut.only(key, of: view, text)
      }
    } catch {
      throw Problem(error.message)
    }
  }
}
