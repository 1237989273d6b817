import Glibc
package import StileMachine

/// A command on this machine that is run for its output alone, before a run has a lane: what it
/// prints is a secret, so it goes nowhere but into memory.
package enum LocalCommand {
  /// More is no secret.
  private static let mostBytes = 1 << 20

  /// What the command prints, without its last newline. Its errors go to our own standard error,
  /// for it may ask there.
  package static func output(
    of command: CommandText, environment: [String]
  ) throws(Failure) -> [UInt8] {
    let bash = "/bin/bash"
    let words = try Launch.words(command, pipeShell: access(bash, X_OK) == 0 ? bash : "sh")
    var arguments = ["-c", "exec \"$@\"", "sh"]
    for word in words {
      guard let text = String(validating: word, as: UTF8.self), !word.contains(0) else {
        throw Failure(.value, "a word of `\(command.rendering)` is no text")
      }
      arguments.append(text)
    }
    let outcome: LocalProgram.Outcome
    do throws(SystemFailure) {
      outcome = try LocalProgram.run(
        "/bin/sh", arguments, environment: environment, errors: .shown, atMost: mostBytes)
    } catch {
      throw Failure(.world, "`\(command.rendering)` can't be run: \(error)")
    }
    if outcome.isCut {
      throw Failure(.limit, "`\(command.rendering)` prints more than 1 MiB")
    }
    if outcome.status != 0 {
      throw Failure(.command, "`\(command.rendering)` ended with status \(outcome.status)")
    }
    var bytes = outcome.output
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return bytes
  }
}
