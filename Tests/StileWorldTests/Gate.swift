import FoundationEssentials
import Glibc
import StileMachine

@testable import StileWorld

/// Where a command under test reports that it runs, and waits until it may go on.
struct Gate {
  /// The command appends a line to it.
  let ledger: String
  /// The command reads it to its end.
  let fifo: String

  init(_ folder: String) {
    ledger = "\(folder)/ledger"
    fifo = "\(folder)/gate"
    mkfifo(fifo, 0o600)
  }

  var lines: Int {
    guard let data = try? Data(contentsOf: URL(filePath: ledger)) else { return 0 }
    return data.count { $0 == UInt8(ascii: "\n") }
  }

  /// Lets the command go on; it reads this text. Throws where no command waits, after 20 s.
  func open(_ text: String) throws {
    let deadline = Moment.now.advanced(by: 20_000_000_000)
    while true {
      let number = Glibc.open(fifo, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      if number >= 0 {
        _ = Descriptor(owning: number).write(Array(text.utf8)[...])
        return
      }
      if Moment.now.boot > deadline.boot { throw LaneRig.Silence() }
      usleep(1_000)
    }
  }
}

/// What runs on this machine.
enum Processes {
  /// Processes of which an argument names what this link points to.
  static func mentioning(_ link: String) -> [Int32] {
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link) else {
      return []
    }
    return all { commandLine($0).contains(target) }
  }

  static func all(where isWanted: (Int32) -> Bool) -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter(isWanted)
  }

  static func commandLine(_ process: Int32) -> String { text(process, "cmdline") }

  static func environment(_ process: Int32) -> String { text(process, "environ") }

  private static func text(_ process: Int32, _ file: String) -> String {
    let number = Glibc.open("/proc/\(process)/\(file)", O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return "" }
    guard case .bytes(let bytes) = Descriptor(owning: number).read() else { return "" }
    return String(decoding: bytes.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
  }
}
