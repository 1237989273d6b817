import StileReview
import Testing

struct SanitizerTests {
  @Test(arguments: [
    ("a plain line", "a plain line"),
    ("größer, 日本, 🎉", "größer, 日本, 🎉"),
    ("\u{1B}[31mred", "^[[31mred"),
    ("\u{1B}]52;c;aGVsbG8=\u{7}", "^[]52;c;aGVsbG8=^G"),
    ("\u{1B}]8;;http://x\u{1B}\\link", "^[]8;;http://x^[\\link"),
    ("\u{9B}31m", "<U+009B>31m"),
    ("a\u{202E}b", "a<U+202E>b"),
    ("a\u{200B}b\u{2066}c", "a<U+200B>b<U+2066>c"),
    ("a\u{2028}b", "a<U+2028>b"),
    ("50 %\r100 %", "50 %^M100 %"),
    ("a\u{7F}", "a^?"),
    ("a\tb\nc", "a  b\nc"),
  ])
  func `what could act on a terminal is shown as what it is`(_ text: String, _ shown: String) {
    #expect(Sanitizer.text(text) == shown)
  }

  @Test func `a line stays one line`() {
    #expect(Sanitizer.line("one\ntwo\r\nthree") == "one↵two^M↵three")
  }

  @Test func `no scalar that controls gets through`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), scalar != "\n" else { continue }
      let shown = Sanitizer.text(String(Character(scalar)))
      let isHarmless = shown.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }
      #expect(isHarmless, "U+\(String(value, radix: 16))")
    }
  }
}
