/// Escapes and words of zone files (RFC 1035, 5.1).
enum PresentationText {
  /// Every byte that is not printable or is one of `special`, behind a backslash.
  static func escape(_ bytes: [UInt8], special: String) -> String {
    var text = ""
    for byte in bytes {
      let character = Character(UnicodeScalar(byte))
      if !(0x21...0x7e).contains(byte) && !(byte == 0x20 && !special.contains(" ")) {
        let digits = String(byte)
        text += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      } else {
        if special.contains(character) { text += "\\" }
        text.append(character)
      }
    }
    return text
  }

  /// What follows a backslash: three decimal digits, or one byte as it is.
  static func escaped(from bytes: inout ArraySlice<UInt8>) -> UInt8? {
    guard let first = bytes.popFirst() else { return nil }
    guard let hundreds = digit(first) else { return first }
    guard let tens = bytes.popFirst().flatMap(digit), let ones = bytes.popFirst().flatMap(digit)
    else { return nil }
    return UInt8(exactly: hundreds * 100 + tens * 10 + ones)
  }

  /// The words of a record's data; one in double quotes may hold spaces.
  static func words(_ text: String) -> [[UInt8]]? {
    var words: [[UInt8]] = []
    var word: [UInt8]?
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        isQuoted.toggle()
        word = word ?? []
      case UInt8(ascii: " ") where !isQuoted, UInt8(ascii: "\t") where !isQuoted:
        if let ended = word { words.append(ended) }
        word = nil
      case UInt8(ascii: "\\"):
        guard let escaped = escaped(from: &bytes) else { return nil }
        word = (word ?? []) + [escaped]
      default: word = (word ?? []) + [byte]
      }
    }
    if let ended = word { words.append(ended) }
    return isQuoted ? nil : words
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte) - 0x30 : nil
  }
}
