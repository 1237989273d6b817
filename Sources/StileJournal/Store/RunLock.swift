import CLinux
import Glibc

/// The lock of a run: whoever holds it is the only one that writes its journal.
///
/// It belongs to the open file, not to the process, so closing another descriptor of that file does
/// not drop it; and it ends with the process, however that ends. A child never inherits it.
final class RunLock {
  private var descriptor: Int32

  init(_ path: String, holder: LockHolder) throws(JournalProblem) {
    descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw JournalProblem.system("open", path) }
    let result = RunLock.take(descriptor)
    guard result == 0 else {
      defer { release() }
      if -result == EAGAIN || -result == EACCES { throw .held(Self.holder(in: descriptor)) }
      throw .system(operation: "lock", path: path, errno: -result)
    }
    // Only for the message of whoever comes next: nothing depends on it.
    ftruncate(descriptor, 0)
    let text = Array("\(holder.process) \(holder.user)\n".utf8)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  deinit { release() }

  func release() {
    guard descriptor >= 0 else { return }
    _ = stile_unlock_ofd(descriptor)
    close(descriptor)
    descriptor = -1
  }

  /// Tries for a tenth of a second: where the last holder was killed, a child of it may have the
  /// file open for the instant until it runs its own program.
  private static func take(_ descriptor: Int32) -> Int32 {
    var result = stile_lock_ofd(descriptor)
    for _ in 0..<10 where -result == EAGAIN || -result == EACCES {
      usleep(10_000)
      result = stile_lock_ofd(descriptor)
    }
    return result
  }

  static func holder(in descriptor: Int32) -> LockHolder? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let words = String(decoding: bytes[..<count], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let process = Int64(words[0]) else { return nil }
    return LockHolder(process: process, user: String(words[1]))
  }
}

extension LockHolder {
  /// This process and its user.
  package static var current: LockHolder {
    var user = String(getuid())
    if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name {
      user = String(cString: name)
    }
    return LockHolder(process: Int64(getpid()), user: user)
  }
}
