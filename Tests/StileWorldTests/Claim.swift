import FoundationEssentials

@testable import StileWorld

/// The claim that a supervisor makes of an attempt: who runs it.
struct Claim {
  var status = "none open"
  let process: String
  let birth: String
  var boot: String

  /// Reads the claim that lies there.
  init(at path: String) throws {
    let lines = try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n")
    let words = lines.dropFirst().first?.split(separator: " ").map(String.init) ?? []
    guard let status = lines.first, words.count == 3 else {
      throw SystemFailure("no claim in \(path)", code: 0)
    }
    (self.status, process, birth, boot) = (String(status), words[0], words[1], words[2])
  }

  /// As if this process had made one now.
  init(by process: Int32) throws {
    let text = try String(contentsOf: URL(filePath: "/proc/\(process)/stat"), encoding: .utf8)
    let words = text.split(separator: ")").last?.split(separator: " ").map(String.init) ?? []
    let boot = try String(
      contentsOf: URL(filePath: "/proc/sys/kernel/random/boot_id"), encoding: .utf8)
    guard words.count > 19 else { throw SystemFailure("no process \(process)", code: 0) }
    self.process = "\(process)"
    birth = words[19]
    self.boot = String(boot.dropLast())
  }

  func write(to path: String) throws {
    try Data("\(status)\n\(process) \(birth) \(boot)\n".utf8).write(to: URL(filePath: path))
  }
}
