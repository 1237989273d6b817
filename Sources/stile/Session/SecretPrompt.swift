import Glibc

/// Asks for a secret at the terminal, without showing what is typed.
///
/// The terminal itself is asked, not the standard input: that may be a file.
struct SecretPrompt: ~Copyable {
  private static let longest = 64 << 10

  private let terminal: Int32
  private var saved = termios()

  init() throws(Problem) {
    terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0, tcgetattr(terminal, &saved) == 0 else {
      if terminal >= 0 { close(terminal) }
      throw Problem("there is no terminal to ask for a secret")
    }
    // Every key comes to us as it is: nothing is echoed, and Ctrl-C can't leave the echo off.
    var silent = saved
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(terminal, TCSAFLUSH, &silent)
  }

  deinit {
    var saved = saved
    tcsetattr(terminal, TCSAFLUSH, &saved)
    close(terminal)
  }

  /// The line that is typed, as bytes.
  func read(_ question: String) throws(Problem) -> [UInt8] {
    say("\(question): ")
    var line: [UInt8] = []
    while line.count < Self.longest {
      var byte: UInt8 = 0
      let count = Glibc.read(terminal, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count == 1 else { break }
      switch byte {
      case 10, 13:
        say("\n")
        return line
      case 3, 4:
        say("\n")
        throw Problem("no secret was given")
      case 8, 127: eraseLast(&line)
      case 21: line = []
      default: line.append(byte)
      }
    }
    throw Problem("no secret was given")
  }

  /// A whole letter, however many bytes it has.
  private func eraseLast(_ line: inout [UInt8]) {
    while let last = line.popLast(), last & 0xC0 == 0x80 { continue }
  }

  private func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(terminal, bytes, bytes.count)
  }
}
