import CLinux
package import StileMachine
import Synchronization

/// The way from other threads into the loop: what they post wakes it up.
///
/// A class because every thread posts to the same one; the loop alone takes out.
package final class Mailbox: Sendable {
  /// Readable while there is something to take.
  let descriptor: Int32
  private let letters = Mutex<[@Sendable () -> Completion?]>([])

  init() throws(SystemFailure) {
    descriptor = try SystemFailure.check(stile_eventfd_create(), "eventfd")
  }

  deinit { closeDescriptor(descriptor) }

  /// Hands a completion to whoever waits in the loop.
  package func post(_ completion: Completion) { perform { completion } }

  /// Runs `work` on the loop's thread; what it returns completes.
  package func perform(_ work: @escaping @Sendable () -> Completion?) {
    letters.withLock { $0.append(work) }
    _ = stile_eventfd_signal(descriptor)
  }

  func takeAll() -> [@Sendable () -> Completion?] {
    _ = stile_eventfd_drain(descriptor)
    return letters.withLock { letters in
      let all = letters
      letters = []
      return all
    }
  }
}
