import StileMachine

/// Why a host runs nothing as a user: asked before the claim, so nothing was started.
enum UserDenial: Equatable {
  /// Nobody there is called so.
  case unknown
  case noSudo
  /// What sudo said.
  case refused(String)

  /// The word behind `denied`, and what follows it.
  init?(rawValue word: String, saying words: String) {
    switch word {
    case "unknown": self = .unknown
    case "sudo": self = .noSudo
    case "no":
      let lines = words.split(whereSeparator: \.isNewline).map { VisibleText.line(String($0)) }
      let last = lines.last.map { $0.hasPrefix("sudo: ") ? String($0.dropFirst(6)) : $0 }
      self = .refused(last ?? "nothing")
    default: return nil
    }
  }

  func failure(becoming user: String, from login: String, on host: HostValue) -> Failure {
    switch self {
    case .unknown: Failure(.world, "\(host.name) has no user `\(user)`")
    case .noSudo:
      Failure(.world, "\(host.name) has no sudo, and `as` needs it to run something as `\(user)`")
    case .refused(let words):
      Failure(
        .world, "`\(login)` can't run commands as `\(user)` on \(host.name)",
        details: [
          "sudo said: \(words)",
          "`sudo -n -u \(user) -- sh` must work there without a password; a line of its sudoers that"
            + " allows it: \(login) ALL=(\(user)) NOPASSWD: ALL",
        ])
    }
  }
}
