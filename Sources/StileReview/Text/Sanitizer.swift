/// Makes text from outside harmless before it reaches a terminal: a command's output, a title, a
/// reason.
///
/// Whatever could move the cursor, change colours, set the clipboard, open a link or turn the
/// reading direction is shown as what it is. The text stays as long as it is; nothing is dropped in
/// silence.
package enum Sanitizer {
  /// A text of several lines: newlines stay, a tab becomes two spaces.
  package static func text(_ text: String) -> String {
    clean(text, newline: "\n")
  }

  /// A text that must stay on one line: a newline is shown as `↵`.
  package static func line(_ text: String) -> String {
    clean(text, newline: "↵")
  }

  private static func clean(_ text: String, newline: String) -> String {
    guard text.unicodeScalars.contains(where: { !isPlain($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += newline
      case "\t": result += "  "
      case _ where isPlain(scalar): result.unicodeScalars.append(scalar)
      default: result += visible(scalar)
      }
    }
    return result
  }

  /// Shows something on any terminal, and nothing but itself.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.value >= 0x20 && scalar.value != 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return true
    }
  }

  /// `^[` for the escape character, `<U+202E>` for what has no such name.
  private static func visible(_ scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let letter = Unicode.Scalar(scalar.value + 0x40) {
      return "^" + String(Character(letter))
    }
    if scalar.value == 0x7F { return "^?" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }
}
