import Foundation
import Glibc
import Synchronization

/// The argument lists of all processes of this machine, looked at again and again from its making
/// on; a class because its thread and the test share it.
final class ArgumentLists: Sendable {
  private let seen = Mutex<(lists: Set<String>, isOver: Bool)>(([], false))

  init() { Thread.detachNewThread { while self.look() { usleep(2_000) } } }

  /// All that were there at some time; nobody looks any more.
  func all() -> Set<String> {
    seen.withLock { seen in
      seen.isOver = true
      return seen.lists
    }
  }

  private func look() -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let lists = names.filter { Int32($0) != nil }.compactMap { process in
      try? String(contentsOf: URL(filePath: "/proc/\(process)/cmdline"), encoding: .utf8)
    }
    return seen.withLock { seen in
      seen.lists.formUnion(lists)
      return !seen.isOver
    }
  }
}
