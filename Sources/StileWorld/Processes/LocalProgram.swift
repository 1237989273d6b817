import CLinux
import Glibc

/// A program on this machine that is run beside all runs, for what it prints.
package enum LocalProgram {
  /// What it prints on its standard error.
  package enum Errors {
    /// Goes to our own: it may ask or complain there.
    case shown
    case dropped
    /// Is given back; only for a program that says little, at most what a pipe takes.
    case kept
  }

  package struct Outcome {
    package let output: [UInt8]
    /// What it printed on its standard error, where that was to be kept.
    package let errors: [UInt8]
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

  /// Runs it until it has ended; `input` is at most 64 KiB, what a pipe takes.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String], input: [UInt8] = [],
    errors: Errors, atMost most: Int = .max
  ) throws(SystemFailure) -> Outcome {
    precondition(input.count <= 65_536, "nobody reads the input before the program is there")
    let pipe = try Pipe()
    let inputs = try Pipe()
    if !input.isEmpty { _ = inputs.writing.write(input[...]) }
    let given = inputs.takeReading()
    let complaints = try Pipe()
    let shown =
      switch errors {
      case .shown: dup(STDERR_FILENO)
      case .dropped: open("/dev/null", O_WRONLY | O_CLOEXEC)
      case .kept: dup(complaints.writing.number)
      }
    let child = try ChildProcess(
      path, arguments, environment: environment, input: given, output: pipe.writing,
      error: Descriptor(owning: shown))
    // Our own end for writing closes here, so that the end of the output can be seen.
    let reading = pipe.takeReading()
    var output: [UInt8] = []
    while output.count <= most, case .bytes(let more) = reading.read() { output += more }
    let isCut = output.count > most
    if isCut { child.end(by: SIGKILL) }
    let status = child.wait()
    let left = complaints.takeReading()
    var said: [UInt8] = []
    while case .bytes(let more) = left.read() { said += more }
    return Outcome(output: output, errors: said, status: status, isCut: isCut)
  }
}
