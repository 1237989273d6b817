/// What a lane's program wrote on stderr: kept for messages, never believed.
struct LaneComplaints {
  private static let most = 16_384

  private var bytes: [UInt8] = []

  /// The fingerprint of the host's key as ssh met it: the first such line comes before anything
  /// that the host itself can have printed.
  private(set) var hostKeyPrint: String?

  mutating func add(_ more: [UInt8]) {
    bytes += more
    if hostKeyPrint == nil { findHostKey() }
    if bytes.count > Self.most { bytes.removeFirst(bytes.count - Self.most) }
  }

  /// The last thing said that is for people.
  var summary: String { lines.last ?? "the connection ended" }

  /// The host was reached and said no, or is another one: waiting changes nothing.
  var isRefusal: Bool {
    lines.contains { line in
      line.hasPrefix("Host key verification failed") || line.contains("Permission denied (")
        || line.hasPrefix("No matching host key type") || line.contains("no matching ")
    }
  }

  private mutating func findHostKey() {
    let mark = "debug1: Server host key: "
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return }
    for line in Self.lines(bytes[..<end]) where line.hasPrefix(mark) {
      hostKeyPrint = line.dropFirst(mark.count).split(separator: " ").last.map(String.init)
      return
    }
  }

  private var lines: [String] {
    Self.lines(bytes[...]).filter { !$0.hasPrefix("debug1: ") && !$0.isEmpty }
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { line in
        String(decoding: line.filter { $0 >= 0x20 && $0 != 0x7f }, as: UTF8.self)
      }
  }
}
