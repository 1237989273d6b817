import CLinux
import Glibc

/// A program on this machine that is run beside all runs, for what it prints.
package enum LocalProgram {
  /// What it prints on its standard error.
  package enum Errors {
    /// Goes to our own: it may ask or complain there.
    case shown
    case dropped
  }

  package struct Outcome {
    package let output: [UInt8]
    /// The exit status, or 128 + the signal that ended it.
    package let status: Int32
    /// It printed more than was wanted, and was ended.
    package let isCut: Bool
  }

  /// Where a program is, on the path of an environment (`NAME=value`).
  package static func find(_ name: String, in environment: [String]) -> String? {
    let path = environment.first { $0.hasPrefix("PATH=") }?.dropFirst("PATH=".count) ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs it with an empty standard input until it has ended.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String], errors: Errors,
    atMost most: Int = .max
  ) throws(SystemFailure) -> Outcome {
    let pipe = try Pipe()
    let nothing = Descriptor(owning: open("/dev/null", O_RDWR | O_CLOEXEC))
    let shown = Descriptor(owning: dup(errors == .shown ? STDERR_FILENO : nothing.number))
    let child = try ChildProcess(
      path, arguments, environment: environment, input: nothing, output: pipe.writing,
      error: shown)
    // Our own end for writing closes here, so that the end of the output can be seen.
    let reading = pipe.takeReading()
    var output: [UInt8] = []
    while output.count <= most, case .bytes(let more) = reading.read() { output += more }
    let isCut = output.count > most
    if isCut { child.end(by: SIGKILL) }
    return Outcome(output: output, status: child.wait(), isCut: isCut)
  }
}
