/// Text as people may see it: nothing in it moves a cursor, colours a line or turns its direction.
package enum VisibleText {
  /// The scalar itself if it is printable, else its escape.
  package static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    case " ": return " "
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return "\\u{\(String(scalar.value, radix: 16))}"
    default: return String(scalar)
    }
  }

  /// One line without anything that a terminal would obey.
  package static func line(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars { line += escaped(scalar) }
    return line
  }
}
