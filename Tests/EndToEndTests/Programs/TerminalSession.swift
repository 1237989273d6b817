import Foundation

/// A real terminal with a person at it: a tmux server of our own with one window.
struct TerminalSession: Sendable {
  private let socket: String
  private let tmux: String

  /// Starts `words` in a window of 100 columns and 40 rows; below stands at last how they ended.
  init(_ words: [String], environment: [String: String], folder: URL) async throws {
    tmux = try Machine.required("tmux")
    socket = folder.appending(path: "tmux-\(UInt16.random(in: 0...UInt16.max))").path
    let quoted = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    let script = folder.appending(path: "window.sh")
    // Ctrl-C is for the program, not for the shell around it.
    try WorkFolder.write(
      "trap : INT\n\(quoted)\nprintf 'ended with %s\\n' $?\ncat >/dev/null\n", to: script)
    let started = try await Child(
      [
        tmux, "-f", "/dev/null", "-S", socket, "new-session", "-d", "-x", "100", "-y", "40",
        "/bin/sh '\(script.path)'",
      ], environment: environment, output: folder.appending(path: "window")
    ).ended()
    guard started.status == 0 else { throw EndToEndProblem("tmux does not start: \(started)") }
  }

  /// What stands on the screen.
  func screen() async throws -> String {
    try await call("capture-pane", "-p").output
  }

  func type(_ text: String) async throws {
    _ = try await call("send-keys", "-l", text)
    _ = try await call("send-keys", "Enter")
  }

  func press(_ key: String) async throws { _ = try await call("send-keys", key) }

  func waitFor(_ text: String, within limit: Duration = .seconds(20)) async throws {
    do {
      try await eventually("`\(text)` on the screen", within: limit) {
        try await screen().contains(text)
      }
    } catch {
      throw EndToEndProblem("\(error)\n\(try await screen())")
    }
  }

  func close() async throws { _ = try await call("kill-server") }

  private func call(_ words: String...) async throws -> Outcome {
    try await Lab.run([tmux, "-S", socket] + words)
  }
}
