// The words of a text; of ASCII alone no characters need to be looked at.

extension String {
  /// What white space parts.
  var words: [Substring] {
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return split(whereSeparator: \.isWhitespace) }
    return utf8.split(whereSeparator: \.isBlank).map(Substring.init)
  }

  /// Its words with one space between each two.
  var onOneLine: String { words.joined(separator: " ") }
}

extension UInt8 {
  /// White space of ASCII.
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }
}
