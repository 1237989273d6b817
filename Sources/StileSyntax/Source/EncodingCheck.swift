/// Finds bytes that would let a reader see another text than the one that runs: what is not UTF-8,
/// control characters, and characters that can't be seen.
struct EncodingCheck {
  /// More of them in one file say nothing new.
  static let mostReports = 20

  let source: SourceID
  let bytes: ByteView
  private(set) var diagnostics: [Diagnostic] = []
  /// The offsets of what was found, ascending.
  private(set) var offsets: [Int] = []

  init(source: SourceID, bytes: ByteView) {
    self.source = source
    self.bytes = bytes
  }

  mutating func run() {
    var position = 0
    while position < bytes.count {
      if let eight = bytes.eight(at: position), eight.suspects == 0 {
        position += 8
      } else if Self.isInnocent(bytes[position]) {
        position += 1
      } else {
        position += check(position)
      }
    }
  }

  private static func isInnocent(_ byte: UInt8) -> Bool {
    byte &- 0x20 < 0x5F || byte == Byte.lineFeed || byte == Byte.tab
  }

  /// Checks the character at `position` and tells its length.
  private mutating func check(_ position: Int) -> Int {
    let byte = bytes[position]
    if byte < 0x80 {
      checkControl(byte, position)
      return 1
    }
    guard let (scalar, length) = UTF8Decoding.scalar(bytes, position) else {
      report(.notUTF8(at: SourceSpan(source, position, position + 1)), position)
      return 1
    }
    let span = SourceSpan(source, position, position + length)
    if scalar == 0xFEFF, position == 0 {
      report(.byteOrderMark(at: span), position)
    } else if Self.isHidden(scalar) {
      report(.hiddenCharacter(scalar, at: span), position)
    }
    return length
  }

  private mutating func checkControl(_ byte: UInt8, _ position: Int) {
    let span = SourceSpan(source, position, position + 1)
    if byte == Byte.carriageReturn {
      let next = position + 1
      if next < bytes.count, bytes[next] == Byte.lineFeed { return }
      report(.loneCarriageReturn(at: span), position)
    } else {
      report(.controlCharacter(byte, at: span), position)
    }
  }

  private mutating func report(_ diagnostic: Diagnostic, _ position: Int) {
    offsets.append(position)
    if diagnostics.count < Self.mostReports { diagnostics.append(diagnostic) }
  }

  /// It changes how a text is shown, or is not shown at all.
  static func isHidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x80...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F,
      0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFEFF, 0xFFA0,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }
}

/// UTF-8 as the standard has it: no overlong form, no surrogate, nothing above U+10FFFF.
enum UTF8Decoding {
  /// The scalar at an offset with its length, or nil if the bytes there are not UTF-8.
  static func scalar(_ bytes: ByteView, _ offset: Int) -> (UInt32, Int)? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    let length: Int
    let least: UInt32
    switch first {
    case 0x00...0x7F: return (UInt32(first), 1)
    case 0xC2...0xDF: (length, least) = (2, 0x80)
    case 0xE0...0xEF: (length, least) = (3, 0x800)
    case 0xF0...0xF4: (length, least) = (4, 0x10000)
    default: return nil
    }
    guard offset + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in 1..<length {
      let byte = bytes[offset + index]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= least, Unicode.Scalar(value) != nil else { return nil }
    return (value, length)
  }
}
