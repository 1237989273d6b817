import StileMachine
import StileWorld

/// Reaches whoever sits at this terminal: the main thread shows and asks.
struct TerminalDesk: PersonDesk {
  let letters: Letters

  func ask(
    id: String, about: String, _ question: Question,
    answer: @escaping @Sendable (PersonAnswer) -> Void
  ) {
    letters.post(.question(PendingQuestion(id: id, question: question, answer: answer)))
  }

  func withdraw(id: String) { letters.post(.withdrawn(id)) }

  func show(_ message: Message) { letters.post(.message(message)) }
}
