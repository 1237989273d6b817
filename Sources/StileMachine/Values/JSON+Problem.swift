/// Why bytes are not JSON, or not the JSON that was expected: a sentence and the byte where it
/// shows.
package struct JSONProblem: Error, Hashable, Sendable {
  /// Lower case, without a full stop.
  package let message: String
  /// Counted from 0.
  package let offset: Int

  package init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}
