import Glibc
import StileMachine
import Synchronization

/// Threads for calls that block: a library that waits for a server. At most eight at once; more
/// wait their turn. A thread ends when there is nothing left to do.
///
/// What a call gives completes its request in the loop, unless that was cancelled meanwhile.
///
/// A class because the threads and whoever hands them work share the queue.
final class WorkerThreads: Sendable {
  private typealias Work = @Sendable () -> Void

  private struct State {
    var waiting: [Work] = []
    /// The requests that somebody waits for.
    var names: Set<EffectName> = []
    var threads = 0
  }

  private static let most = 8
  private static let stackSize = 512 * 1024

  private let state = Mutex(State())

  /// Calls `work` on one of the threads; its result completes the request.
  func perform(
    _ name: EffectName, in mailbox: Mailbox, _ work: @escaping @Sendable () -> WorldResult
  ) {
    let mustStart = state.withLock { state in
      state.names.insert(name)
      state.waiting.append { [self] in
        guard knows(name) else { return }
        let result = work()
        if forget(name) { mailbox.post(Completion(name, result, at: .now)) }
      }
      guard state.threads < WorkerThreads.most else { return false }
      state.threads += 1
      return true
    }
    if mustStart, !start(), forget(name) {
      let failure = Failure(.world, "the system has no thread left")
      mailbox.post(Completion(name, .failed(failure), at: .now))
    }
  }

  /// Nobody waits for the request any more; the thread that has it goes on to its end.
  func cancel(_ name: EffectName) { _ = forget(name) }

  private func knows(_ name: EffectName) -> Bool { state.withLock { $0.names.contains(name) } }

  private func forget(_ name: EffectName) -> Bool {
    state.withLock { $0.names.remove(name) != nil }
  }

  /// False if the system gives us no thread, and none of ours will come to what waits.
  private func start() -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, WorkerThreads.stackSize)
    let this = Unmanaged.passRetained(self)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { context in
        guard let context else { return nil }
        Unmanaged<WorkerThreads>.fromOpaque(context).takeRetainedValue().work()
        return nil
      }, this.toOpaque())
    guard code != 0 else { return true }
    this.release()
    return state.withLock { state in
      state.threads -= 1
      // Other threads will come to it; without any, nobody would.
      if state.threads > 0 { return true }
      state.waiting = []
      return false
    }
  }

  private func work() {
    // Signals belong to the thread that waits for them.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    while let work = next() { work() }
  }

  private func next() -> Work? {
    state.withLock { state in
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      state.threads -= 1
      return nil
    }
  }
}
