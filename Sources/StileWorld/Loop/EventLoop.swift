import CLinux
package import StileMachine

/// One thread's wait for everything at once: descriptors, timers on the boot clock, and other
/// threads.
///
/// Handlers run on the thread that calls `run`, never nested, and complete requests with
/// `complete`. A class because lanes, sockets and services share the one loop.
package final class EventLoop {
  package struct Readiness: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let readable = Readiness(rawValue: UInt32(STILE_READABLE))
    package static let writable = Readiness(rawValue: UInt32(STILE_WRITABLE))
    /// The other end is gone, or the descriptor has an error; reported whether asked for or not.
    package static let hungUp = Readiness(rawValue: UInt32(STILE_HUNG_UP))
  }

  package typealias Handler = (Readiness) -> Void

  /// Where other threads post.
  package let mailbox: Mailbox

  private struct Watch {
    /// Of this registration: an event that was fetched before the number was reused has another
    /// one.
    let serial: UInt32
    let handler: Handler
  }

  private let epoll: Descriptor
  private let timer: Descriptor
  private var watches: [Int32: Watch] = [:]
  private var nextSerial: UInt32 = 0
  private var timers = TimerQueue()
  private var armedInstant: Int64 = 0
  private var completions: [Completion] = []

  package init() throws(SystemFailure) {
    stile_ignore_broken_pipes()
    epoll = Descriptor(owning: try SystemFailure.check(stile_epoll_create(), "epoll_create"))
    timer = Descriptor(owning: try SystemFailure.check(stile_timerfd_create(), "timerfd_create"))
    mailbox = try Mailbox()
    try watch(timer.number, for: .readable) { [unowned self] _ in armedInstant = 0 }
    try watch(mailbox.descriptor, for: .readable) { [unowned self] _ in
      for work in mailbox.takeAll() {
        if let completion = work() { completions.append(completion) }
      }
    }
  }

  /// Calls `handler` whenever the descriptor is ready, until `unwatch`. Level-triggered.
  package func watch(
    _ descriptor: Int32, for readiness: Readiness, _ handler: @escaping Handler
  ) throws(SystemFailure) {
    precondition(watches[descriptor] == nil, "a descriptor is watched once")
    nextSerial &+= 1
    let tag = tag(descriptor, nextSerial)
    try SystemFailure.check(
      stile_epoll_add(epoll.number, descriptor, readiness.rawValue, tag), "epoll_ctl")
    watches[descriptor] = Watch(serial: nextSerial, handler: handler)
  }

  /// Changes what a watched descriptor is watched for; empty pauses it.
  package func change(_ descriptor: Int32, to readiness: Readiness) {
    guard let watch = watches[descriptor] else { return }
    _ = stile_epoll_modify(
      epoll.number, descriptor, readiness.rawValue, tag(descriptor, watch.serial))
  }

  /// Forgets a descriptor; to be called before it is closed.
  package func unwatch(_ descriptor: Int32) {
    guard watches.removeValue(forKey: descriptor) != nil else { return }
    _ = stile_epoll_remove(epoll.number, descriptor)
  }

  /// Calls `handler` once when the boot clock has reached `instant` (nanoseconds).
  @discardableResult
  package func schedule(at instant: Int64, _ handler: @escaping () -> Void) -> TimerID {
    timers.add(at: instant, handler)
  }

  /// Calls `handler` once, `nanoseconds` from now.
  @discardableResult
  package func schedule(after nanoseconds: Int64, _ handler: @escaping () -> Void) -> TimerID {
    schedule(at: Moment.now.advanced(by: nanoseconds).boot, handler)
  }

  package func cancel(_ timer: TimerID) { timers.remove(timer) }

  /// Answers a request: `run` returns it.
  package func complete(_ name: EffectName, _ result: WorldResult) {
    completions.append(Completion(name, result, at: .now))
  }

  /// Waits until something completes or the boot clock reaches `deadline`, and returns what
  /// completed.
  package func run(before deadline: Moment?) -> [Completion] {
    var mayWait = completions.isEmpty
    while true {
      let now = Moment.now.boot
      if let deadline, deadline.boot <= now { mayWait = false }
      if mayWait { arm([timers.next, deadline?.boot].compactMap { $0 }.min()) }
      dispatch(milliseconds: mayWait ? -1 : 0)
      for handler in timers.takeDue(at: Moment.now.boot) { handler() }
      if !completions.isEmpty || !mayWait { break }
    }
    let completed = completions
    completions = []
    return completed
  }

  /// Sets the one timer of the kernel; an instant that is past fires at once.
  private func arm(_ instant: Int64?) {
    let wanted = instant.map { max(1, $0) } ?? 0
    if wanted == armedInstant { return }
    armedInstant = wanted
    _ = stile_timerfd_set(timer.number, wanted)
  }

  private func dispatch(milliseconds: Int32) {
    let most = 64
    let events = [stile_event](unsafeUninitializedCapacity: most) { buffer, filled in
      filled = max(
        0,
        Int(stile_epoll_wait(epoll.number, buffer.baseAddress, Int32(most), milliseconds)))
    }
    for event in events {
      let descriptor = Int32(truncatingIfNeeded: event.tag & 0xffff_ffff)
      // A handler before this one may have closed it, and the number may be another's by now.
      guard let watch = watches[descriptor], watch.serial == UInt32(event.tag >> 32) else {
        continue
      }
      watch.handler(Readiness(rawValue: event.readiness))
    }
  }

  private func tag(_ descriptor: Int32, _ serial: UInt32) -> UInt64 {
    UInt64(serial) << 32 | UInt64(UInt32(bitPattern: descriptor))
  }
}
