import FoundationEssentials
import Glibc
import Repository
import StileMachine

@testable import StileWorld

/// A server of the lab for one test, on loopback, in a folder of its own; it ends with this object.
final class LabServer {
  static let isPossible =
    access("/usr/bin/python3", X_OK) == 0 && access("/usr/bin/openssl", X_OK) == 0

  let port: Int
  let folder: String
  private var process: ChildProcess?

  /// `arguments` stand behind the port.
  convenience init(_ script: String, _ arguments: [String]) throws {
    try self.init(client: script, of: try SSHServer.freePort(), arguments)
    try WebServer.awaitListener(port)
  }

  /// A program that is no server itself, but speaks with the one at this port.
  init(client script: String, of port: Int, _ arguments: [String]) throws {
    self.port = port
    folder = try LaneRig.temporaryFolder()
    let path = Repository.top.appending(path: "Tests/Lab/\(script)").path
    process = try SSHServer.spawn(
      "/bin/sh",
      [
        "-c", "cd -- \"$1\" && shift && exec /usr/bin/python3 \"$@\"", "sh", folder, path,
        "\(port)",
      ]
        + arguments)
  }

  deinit {
    if let process = process.take() {
      process.end(by: SIGKILL)
      while process.reap() == nil { sched_yield() }
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  func text(of name: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(name)")
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// A certificate authority that nobody else believes, and a certificate of it for this machine.
final class LabAuthority {
  private let folder: String

  var caFile: String { "\(folder)/ca" }
  var certificate: String { "\(folder)/certificate" }
  var key: String { "\(folder)/key" }

  init(name: String = "IP:127.0.0.1") throws {
    folder = try LaneRig.temporaryFolder()
    let common =
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
      + ["-nodes", "-days", "2"]
    try SSHServer.run(
      "/usr/bin/openssl",
      common + ["-subj", "/CN=the lab's authority", "-keyout", "\(folder)/ca-key", "-out", caFile])
    try SSHServer.run(
      "/usr/bin/openssl",
      common + [
        "-CA", caFile, "-CAkey", "\(folder)/ca-key", "-subj", "/CN=the lab's server",
        "-addext", "subjectAltName=\(name)", "-addext", "basicConstraints=critical,CA:FALSE",
        "-keyout", key, "-out", certificate,
      ])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}
