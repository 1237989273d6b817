import CLinux
import StileJournal
import StileMachine
import Synchronization

/// What the run's thread has for the main one.
enum Letter: Sendable {
  /// The run begins; calling this asks it to leave.
  case begun(leave: @Sendable () -> Void)
  /// What is in the journal already.
  case history(RunView)
  /// Committed records: facts.
  case records([Record])
  /// A message of the channel `console`.
  case message(Message)
  case question(PendingQuestion)
  case withdrawn(String)
  /// The run's work here is over.
  case ended(ExitStatus, problem: String?)
}

/// A question that waits for whoever sits at the terminal.
struct PendingQuestion: Sendable {
  let id: String
  let question: Question
  let answer: @Sendable (PersonAnswer) -> Void
}

/// The way from the run's thread to the main one. Posting never blocks, so a terminal that is
/// stopped never stops a run; facts are never dropped.
final class Letters: Sendable {
  /// Readable while there is something to take.
  let descriptor: Int32
  private let waiting = Mutex<[Letter]>([])

  init() throws {
    descriptor = stile_eventfd_create()
    guard descriptor >= 0 else { throw Problem("no event descriptor can be made") }
  }

  func post(_ letter: Letter) {
    waiting.withLock { $0.append(letter) }
    _ = stile_eventfd_signal(descriptor)
  }

  func takeAll() -> [Letter] {
    _ = stile_eventfd_drain(descriptor)
    return waiting.withLock { letters in
      let all = letters
      letters = []
      return all
    }
  }
}
