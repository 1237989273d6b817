import StileWorld

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
    guard let top = GitRepository.answer("rev-parse", "--show-toplevel"),
      let hooks = GitRepository.answer("rev-parse", "--git-path", "hooks")
    else { throw Problem("this folder is in no work tree of a git repository") }
    self.top = top
    self.hooks = hooks
    sharedHooks = GitRepository.answer("config", "--get", "core.hooksPath")
  }

  /// What `git` prints, without its last newline; nil when it fails.
  static func answer(_ words: String...) -> String? {
    let environment = ProcessEnvironment.entries
    guard let git = LocalProgram.find("git", in: environment),
      let outcome = try? LocalProgram.run(
        git, words, environment: environment, errors: .dropped),
      outcome.status == 0
    else { return nil }
    let isEnded = outcome.output.last == UInt8(ascii: "\n")
    return String(decoding: outcome.output.dropLast(isEnded ? 1 : 0), as: UTF8.self)
  }
}
