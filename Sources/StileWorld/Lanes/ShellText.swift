import StileMachine

/// Text for a POSIX shell, built so that a value in it can never be read as anything but itself.
struct ShellText {
  private(set) var bytes: [UInt8] = []

  /// A word of the shell may be this long: Linux takes no longer argument.
  private static let longestWord = 131_071
  /// Of a `printf` format, so that no shell meets a word that is too long for it.
  private static let longestPiece = 60_000

  /// Adds text of ours.
  mutating func add(_ text: String) { bytes += text.utf8 }

  /// Adds bytes as one word in single quotes.
  mutating func addWord(_ word: [UInt8]) throws(Failure) {
    try Self.check(word)
    bytes.append(UInt8(ascii: "'"))
    for byte in word {
      if byte == UInt8(ascii: "'") { bytes += #"'\''"#.utf8 } else { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "'"))
  }

  /// A word that no program can be given is refused.
  static func check(_ word: [UInt8]) throws(Failure) {
    if word.contains(0) { throw Failure(.value, "a word with a NUL can't be given to a command") }
    if word.count > longestWord {
      throw Failure(.limit, "a word of \(word.count) bytes can't be given to a command")
    }
  }

  /// Adds commands that print the bytes, whatever they are: `printf` is a builtin, so nothing of
  /// them shows in an argument list or on a disk.
  mutating func addPrinting(_ data: [UInt8]) {
    bytes.reserveCapacity(bytes.count &+ data.count &* 4)
    var length = 0
    for byte in data {
      if length == 0 { add("printf '") }
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
        length += 1
      default:
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(ascii: "0") + byte >> 6)
        bytes.append(UInt8(ascii: "0") + byte >> 3 & 7)
        bytes.append(UInt8(ascii: "0") + byte & 7)
        length += 4
      }
      if length >= Self.longestPiece {
        add("'\n")
        length = 0
      }
    }
    if length > 0 { add("'\n") }
  }
}
