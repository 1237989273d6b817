import CLinux
import Glibc
import StileEngine
import StileJournal

/// The next hold on a run: an epoch that rises, and a nonce that tells two copies of one journal
/// apart.
enum Lease {
  static func next(
    after view: RunView, for beginning: RunSetup.Beginning, by person: Person
  ) -> LeaseTaken {
    LeaseTaken(
      epoch: (view.lease?.epoch ?? 0) + 1, nonce: nonce(), person: person,
      process: Int64(getpid()), reason: beginning.reason)
  }

  /// 64 random bits in hex.
  private static func nonce() -> String {
    var bits = [UInt8](repeating: 0, count: 8)
    precondition(stile_random(&bits, bits.count) == 0, "the system has no random numbers")
    return bits.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

extension RunSetup.Beginning {
  fileprivate var reason: LeaseTaken.Reason {
    switch self {
    case .start: .start
    case .resume: .resume
    case .undo: .undo
    }
  }

  /// The fingerprint of the text that a new run begins with; empty for one that has a text already.
  var revision: String {
    switch self {
    case .start(_, let revision): revision.hash
    case .resume, .undo: ""
    }
  }
}
