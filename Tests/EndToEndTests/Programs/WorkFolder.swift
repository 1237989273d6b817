import Foundation
import Glibc
import Repository

/// The folder that everything of this test process lies in, and the keeper who takes it away.
///
/// The keeper is a shell that waits until this process is gone, however it ended: it then stops the
/// labs that stand in the folder, and removes it. The program of the labs stands there as well,
/// because the tree that this process was built in may be gone by then.
enum WorkFolder {
  static let top: URL = {
    var name = Array("/tmp/stile-runs-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { preconditionFailure("/tmp takes no folder") }
    let folder = URL(filePath: String(decoding: name.dropLast().map(UInt8.init), as: UTF8.self))
    do {
      try FileManager.default.copyItem(
        at: Repository.top.appending(path: "Tests/Lab"), to: folder.appending(path: "program"))
    } catch {
      preconditionFailure("\(error)")
    }
    keep(folder)
    return folder
  }()

  static let lab = top.appending(path: "program/lab")

  /// A new folder with a short name, because names of sockets are short.
  static func make(_ name: String) throws -> URL {
    let folder = top.appending(path: "\(name)-\(UInt32.random(in: 0..<1 << 20))")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return folder
  }

  /// Writes a file that belongs to one test.
  static func write(_ text: String, to file: URL) throws {
    try Data(text.utf8).write(to: file)
  }

  private static func keep(_ folder: URL) {
    let fifo = folder.appending(path: "alive")
    guard mkfifo(fifo.path, 0o600) == 0 else { preconditionFailure("no fifo in \(folder.path)") }
    let script = """
      cat "$1/alive" >/dev/null
      for lab in "$1"/lab-*; do
        [ ! -e "$lab" ] || "$1/program/lab" stop "$lab"
      done
      rm -rf "$1"
      """
    _ = try? Child(
      ["/bin/sh", "-c", script, "sh", folder.path],
      environment: Machine.environment, output: folder.appending(path: "keeper"))
    // Never closed: the kernel does so when this process ends. Opened for both it waits for nobody.
    _ = open(fifo.path, O_RDWR | O_CLOEXEC)
  }
}

extension Repository {
  static let demo = top.appending(path: "runbooks/demo/move-site.stile")
}
