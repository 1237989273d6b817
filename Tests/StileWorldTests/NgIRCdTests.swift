import FoundationEssentials
import Glibc
import Repository
import StileMachine
import Testing

@testable import StileWorld

/// Messages at a server that people run: ngircd, with somebody who listens.
@Suite(.enabled(if: NgIRCd.isPossible, "ngircd, python3 and openssl are needed (make deps)"))
struct NgIRCdTests {
  private func channel(
    _ server: NgIRCd, room: String = "#ops", password: String = "password"
  ) -> Datum {
    MessageRig.channel(
      "irc", address: room, sender: "stile", server: "127.0.0.1:\(server.securePort)",
      secret: SecretText(pieces: [.secret(password)]), caFile: server.authority.caFile,
      options: ["server_login": "true"])
  }

  @Test func `others in the channel hear what is said`() throws {
    let server = try NgIRCd()
    let listener = try server.listener(in: "#ops")
    #expect(try MessageRig.deliver(channel(server)) == nil)
    let expected = ["Grüße", "one", ".", "..two", "three"]
    let deadline = Moment.now.advanced(by: 10_000_000_000)
    var heard: [Substring] = []
    while heard.count < expected.count, Moment.now.boot < deadline.boot {
      heard = (listener.text(of: "heard") ?? "").split(separator: "\n")
      sched_yield()
    }
    #expect(heard == expected[...].map { Substring($0) })
  }

  @Test func `a wrong password, and a channel that takes nobody, are told`() throws {
    let server = try NgIRCd()
    let refused = try #require(
      try MessageRig.deliver(channel(server, password: "token")))
    #expect(refused.reason.contains("Bad password"), "\(refused)")
    let closed = try #require(try MessageRig.deliver(channel(server, room: "#closed")))
    #expect(closed.reason.hasPrefix("#closed can't be joined: "), "\(closed)")
    #expect(closed.isFinal)
  }
}

/// An ngircd for one test, ended with this object.
final class NgIRCd {
  static let program = "/usr/sbin/ngircd"
  static let isPossible = LabServer.isPossible && access(program, X_OK) == 0

  let authority: LabAuthority
  let securePort: Int
  private let port: Int
  private let folder: String
  private var process: ChildProcess?

  init() throws {
    authority = try LabAuthority()
    folder = try LaneRig.temporaryFolder()
    port = try SSHServer.freePort()
    securePort = try SSHServer.freePort()
    try SSHServer.write(
      """
      [Global]
      Name = chat.example.org
      Info = a test
      Listen = 127.0.0.1
      Ports = \(port)
      Password = geheim
      ServerUID = \(getuid())
      ServerGID = \(getgid())
      [Limits]
      MaxConnectionsIP = 0
      [Options]
      DNS = no
      Ident = no
      PAM = no
      [SSL]
      CertFile = \(authority.certificate)
      KeyFile = \(authority.key)
      Ports = \(securePort)
      [Channel]
      Name = #closed
      Modes = i
      """, to: "\(folder)/settings")
    process = try SSHServer.spawn(Self.program, ["-n", "-f", "\(folder)/settings"])
    try WebServer.awaitListener(port)
    try WebServer.awaitListener(securePort)
  }

  deinit {
    if let process = process.take() {
      process.end(by: SIGKILL)
      while process.reap() == nil { sched_yield() }
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Somebody who writes down what is said in a channel, from now on.
  func listener(in channel: String) throws -> LabServer {
    let listener = try LabServer(client: "listen.py", of: port, ["geheim", channel])
    let deadline = Moment.now.advanced(by: 10_000_000_000)
    while listener.text(of: "heard") == nil {
      if Moment.now.boot > deadline.boot { throw LaneRig.Silence() }
      sched_yield()
    }
    return listener
  }
}
