import Glibc

/// Puts a new text in the place of a file's, so that whoever reads it finds the old one or the new
/// one, and nothing between.
struct FileReplacement {
  let path: String

  /// The mode and, as far as may be, the owner stay; so does a link that leads to the file.
  func write(_ text: String) throws {
    guard let resolved = realpath(path, nil) else { throw problem("find") }
    defer { free(resolved) }
    var status = stat()
    guard stat(resolved, &status) == 0 else { throw problem("read") }
    var name = Array(String(cString: resolved).utf8.map { CChar(bitPattern: $0) })
    name += ".".utf8.map { CChar(bitPattern: $0) }
    name += [CChar](repeating: CChar(bitPattern: UInt8(ascii: "X")), count: 6) + [0]
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw problem("write beside") }
    let isWritten = FileReplacement.fill(descriptor, text, like: status)
    guard close(descriptor) == 0, isWritten, rename(name, resolved) == 0 else {
      let problem = problem("write")
      unlink(name)
      throw problem
    }
  }

  private static func fill(_ descriptor: Int32, _ text: String, like status: stat) -> Bool {
    let isWhole = FileCreation.fill(descriptor, Array(text.utf8))
    // Only root may give a file away; the mode comes after, because a new owner clears parts of it.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    return isWhole && fchmod(descriptor, status.st_mode & 0o7777) == 0 && fsync(descriptor) == 0
  }

  private func problem(_ verb: String) -> Problem {
    Problem("can't \(verb) `\(path)`: \(String(cString: strerror(errno)))")
  }
}
