import Glibc
import StileMachine

/// A real shell that runs a command as a world would.
struct Shell {
  /// The program, and what makes it the shell that is meant.
  private let program: [String]

  init(_ path: String) { program = [path] }
  init(_ program: [String]) { self.program = program }

  struct Trouble: Error {}

  /// What the command writes.
  func run(_ text: CommandText) throws -> String {
    String(decoding: try bytes(text), as: UTF8.self)
  }

  /// What the command writes, byte by byte.
  func bytes(_ text: CommandText) throws -> [UInt8] {
    switch text.form {
    case .words(let words): return try run(script: "exec \"$@\"", words)
    case .script(let script, let arguments, _):
      var prelude = "set -eu\n"
      for number in arguments.indices.map({ $0 + 1 }) {
        prelude += "readonly stile_\(number)=\"${\(number)}\"\n"
      }
      return try run(script: prelude + "set --\n" + script, arguments)
    }
  }

  private func run(script: String, _ words: [[UInt8]]) throws -> [UInt8] {
    var template = Array("/tmp/stile-shell-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw Trouble() }
    defer {
      close(descriptor)
      unlink(template)
    }
    let arguments = (program + ["-c", script, "sh"]).map { Array($0.utf8) } + words
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { word in
      word.withUnsafeBytes { bytes in
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
        for (position, byte) in bytes.enumerated() { copy[position] = CChar(bitPattern: byte) }
        copy[bytes.count] = 0
        return copy
      }
    }
    pointers.append(nil)
    defer { for pointer in pointers { pointer?.deallocate() } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
    var child: pid_t = 0
    guard posix_spawn(&child, program[0], &actions, nil, pointers, nil) == 0 else {
      throw Trouble()
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { throw Trouble() } }
    guard status == 0 else { throw Trouble() }
    return try contents(of: descriptor)
  }

  private func contents(of descriptor: Int32) throws -> [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count >= 0 else { throw Trouble() }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }
}
