import Glibc

/// The git repository that this folder lies in, by way of git itself.
struct GitRepository {
  /// The path of its work tree.
  let top: String
  /// The path of the folder where git looks for hooks.
  let hooks: String
  /// The folder that the configuration names for hooks; it may serve other repositories too.
  let sharedHooks: String?

  init() throws {
    guard GitRepository.answer("--version") != nil else { throw Problem("there is no `git` here") }
    guard let top = GitRepository.answer("rev-parse --show-toplevel"),
      let hooks = GitRepository.answer("rev-parse --git-path hooks")
    else { throw Problem("this folder is in no work tree of a git repository") }
    self.top = top
    self.hooks = hooks
    sharedHooks = GitRepository.answer("config --get core.hooksPath")
  }

  /// What `git` prints, without its last newline; nil when it fails. The words are ours: a shell
  /// reads them.
  static func answer(_ words: String) -> String? {
    guard let stream = popen("git \(words) 2>/dev/null", "re") else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&chunk, 1, chunk.count, stream)
      if count == 0 { break }
      bytes += chunk.prefix(count)
    }
    guard pclose(stream) == 0 else { return nil }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
