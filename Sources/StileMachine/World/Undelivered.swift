/// Why a message did not arrive.
package struct Undelivered: Error, Hashable, Sendable {
  /// As it goes on after "not delivered to users@example.org: ".
  package let reason: String
  /// The receiver would refuse the same message again: it is not tried again by itself.
  package let isFinal: Bool

  package init(_ reason: String, isFinal: Bool = false) {
    self.reason = reason
    self.isFinal = isFinal
  }
}
