import CLinux
import Glibc
import StileMachine
import StileWorld
import Synchronization

/// Asks whoever sits at the terminal before the run goes on; nothing is in the journal yet.
final class EarlyQuestions: Sendable {
  private enum Reply {
    case open
    case answered(PersonAnswer)
    case left
  }

  private let desk: any PersonDesk
  private let bell: Int32
  private let reply = Mutex(Reply.open)

  init(_ desk: any PersonDesk) throws(Problem) {
    self.desk = desk
    bell = stile_eventfd_create()
    guard bell >= 0 else { throw Problem("no event descriptor can be made") }
  }

  deinit { close(bell) }

  /// Somebody wants to leave: whoever waits for an answer gets none.
  var interrupter: Interrupter { Interrupter { self.end(.left) } }

  /// Waits for the answer; ends the command if whoever was asked leaves.
  func ask(_ text: String, _ choices: [Question.Choice], about: String) throws -> PersonAnswer {
    desk.ask(
      id: "edit/\(about)", about: about, Question(kind: .choice, text: text, choices: choices)
    ) { self.end(.answered($0)) }
    while true {
      var ready = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
      _ = poll(&ready, 1, -1)
      let reply = reply.withLock { reply in
        let given = reply
        reply = .open
        return given
      }
      switch reply {
      case .open: continue
      case .answered(let answer):
        _ = stile_eventfd_drain(bell)
        return answer
      case .left: throw ExitStatus.interrupted.error
      }
    }
  }

  private func end(_ end: Reply) {
    reply.withLock { $0 = end }
    _ = stile_eventfd_signal(bell)
  }
}
