import CLinux
import Glibc

extension RunDirectory {
  /// The right to begin a run in this folder, which one process has at a time: between its look at
  /// what is unfinished and its first record, nobody else begins the same.
  package final class Turn {
    private let lock: RunLock

    fileprivate init(_ lock: RunLock) { self.lock = lock }

    package func release() { lock.release() }
  }

  /// Waits for the turn; throws `held` if another process keeps it for so many nanoseconds, 10 s if
  /// nothing else is said.
  package func takeTurn(
    within patience: Int64 = 10_000_000_000
  ) throws(JournalProblem) -> Turn {
    try make()
    let limit = stile_clock_boot() + patience
    while true {
      do throws(JournalProblem) {
        let turn = Turn(try RunLock(path + "/lock", holder: .current))
        removeDrafts()
        return turn
      } catch {
        guard case .held = error, stile_clock_boot() < limit else { throw error }
      }
    }
  }

  /// Whoever has the turn is the only one that makes folders, so others were left by a crash.
  private func removeDrafts() {
    for name in FolderListing.names(in: path) ?? [] where name.hasPrefix(Self.draftPrefix) {
      RunFolder(path: "\(path)/\(name)").remove()
    }
  }
}
