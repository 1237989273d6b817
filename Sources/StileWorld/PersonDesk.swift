package import StileMachine

/// Where people are reached: a terminal, an inbox.
///
/// It is called on the run's thread and never blocks; it answers from any thread.
package protocol PersonDesk: Sendable {
  /// Shows a question; `answer` is called once when somebody answers it, or never.
  func ask(
    id: String, about: String, _ question: Question,
    answer: @escaping @Sendable (PersonAnswer) -> Void)
  /// Takes a question away that nobody waits for any more.
  func withdraw(id: String)
  /// Shows a message of the channel `console`.
  func show(_ message: Message)
}
