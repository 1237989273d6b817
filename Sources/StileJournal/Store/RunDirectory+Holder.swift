import CLinux
import Glibc

extension RunDirectory {
  /// Who has a run in hand, without taking anything; nil when nobody does.
  package func holder(of run: String) throws(JournalProblem) -> LockHolder?? {
    let path = try existingFolder(of: run).lock
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard stile_is_locked_ofd(descriptor) == 1 else { return nil }
    return .some(RunLock.holder(in: descriptor))
  }
}
