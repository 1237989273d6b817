import FoundationEssentials
import Glibc
import StileMachine

@testable import StileWorld

/// Real name servers on loopback: a primary that takes signed updates, a secondary that nobody
/// tells of them, and a caching resolver in front of both.
final class DNSLab {
  static let isInstalled =
    access(knot, X_OK) == 0 && access(unbound, X_OK) == 0 && access(dig, X_OK) == 0
  static let missing = "knot, unbound and dig are needed (make deps)"

  private static let knot = "/usr/sbin/knotd"
  private static let unbound = "/usr/sbin/unbound"
  private static let dig = "/usr/bin/dig"

  static let zone = "stile.test"
  static let keySecret = "c3RpbGUgdGVzdHMgc2lnbiB3aXRoIHRoaXMga2V5ISE="
  private static let resolverHost = "127.0.0.61"
  private static let hosts = ["127.0.0.62", "127.0.0.63"]

  let folder: String
  private(set) var port = 0
  private var primary: ChildProcess?
  private var secondary: ChildProcess?
  private var cache: ChildProcess?

  var resolver: String { "\(Self.resolverHost):\(port)" }
  /// The primary, then the secondary.
  var servers: [String] { Self.hosts.map { "\($0):\(port)" } }

  init(records: String) throws {
    folder = try LaneRig.temporaryFolder()
    // A port that somebody else has is tried once and left.
    for _ in 0..<5 where port == 0 {
      port = Int.random(in: 20_000...31_000)
      try start(records)
      if port == 0 { stop() }
    }
    if port == 0 { throw LaneRig.Silence() }
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func start(_ records: String) throws {
    let zone = """
      $ORIGIN \(Self.zone).
      $TTL 300
      @ SOA ns1 hostmaster 1 3600 60 86400 77
      @ NS ns1
      @ NS ns2
      ns1 A \(Self.hosts[0])
      ns2 A \(Self.hosts[1])
      \(records)

      """
    for (index, host) in Self.hosts.enumerated() {
      let place = "\(folder)/ns\(index + 1)"
      mkdir(place, 0o700)
      mkdir("\(place)/db", 0o700)
      try SSHServer.write(zone, to: "\(place)/zone")
      try SSHServer.write(configuration(host, in: place), to: "\(place)/knot.conf")
    }
    try SSHServer.write(resolverConfiguration, to: "\(folder)/unbound.conf")
    primary = try server(1)
    secondary = try server(2)
    cache = try SSHServer.spawn(Self.unbound, ["-d", "-p", "-c", "\(folder)/unbound.conf"])
    let deadline = Moment.now.advanced(by: 10_000_000_000)
    for server in servers + [resolver] {
      while try answer("+short", "ns1.\(Self.zone)", "A", at: server) != [Self.hosts[0]] {
        if Moment.now.boot > deadline.boot {
          port = 0
          return
        }
      }
    }
  }

  private func server(_ number: Int) throws -> ChildProcess {
    try SSHServer.spawn(Self.knot, ["-c", "\(folder)/ns\(number)/knot.conf"])
  }

  /// Ends the secondary, so that its address is silent.
  func stopSecondary() { Self.end(secondary.take()) }

  private func stop() {
    Self.end(primary.take())
    Self.end(secondary.take())
    Self.end(cache.take())
  }

  private static func end(_ process: consuming ChildProcess?) {
    guard let process else { return }
    process.end(by: SIGKILL)
    while process.reap() == nil { sched_yield() }
  }

  /// What dig prints, a line each.
  func answer(_ options: String..., at server: String) throws -> [String] {
    let parts = server.split(separator: ":")
    let file = "\(folder)/dig.\(UInt64.random(in: 0...UInt64.max))"
    let command = "\"$@\" >\"$0\" 2>/dev/null || :"
    try SSHServer.run(
      "/bin/sh",
      ["-c", command, file, Self.dig, "+tries=1", "+time=1", "@\(parts[0])", "-p", "\(parts[1])"]
        + options)
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  // MARK: Configuration

  private func configuration(_ host: String, in place: String) -> String {
    """
    server:
        rundir: "\(place)"
        listen: \(host)@\(port)
        udp-workers: 1
        tcp-workers: 1
        background-workers: 1
    control:
        listen: "\(place)/control"
    database:
        storage: "\(place)/db"
        journal-db-max-size: 16M
        kasp-db-max-size: 5M
        timer-db-max-size: 1M
    key:
      - id: stile-key
        algorithm: hmac-sha256
        secret: \(Self.keySecret)
    acl:
      - id: update
        key: stile-key
        action: update
    zone:
      - domain: \(Self.zone)
        storage: "\(place)"
        file: zone
        acl: update

    """
  }

  private var resolverConfiguration: String {
    """
    server:
        interface: \(Self.resolverHost)
        port: \(port)
        outgoing-interface: \(Self.resolverHost)
        access-control: 127.0.0.0/8 allow
        do-ip6: no
        do-daemonize: no
        use-syslog: no
        username: ""
        chroot: ""
        directory: "\(folder)"
        pidfile: ""
        num-threads: 1
        module-config: "iterator"
        do-not-query-localhost: no
        local-zone: "test." nodefault
    remote-control:
        control-enable: no
    stub-zone:
        name: \(Self.zone)
        stub-addr: \(Self.hosts[0])@\(port)
        stub-addr: \(Self.hosts[1])@\(port)

    """
  }
}

extension DNSLab {
  /// Carries one request out, as a run would.
  func perform(_ request: WorldRequest, secret: String = keySecret) throws -> WorldResult {
    let loop = try EventLoop()
    let vault = SecretVault(["key": Array(secret.utf8)])
    let service = DNSService(loop: loop, secrets: vault, bootID: "boot")
    guard service.submit(Submission(EffectName("test"), request)) else { throw LaneRig.Silence() }
    let deadline = Moment.now.advanced(by: 30_000_000_000)
    while Moment.now.boot < deadline.boot {
      if let completion = loop.run(before: deadline).first { return completion.result }
    }
    throw LaneRig.Silence()
  }

  /// A call of a native callable, with the resolver and the port of this lab.
  func call(
    _ name: String, _ arguments: [(String, Datum)], secret: String = keySecret
  ) throws -> WorldResult {
    let own: [(String, Datum)] = [
      ("resolver", .string(resolver)), ("port", .int(Int64(port))),
    ]
    let fields = (arguments + own).map { DatumField($0.0, $0.1) }
    return try perform(.native(NativeRequest(name: name, arguments: fields)), secret: secret)
  }

  func zoneValue(key: String? = "stile-key") -> Datum {
    .record(
      "Zone",
      [
        DatumField("name", .domainName(Self.zone)),
        DatumField("primary", .string(servers[0])),
        DatumField("key", key.map { .string($0) } ?? .none),
        DatumField(
          "secret", key == nil ? .none : .secret(SecretText(pieces: [.secret("key")]))),
      ])
  }
}
