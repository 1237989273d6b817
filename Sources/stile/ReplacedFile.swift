import Glibc

/// Writes a file so that whoever reads it sees the old text or the new one, never a part.
enum ReplacedFile {
  /// Keeps the mode and, where that is allowed, the owner. A link stays one.
  static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    guard let resolved = realpath(path, nil) else { throw problem(path) }
    defer { free(resolved) }
    let target = String(cString: resolved)
    var status = stat()
    guard stat(target, &status) == 0 else { throw problem(path) }
    var name = Array(("\(target)." + String(repeating: "X", count: 6)).utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw problem(path) }
    let isWritten = fill(descriptor, bytes, status)
    close(descriptor)
    guard isWritten, rename(name, target) == 0 else {
      let problem = problem(path)
      unlink(name)
      throw problem
    }
  }

  private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ status: stat) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    // Only root may give a file away; the mode counts for everybody.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    return fchmod(descriptor, status.st_mode & 0o7777) == 0 && fsync(descriptor) == 0
  }

  private static func problem(_ path: String) -> Problem {
    Problem("`\(path)` can't be written: \(String(cString: strerror(errno)))")
  }
}
