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
    let result: Result<[UInt8], Failure>
    do throws(SystemFailure) {
      result = try collect(arguments, environment, command)
    } catch {
      throw Failure(.world, "`\(command.rendering)` can't be run: \(error)")
    }
    return try result.get()
  }

  private static func collect(
    _ arguments: [String], _ environment: [String], _ command: CommandText
  ) throws(SystemFailure) -> Result<[UInt8], Failure> {
    let pipe = try Pipe()
    let input = Descriptor(owning: open("/dev/null", O_RDONLY | O_CLOEXEC))
    let errors = Descriptor(owning: dup(STDERR_FILENO))
    let child = try ChildProcess(
      "/bin/sh", arguments, environment: environment, input: input, output: pipe.writing,
      error: errors)
    // Our own end for writing closes here, so that the end of the output can be seen.
    let reading = pipe.takeReading()
    var bytes: [UInt8] = []
    while bytes.count <= mostBytes, case .bytes(let more) = reading.read() { bytes += more }
    if bytes.count > mostBytes {
      child.end(by: SIGTERM)
      return .failure(Failure(.limit, "`\(command.rendering)` prints more than 1 MiB"))
    }
    let status = child.wait()
    if status != 0 {
      let text = "`\(command.rendering)` ended with status \(status)"
      return .failure(Failure(.command, text))
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return .success(bytes)
  }
}
