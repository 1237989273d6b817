import FoundationEssentials
import Glibc
import StileMachine

@testable import StileWorld

/// An sshd of our own on loopback, with its own keys, ended with this object.
final class SSHServer {
  let folder: String
  let port: Int
  let hostKey: String
  private var process: ChildProcess?

  static let isInstalled = access(program, X_OK) == 0
  private static let program = "/usr/sbin/sshd"

  /// `sessions` is how many lanes one connection may carry.
  init(sessions: Int = 10) throws {
    folder = try LaneRig.temporaryFolder()
    port = try Self.freePort()
    for name in ["host", "client"] {
      try Self.run(
        "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"])
    }
    hostKey = try Self.read("\(folder)/host.pub")
    try FileManager.default.copyItem(
      atPath: "\(folder)/client.pub", toPath: "\(folder)/authorized")
    mkdir("\(folder)/home", 0o700)
    // As root sshd wants it, for a process that it keeps apart.
    if geteuid() == 0 { mkdir("/run/sshd", 0o755) }
    let configuration = """
      Port \(port)
      ListenAddress 127.0.0.1
      HostKey \(folder)/host
      PidFile none
      AuthorizedKeysFile \(folder)/authorized
      UsePAM no
      StrictModes no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      SetEnv HOME=\(folder)/home
      LogLevel QUIET
      MaxSessions \(sessions)
      """
    try Self.write(configuration, to: "\(folder)/config")
    try start()
  }

  deinit {
    stop()
    LaneRig.remove(folder)
  }

  /// A host that is this server; without a name the usual one.
  func host(_ name: String = "far", hostKey: String? = nil) -> HostValue {
    HostValue(
      name: name, address: "127.0.0.1", port: port, user: Self.user,
      identity: Array("\(folder)/client".utf8), hostKey: hostKey ?? self.hostKey)
  }

  func start() throws {
    process = try Self.spawn(Self.program, ["-D", "-f", "\(folder)/config"])
    let deadline = Moment.now.advanced(by: 10_000_000_000)
    while !isListening {
      if Moment.now.boot > deadline.boot { throw LaneRig.Silence() }
      sched_yield()
    }
  }

  /// Ends the listening server; connections that stand go on.
  func stop() {
    guard let running = process.take() else { return }
    running.end(by: SIGTERM)
    while running.reap() == nil { sched_yield() }
  }

  private var isListening: Bool {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    var address = Self.loopback(port: UInt16(port))
    return Self.withAddress(&address) { connect(number, $0, $1) } == 0
  }

  private static var user: String {
    guard let entry = getpwuid(geteuid()) else { return "root" }
    return String(cString: entry.pointee.pw_name)
  }

  // MARK: Programs and files

  static func spawn(_ path: String, _ arguments: [String]) throws -> ChildProcess {
    let nowhere = Descriptor(owning: open("/dev/null", O_RDWR | O_CLOEXEC))
    return try ChildProcess(
      path, arguments, environment: LaneRig.environment, input: nowhere, output: nowhere,
      error: nowhere)
  }

  static func run(_ path: String, _ arguments: [String]) throws {
    let process = try spawn(path, arguments)
    while true {
      if let status = process.reap() {
        if status != 0 { throw LaneRig.Silence() }
        return
      }
      sched_yield()
    }
  }

  static func read(_ path: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: path))
    return String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
  }

  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  static func freePort() throws -> Int {
    let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    var address = loopback(port: 0)
    guard withAddress(&address, { bind(number, $0, $1) }) == 0 else { throw LaneRig.Silence() }
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let named = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(number, $0, &size) }
    }
    guard named == 0 else { throw LaneRig.Silence() }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private static func withAddress(
    _ address: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
