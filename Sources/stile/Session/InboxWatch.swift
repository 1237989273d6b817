import CLinux
import StileJournal
import StileWorld

/// Takes in what other terminals have for the run, while it is in hand here.
///
/// A class, because the loop calls it as long as it lives.
final class InboxWatch {
  private let inbox: Inbox
  private let arrivals: Descriptor
  private let loop: EventLoop
  private let world: RealWorld

  init(_ inbox: Inbox, on loop: EventLoop, for world: RealWorld) throws {
    try inbox.make()
    self.inbox = inbox
    self.loop = loop
    self.world = world
    arrivals = Descriptor(
      owning: try SystemFailure.check(stile_arrivals_watch(inbox.path), "inotify"))
    try loop.watch(arrivals.number, for: .readable) { [unowned self] _ in takeIn() }
    takeIn()
  }

  deinit { loop.unwatch(arrivals.number) }

  /// An answer that nobody waits for is left to whoever wrote it.
  private func takeIn() {
    stile_arrivals_drain(arrivals.number)
    for letter in inbox.letters() {
      switch letter {
      case .note(let note): world.take(note)
      case .wait(let change): world.take(change)
      case .answer(let question, let answer): _ = world.answer(question, answer)
      }
    }
  }
}
