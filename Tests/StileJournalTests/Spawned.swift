import FoundationEssentials
import Glibc

/// A program started for a test, ended by its process id.
final class Spawned {
  private let process: pid_t
  private let output: Int32

  struct NotStarted: Error {}

  init(_ words: String...) throws {
    var process: pid_t = 0
    var ends: [Int32] = [-1, -1]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    guard pipe(&ends) == 0 else { throw NotStarted() }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    guard posix_spawn(&process, words[0], &actions, nil, &arguments, nil) == 0 else {
      throw NotStarted()
    }
    self.process = process
    output = ends[0]
  }

  /// What its descriptors lead to.
  var openFiles: [String] {
    let folder = "/proc/\(process)/fd"
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return numbers.compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")
    }
  }

  /// Waits until it has written something, so that it surely runs its own program.
  func isTalking() -> Bool {
    var byte: UInt8 = 0
    return read(output, &byte, 1) == 1
  }

  func end() {
    close(output)
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }
}
