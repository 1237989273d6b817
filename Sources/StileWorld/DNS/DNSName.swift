/// A domain name: labels of bytes, in lower case, the outermost last. The root has none.
struct DNSName: Hashable, Sendable {
  /// Each of 1 to 63 bytes; with a length byte each and the final zero at most 255 bytes.
  let labels: [[UInt8]]

  static let root = DNSName(unchecked: [])

  /// Nil where a label or the whole is too long or empty.
  init?(labels: [[UInt8]]) {
    guard labels.allSatisfy({ (1...63).contains($0.count) }) else { return nil }
    guard labels.reduce(1, { $0 + $1.count + 1 }) <= 255 else { return nil }
    self.init(unchecked: labels.map { label in label.map(DNSName.lowercased) })
  }

  private init(unchecked labels: [[UInt8]]) { self.labels = labels }

  /// The name without its first label; nil for the root.
  var parent: DNSName? { labels.isEmpty ? nil : DNSName(unchecked: Array(labels.dropFirst())) }

  /// It is `zone` or lies below it.
  func isWithin(_ zone: DNSName) -> Bool {
    labels.count >= zone.labels.count && labels.suffix(zone.labels.count).elementsEqual(zone.labels)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}

extension DNSName: CustomStringConvertible {
  /// Reads the presentation form (RFC 1035, 5.1): `\.` and `\123` escape, a final dot changes
  /// nothing.
  init?(_ text: String) {
    guard text != "." else {
      self = .root
      return
    }
    var labels: [[UInt8]] = []
    var label: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    if bytes.last == UInt8(ascii: "."), bytes.dropLast().last != UInt8(ascii: "\\") {
      bytes.removeLast()
    }
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "."):
        labels.append(label)
        label = []
      case UInt8(ascii: "\\"):
        guard let escaped = PresentationText.escaped(from: &bytes) else { return nil }
        label.append(escaped)
      default: label.append(byte)
      }
    }
    self.init(labels: labels + [label])
  }

  /// The presentation form without the final dot; `.` for the root.
  var description: String {
    guard !labels.isEmpty else { return "." }
    return labels.map { PresentationText.escape($0, special: " .\\\"();@$") }.joined(separator: ".")
  }
}
