import Glibc

/// A descriptor that people or programs read: standard output for facts, standard error for
/// problems.
struct TextOutput: Sendable {
  static let standard = TextOutput(descriptor: STDOUT_FILENO)
  static let problems = TextOutput(descriptor: STDERR_FILENO)

  let descriptor: Int32

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all of it. A reader that went away is no reason to stop: what was to be said stands in
  /// the journal.
  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      }
    }
  }
}
