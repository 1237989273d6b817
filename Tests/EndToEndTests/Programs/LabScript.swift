import Foundation
import Glibc
import Repository

/// A server of `Tests/Lab` on a port and in a folder of its own; it ends with this object.
final class LabScript {
  let folder: URL
  let port: String
  private let server: Child

  /// `arguments` stand behind the port.
  init(_ script: String, _ arguments: [String]) async throws {
    folder = try WorkFolder.make("server")
    let path = Repository.top.appending(path: "Tests/Lab/\(script)").path
    server = try Child(
      [
        "/bin/sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "sh", folder.path,
        try Machine.required("python3"), path, "0",
      ] + arguments, environment: Machine.environment, output: folder.appending(path: "said"))
    let file = folder.appending(path: "port")
    try await eventually("the server has a port", within: .seconds(20)) {
      (try? String(contentsOf: file, encoding: .utf8))?.isEmpty == false
    }
    port = try String(contentsOf: file, encoding: .utf8)
  }

  deinit { server.signal(SIGKILL) }

  /// The webhooks that `hooks.py` took.
  func posts() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".post") }.sorted()
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
  }
}
