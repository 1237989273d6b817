/// Commands as people read them, and the names of variables in scripts.
enum ShellText {
  /// A word as it would be typed.
  static func quoted(_ word: [UInt8]) -> String {
    let text = String(decoding: word, as: UTF8.self)
    let isPlain = !word.isEmpty && word.allSatisfy(isPlain)
    return isPlain
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "@"),
      UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// A value within double quotes.
  static func escapedInQuotes(_ word: [UInt8]) -> String {
    var text = ""
    for character in String(decoding: word, as: UTF8.self) {
      if "\"\\$`".contains(character) { text += "\\" }
      text.append(character)
    }
    return text
  }

  /// A text on one line, with nothing in it that a terminal would obey.
  static func oneLine(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { line in
      VisibleText.line(String(line)).drop { $0 == " " }
    }
    return shortened(lines.joined(separator: " ⏎ "))
  }

  static func shortened(_ text: String) -> String {
    Heap.shortened(VisibleText.line(text), to: 1000)
  }

  /// A script with the numbers of its `${stile_N}` moved, so that it can stand in another one.
  static func renumbered(_ script: String, by offset: Int) -> String {
    if offset == 0 { return script }
    let mark = "${stile_"
    var rest = script[...]
    var result = ""
    while let start = rest.firstMatch(of: mark) {
      result += rest[..<start]
      rest = rest[start...].dropFirst(mark.count)
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      if let number = Int(digits), rest.first == "}" {
        result += "\(mark)\(number + offset)"
      } else {
        result += mark + digits
      }
    }
    return result + rest
  }
}

extension Substring {
  /// Where `text` first begins.
  fileprivate func firstMatch(of text: String) -> Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index }
      formIndex(after: &index)
    }
    return nil
  }
}
