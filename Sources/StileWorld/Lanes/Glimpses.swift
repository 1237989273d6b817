import Synchronization

/// What commands under way wrote last, for whoever looks on: a line an attempt, nowhere stored and
/// read from any thread. One that nobody saw in time is lost.
package final class Glimpses: Sendable {
  private let lines = Mutex<[String: String]>([:])

  package init() {}

  package var all: [String: String] { lines.withLock { $0 } }

  func set(_ line: String, of attempt: String) { lines.withLock { $0[attempt] = line } }

  /// So much of the end of an output is looked at.
  static let window = 4096

  /// The last line that has ended, by a new line or by a return to its start. An output that was
  /// cut at its front may begin in the middle of a line, and in the middle of a secret.
  static func lastLine(of output: [UInt8]) -> String? {
    func ends(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    guard let end = output.lastIndex(where: ends) else { return nil }
    var lines = output[..<end].split(omittingEmptySubsequences: false, whereSeparator: ends)
    if output.count >= window { lines.removeFirst() }
    let line = lines.last { line in line.contains { $0 > 0x20 } }
    return line.map { String(decoding: $0, as: UTF8.self) }
  }
}
