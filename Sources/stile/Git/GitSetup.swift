import Glibc

/// What git is told about runbooks, each part only where it is not so already.
struct GitSetup {
  static let attribute = "*.stile diff=stile"

  /// Lines that name a place: declarations, and what has a title. A `verify` without one would hide
  /// the step it stands in, and a `probe` inside a body is a command.
  static let headers =
    "^((runbook|policy|test|procedure|action|probe|fn|record|enum)[ \t].*)$\n"
    + "^[ \t]*((let[ \t]+[a-z0-9_]+[ \t]*=[ \t]*)?" + titled + ".*)$"

  private static let titled =
    "(stage|step|verify|manual|sample)[ \t]+([a-z0-9_]+[ \t]+)?\""

  let repository: GitRepository

  /// Does it, and says in a line each what was done.
  func run() throws -> [String] {
    [try setAttribute(), try setHeaders(), try setHook()]
  }

  private func setAttribute() throws -> String {
    let path = repository.top + "/.gitattributes"
    if GitRepository.answer("check-attr", "diff", "--", "any.stile")?.hasSuffix(": stile") == true {
      return ".gitattributes: has `\(Self.attribute)`"
    }
    guard access(path, F_OK) == 0 else {
      try FileCreation(path: path).write(Self.attribute + "\n", mode: 0o666)
      return ".gitattributes: written, with `\(Self.attribute)`"
    }
    guard let bytes = FileSources.read(path) else { throw Problem("can't read `\(path)`") }
    var text = String(decoding: bytes, as: UTF8.self)
    if !text.isEmpty, bytes.last != UInt8(ascii: "\n") { text += "\n" }
    try FileReplacement(path: path).write(text + Self.attribute + "\n")
    return ".gitattributes: added `\(Self.attribute)`"
  }

  private func setHeaders() throws -> String {
    let name = "diff.stile.xfuncname"
    if GitRepository.answer("config", "--local", "--get", name) == Self.headers {
      return "git config: knows what names a part of a runbook"
    }
    guard GitRepository.answer("config", "--local", name, Self.headers) != nil else {
      throw Problem("git takes no `\(name)` into its configuration")
    }
    return "git config: set `\(name)`, so that a diff names the step and the runbook"
  }

  private func setHook() throws -> String {
    let advice = "add `stile fmt --check` to it yourself"
    if let shared = repository.sharedHooks {
      return "pre-commit hook: not written, because hooks are kept in `\(shared)`; \(advice)"
    }
    let path = repository.hooks + "/pre-commit"
    guard access(path, F_OK) == 0 else {
      mkdir(repository.hooks, 0o777)
      try FileCreation(path: path).write(PreCommitHook.text, mode: 0o777)
      return "pre-commit hook: written; it runs `stile fmt --check` on what is staged"
    }
    let text = FileSources.read(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard text.contains(PreCommitHook.mark) else {
      return "pre-commit hook: left as it is, because it is not ours; \(advice)"
    }
    if text == PreCommitHook.text { return "pre-commit hook: is there" }
    try FileReplacement(path: path).write(PreCommitHook.text)
    return "pre-commit hook: written again"
  }
}
