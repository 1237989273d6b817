/// Eight neighbours of a text, looked at as one number, the first of them lowest.
///
/// The answer to a question is a number too: the highest bit of each byte says whether it is so.
struct EightBytes {
  private static let highest: UInt64 = 0x8080_8080_8080_8080

  private let bits: UInt64
  /// All but the highest bits, so that nothing is carried from one byte to the next.
  private let low: UInt64

  init(_ bits: UInt64) {
    self.bits = bits
    low = bits & ~Self.highest
  }

  private static func each(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// Which low parts are not less than a byte of ASCII; other bits mean nothing.
  private static func reach(_ low: UInt64, _ byte: UInt8) -> UInt64 { low &+ each(0x80 - byte) }

  private func equal(_ byte: UInt8) -> UInt64 {
    let other = bits ^ Self.each(byte)
    return ~(((other & ~Self.highest) &+ ~Self.highest) | other)
  }

  /// What can stand in a name.
  var words: UInt64 {
    let lowercase = low | Self.each(0x20)
    let letters = Self.reach(lowercase, 0x61) & ~Self.reach(lowercase, 0x7B)
    let digits = Self.reach(low, 0x30) & ~Self.reach(low, 0x3A)
    return (letters | digits | equal(Byte.underscore)) & ~bits & Self.highest
  }

  /// What means something in a literal, or ends it or its line.
  var literalMarks: UInt64 {
    let marks =
      equal(Byte.quote) | equal(Byte.backtick) | equal(Byte.backslash) | equal(Byte.hash)
      | equal(Byte.lineFeed)
    return marks & Self.highest
  }

  /// Which of them are this byte.
  func are(_ byte: UInt8) -> UInt64 { equal(byte) & Self.highest }

  /// Control characters but line feeds and tabs, and all that is no ASCII.
  var suspects: UInt64 {
    let found = (bits | Self.reach(low, 0x7F) | ~Self.reach(low, Byte.space)) & Self.highest
    return found == 0 ? 0 : found & ~equal(Byte.lineFeed) & ~equal(Byte.tab)
  }

  /// How many bytes stand before the first of which something is so, at most 8.
  static func count(before answer: UInt64) -> Int { answer.trailingZeroBitCount / 8 }

  /// How many bytes stand before the first of which something is not so, at most 8.
  static func count(of answer: UInt64) -> Int { count(before: answer ^ highest) }
}
