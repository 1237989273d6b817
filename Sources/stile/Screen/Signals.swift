import CLinux
import Glibc

/// The signals by which somebody wants a run to leave, as a descriptor to wait for.
///
/// They are blocked before the first thread starts, so that no thread is hit by one.
struct Signals {
  private static let numbers = [SIGINT, SIGTERM, SIGHUP]

  let descriptor: Int32

  init() throws {
    let result = stile_signalfd_create(Signals.numbers, Signals.numbers.count)
    guard result >= 0 else { throw Problem("signals can't be received") }
    descriptor = result
  }

  /// How many have arrived since the last look.
  func takeAll() -> Int {
    var count = 0
    while stile_signalfd_read(descriptor) > 0 { count += 1 }
    return count
  }
}
