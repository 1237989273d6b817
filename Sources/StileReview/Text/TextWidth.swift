/// How many columns a text takes on a terminal.
package enum TextWidth {
  package static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  /// The text, or its beginning and `…` where it would not fit.
  package static func cut(_ text: String, to columns: Int) -> String {
    guard TextWidth.columns(of: text) > columns else { return text }
    var result = ""
    var used = 1
    for character in text {
      used += TextWidth.columns(of: character)
      if used > columns { break }
      result.append(character)
    }
    return columns > 0 ? result + "…" : ""
  }

  /// What a grapheme starts with decides: marks and joiners that follow take no column of their
  /// own.
  private static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    return wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// The blocks that terminals draw two columns wide: East Asian scripts, full-width forms,
  /// pictures.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]
}
