import Glibc
import StileCheck
import StileMachine
import StileReview
import StileWorld

/// Fetches what a runbook's secrets name, before its first item.
struct SecretSources {
  let program: Program
  /// Knows the words of commands.
  let machine: Machine
  /// Somebody is at the terminal.
  let hasPeople: Bool

  /// Adds those that are not there yet.
  func fetch(
    for runbook: Runbook, into texts: inout [String: [UInt8]]
  ) throws(Problem) {
    let secrets = runbook.secrets.map { program.globals[$0.index] }.filter {
      texts[$0.name] == nil
    }
    try refusePrompts(secrets)
    for global in secrets {
      guard case .secret(let origin) = global.kind else { continue }
      texts[global.name] = try fetch(origin, for: global.name)
    }
  }

  /// Before anything is fetched: a command would run in vain.
  private func refusePrompts(_ secrets: [Global]) throws(Problem) {
    guard !hasPeople else { return }
    for global in secrets {
      if case .secret(.prompt) = global.kind {
        throw Problem(
          "the secret `\(global.name)` is asked for at the terminal, and nobody is there to type it"
        )
      }
    }
  }

  private func fetch(_ origin: SecretOrigin, for name: String) throws(Problem) -> [UInt8] {
    switch origin {
    case .environment(let variable):
      guard let text = getenv(variable) else {
        throw Problem("the secret `\(name)` is missing: the environment has no `\(variable)`")
      }
      return Array(String(cString: text).utf8)
    case .file(let path):
      guard var bytes = FileSources.read(path) else {
        throw Problem("the secret `\(name)` is missing: `\(path)` can't be read")
      }
      if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
      return bytes
    case .command: return try output(ofCommandFor: name)
    case .prompt(let question):
      return try SecretPrompt().read(Sanitizer.line(question ?? "the secret `\(name)`"))
    }
  }

  private func output(ofCommandFor name: String) throws(Problem) -> [UInt8] {
    do throws(Failure) {
      guard let command = try machine.command(ofSecret: name) else { return [] }
      return try LocalCommand.output(of: command, environment: ProcessEnvironment.entries)
    } catch {
      throw Problem("the secret `\(name)` is missing: \(error.message)")
    }
  }
}
