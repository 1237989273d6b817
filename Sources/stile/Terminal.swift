import Glibc

/// What the terminal can do, and what its owner wants of it.
enum Terminal {
  /// `NO_COLOR` counts when it is not empty (no-color.org).
  static func hasColour(_ output: TextOutput) -> Bool {
    output.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
