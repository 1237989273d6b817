import Glibc

/// Writes a file where there is none.
struct FileCreation {
  let path: String

  func write(_ text: String, mode: mode_t) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw problem }
    let isWritten = FileCreation.fill(descriptor, text)
    guard close(descriptor) == 0, isWritten else {
      let problem = problem
      unlink(path)
      throw problem
    }
  }

  /// Writes all of the text; false when the file took only a part.
  static func fill(_ descriptor: Int32, _ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return false }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
      return true
    }
  }

  private var problem: Problem {
    Problem("can't write `\(path)`: \(String(cString: strerror(errno)))")
  }
}
