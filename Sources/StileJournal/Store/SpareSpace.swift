import Glibc

/// A file that only takes up room, so that a run on a full disk can still write why it stops.
enum SpareSpace {
  static let size = 1 << 20
  /// Below this the disk counts as full, and what was given up is not taken again.
  private static let enough: UInt64 = 16 << 20

  static func make(_ path: String) throws(JournalProblem) {
    let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw JournalProblem.system("make", path) }
    defer { close(descriptor) }
    let result = posix_fallocate(descriptor, 0, off_t(size))
    guard result == 0 else {
      unlink(path)
      throw result == ENOSPC
        ? .fullDisk : .system(operation: "make", path: path, errno: result)
    }
  }

  /// Takes it again after it was given up; without it a run works as well.
  static func restore(_ path: String, in folder: String) {
    guard access(path, F_OK) != 0, let available = try? FileSystem.available(folder),
      available >= enough
    else { return }
    try? make(path)
  }

  static func free(_ path: String) { unlink(path) }
}
