/// Somebody ends a wait before its time, or makes it longer.
package struct WaitChange: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case ended
    /// Nanoseconds.
    case extended(by: Int64)
  }

  /// Of its own, so that it counts once, however often it is handed over.
  package let id: String
  /// The effect's name.
  package let wait: String
  package let kind: Kind
  package let person: String
  package let terminal: String?
  package let why: String

  package init(
    id: String, wait: String, kind: Kind, person: String, terminal: String?, why: String
  ) {
    self.id = id
    self.wait = wait
    self.kind = kind
    self.person = person
    self.terminal = terminal
    self.why = why
  }
}
