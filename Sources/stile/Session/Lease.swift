import Glibc
import StileEngine
import StileJournal

/// The next hold on a run: an epoch that rises, and a nonce that tells two copies of one journal
/// apart.
enum Lease {
  static func next(
    after view: RunView, _ reason: LeaseTaken.Reason, by person: Person
  ) -> LeaseTaken {
    LeaseTaken(
      epoch: (view.lease?.epoch ?? 0) + 1, nonce: Nonce.fresh(), person: person,
      process: Int64(getpid()), reason: reason)
  }
}

extension RunSetup.Beginning {
  var reason: LeaseTaken.Reason {
    switch self {
    case .start: .start
    case .resume, .adopt: .resume
    case .undo: .undo
    }
  }
}
