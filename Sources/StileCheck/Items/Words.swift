// The words of a text; of ASCII alone no characters need to be looked at.

extension String {
  /// What white space parts.
  var words: [Substring] {
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return split(whereSeparator: \.isWhitespace) }
    return utf8.split(whereSeparator: \.isBlank).map(Substring.init)
  }

  /// Where its first words end.
  func end(ofWords count: Int) -> Index {
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      return words.prefix(count).last?.endIndex ?? startIndex
    }
    var begun = 0
    var isAfterBlank = true
    for index in utf8.indices {
      let isBlank = utf8[index].isBlank
      if isBlank, !isAfterBlank, begun == count { return index }
      if !isBlank, isAfterBlank { begun += 1 }
      isAfterBlank = isBlank
    }
    return endIndex
  }

  /// Its words with one space between each two.
  var onOneLine: String { isOnOneLine ? self : words.joined(separator: " ") }

  /// Of ASCII, without white space but single spaces between other characters.
  private var isOnOneLine: Bool {
    var isAfterBlank = true
    for byte in utf8 {
      guard byte < 0x80, !byte.isBlank || byte == UInt8(ascii: " ") && !isAfterBlank else {
        return false
      }
      isAfterBlank = byte.isBlank
    }
    return !isAfterBlank
  }
}

extension UInt8 {
  /// White space of ASCII.
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }
}
