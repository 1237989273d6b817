import Glibc

/// What the terminal can do, and what its owner wants of it.
enum Terminal {
  /// `NO_COLOR` counts when it is not empty (no-color.org).
  static func hasColour(_ output: TextOutput) -> Bool {
    output.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  /// Somebody sits here and can answer.
  static var hasKeyboard: Bool { isatty(STDIN_FILENO) == 1 }

  /// The size of the screen, read anew each time: a window may be dragged.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0
    else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Asks before something that can't be taken for granted; anything but `yes` ends the command,
  /// and so does a place where nobody sits, with what to do instead.
  static func confirm(_ question: String, _ hasPeople: Bool, else instead: String) throws {
    guard hasPeople else { throw Problem("nobody can be asked here; \(instead)") }
    TextOutput.problems.write("\(question) yes/no: ")
    guard readLine() == "yes" else { throw ExitStatus.untouched.error }
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
