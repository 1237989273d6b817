import Glibc

/// Writes a file where there is none.
struct FileCreation {
  let path: String

  func write(_ text: String, mode: mode_t) throws(Problem) {
    try write(Array(text.utf8), mode: mode)
  }

  func write(_ bytes: [UInt8], mode: mode_t) throws(Problem) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw problem }
    let isWritten = FileCreation.fill(descriptor, bytes)
    guard close(descriptor) == 0, isWritten else {
      let problem = problem
      unlink(path)
      throw problem
    }
  }

  /// Writes all of it; false when the file took only a part.
  static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let room = UnsafeRawBufferPointer(rebasing: rest)
        let count = Glibc.write(descriptor, room.baseAddress, room.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  private var problem: Problem {
    Problem("can't write `\(path)`: \(String(cString: strerror(errno)))")
  }
}
