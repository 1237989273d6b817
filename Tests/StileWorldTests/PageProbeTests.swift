import FoundationEssentials
import Glibc
import StileMachine
import Testing

@testable import StileWorld

/// GETs by libcurl from a real web server on loopback.
@Suite(.enabled(if: WebServer.isPossible, "python3, openssl and libcurl are needed (make deps)"))
struct PageProbeTests {
  private func get(
    _ url: String, at host: HostValue? = nil, limit: Int64 = 10_000_000_000
  ) throws -> WorldResult {
    let arguments = [
      DatumField("url", .url(url)),
      DatumField(
        "at",
        host.map {
          .record(
            "Host",
            [
              DatumField("name", .domainName($0.name)),
              DatumField("address", $0.address.map { .string($0) } ?? .none),
            ])
        } ?? .none),
      DatumField("ca_file", .none),
    ]
    return try ProbeRig.ask("http_get", arguments, limit: limit)
  }

  private func response(_ result: WorldResult) -> (Datum?, Datum?) {
    guard case .value(let value) = result else { return (nil, nil) }
    return (value[field: "status"], value[field: "body"])
  }

  @Test func `a page comes with its status and its text`() throws {
    let server = try WebServer()
    let found = response(try get("http://127.0.0.1:\(server.port)/page.txt"))
    #expect(found.0 == .int(200))
    #expect(found.1 == .string("grüße\n"))
    #expect(response(try get("http://127.0.0.1:\(server.port)/absent")).0 == .int(404))
  }

  @Test func `a host can be tried under its future name`() throws {
    let server = try WebServer()
    let host = HostValue(name: "new", address: "127.0.0.1")
    let found = response(try get("http://www.example.org:\(server.port)/page.txt", at: host))
    #expect(found.0 == .int(200))
  }

  @Test func `a name is resolved by the resolver that was given, and by no other`() throws {
    let result = try get("http://localhost.example.org/")
    guard case .failed(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.kind == .unverified)
    #expect(failure.message.contains("the resolver 127.0.0.1:1 refuses the connection"))
  }

  @Test func `an answer of more than 1 MiB is an error, never a shorter text`() throws {
    let server = try WebServer()
    let url = "http://127.0.0.1:\(server.port)/big.bin"
    guard case .failed(let failure) = try get(url) else {
      Issue.record("it is refused")
      return
    }
    #expect(failure.message == "\(url) can't be fetched: the answer is longer than 1 MiB")
  }

  @Test func `nothing that listens, and another scheme, are failures with a reason`() throws {
    guard case .failed(let refused) = try get("http://127.0.0.1:1/") else {
      Issue.record("nothing listens there")
      return
    }
    #expect(refused.kind == .world)
    #expect(refused.message.hasPrefix("http://127.0.0.1:1/ can't be fetched: Failed to connect"))
    guard case .failed(let scheme) = try get("file:///etc/passwd") else {
      Issue.record("a file is no web page")
      return
    }
    #expect(scheme.kind == .value)
  }

  @Test func `a certificate that nobody vouches for is refused`() throws {
    let server = try WebServer(isSecure: true)
    guard case .failed(let failure) = try get("https://127.0.0.1:\(server.port)/") else {
      Issue.record("it is refused")
      return
    }
    #expect(failure.message.lowercased().contains("certificate"), "\(failure.message)")
  }

  @Test func `a server that says nothing is left at the limit`() throws {
    let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(silent) }
    let address = ServerAddress(bytes: [127, 0, 0, 1], port: UInt16(try SSHServer.freePort()))
    guard address.withSocketAddress({ bind(silent, $0, $1) }) == 0, listen(silent, 5) == 0 else {
      return
    }
    let result = try get("http://\(address)/", limit: 300_000_000)
    guard case .failed(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.message.contains("timed out"))
  }

  @Test(arguments: [
    ("http://example.org", "example.org", 80), ("HTTPS://example.org/x", "example.org", 443),
    ("http://u:p@example.org:8080/a:b@c", "example.org", 8080),
    ("http://[2001:db8::1]:81/", "2001:db8::1", 81),
    ("http://example.org?x=http://y", "example.org", 80),
  ])
  func `whom a URL names`(url: String, host: String, port: UInt16) {
    #expect(WebAddress(url)?.host == host)
    #expect(WebAddress(url)?.port == port)
  }

  @Test(arguments: ["ftp://example.org", "http://", "http://:80/", "http://a:b/", "example.org"])
  func `what names nobody`(url: String) { #expect(WebAddress(url) == nil) }
}

/// A web server of the system's on loopback, ended with this object.
final class WebServer {
  static let isPossible =
    access("/usr/bin/python3", X_OK) == 0 && access("/usr/bin/openssl", X_OK) == 0

  let port: Int
  private let folder: String
  private var process: ChildProcess?

  init(isSecure: Bool = false) throws {
    folder = try LaneRig.temporaryFolder()
    port = try SSHServer.freePort()
    try SSHServer.write("grüße\n", to: "\(folder)/page.txt")
    try SSHServer.write(
      String(repeating: "x", count: 1024 * 1024 + 1), to: "\(folder)/big.bin")
    if isSecure {
      try SSHServer.run(
        "/usr/bin/openssl",
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
          "-keyout", "\(folder)/key", "-out", "\(folder)/certificate",
        ])
      process = try SSHServer.spawn(
        "/usr/bin/openssl",
        [
          "s_server", "-quiet", "-www", "-accept", "127.0.0.1:\(port)", "-key", "\(folder)/key",
          "-cert", "\(folder)/certificate",
        ])
    } else {
      process = try SSHServer.spawn(
        "/usr/bin/python3",
        ["-m", "http.server", "--bind", "127.0.0.1", "--directory", folder, "\(port)"])
    }
    try Self.awaitListener(port)
  }

  deinit {
    if let process = process.take() {
      process.end(by: SIGKILL)
      while process.reap() == nil { sched_yield() }
    }
    try? FileManager.default.removeItem(atPath: folder)
  }

  static func awaitListener(_ port: Int) throws {
    let address = ServerAddress(bytes: [127, 0, 0, 1], port: UInt16(port))
    let deadline = Moment.now.advanced(by: 10_000_000_000)
    while true {
      let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      let result = address.withSocketAddress { connect(number, $0, $1) }
      close(number)
      if result == 0 { return }
      if Moment.now.boot > deadline.boot { throw LaneRig.Silence() }
      sched_yield()
    }
  }
}
