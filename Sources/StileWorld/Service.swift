package import StileMachine

/// One kind of effect besides commands and people: DNS, HTTP, messages.
///
/// It is called on the loop's thread, never blocks, and completes what it took through the
/// `EventLoop` (or its `Mailbox` from a thread of its own), each request exactly once unless it was
/// cancelled. A class because it holds sockets and threads.
package protocol Service: AnyObject {
  /// Takes the request if it is one of its own; says whether it did.
  func submit(_ submission: Submission) -> Bool
  /// Gives up on a request; unknown names are ignored.
  func cancel(_ name: EffectName)
}
