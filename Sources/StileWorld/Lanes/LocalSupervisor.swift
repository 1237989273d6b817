import CLane
import Glibc

/// What launches the commands of this machine: a fork of this process that does what a lane's shell
/// does, at half the cost, because it needs no shell, no `setsid` and no `dd` for it.
///
/// The shell of the local lane still greets, probes, settles and stops: both keep the same claims.
struct LocalSupervisor {
  /// The run's folder on this machine.
  let base: String
  let epoch: Int
  let nonce: String
  let bootID: String
  /// `NAME=value`, what every command starts with.
  let environment: [String]

  func fork(
    input: borrowing Descriptor, output: borrowing Descriptor, error: borrowing Descriptor
  ) throws(SystemFailure) -> ChildProcess {
    let descriptors = (input.number, output.number, error.number)
    let (title, size) = Self.commandLine
    let process = base.withCString { base in
      LaneIdentity.epochName(epoch).withCString { epoch in
        nonce.withCString { nonce in
          bootID.withCString { boot in
            var lane = stile_lane(
              base: base, epoch: epoch, nonce: nonce, boot: boot, title: title, title_size: size)
            return stile_lane_fork(&lane, descriptors.0, descriptors.1, descriptors.2)
          }
        }
      }
    }
    return try ChildProcess(owning: SystemFailure.check(process, "fork"))
  }

  /// Where the words that this process was started with lie, one behind the other.
  private static var commandLine: (UnsafeMutablePointer<CChar>?, Int) {
    let words = CommandLine.unsafeArgv
    guard let first = words[0], let last = words[Int(CommandLine.argc) - 1] else { return (nil, 0) }
    return (first, last - first + strlen(last))
  }
}
