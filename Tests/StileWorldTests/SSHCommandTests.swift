import StileMachine
import Testing

@testable import StileWorld

@Suite struct SSHCommandTests {
  private func command(_ host: HostValue, isMaster: Bool = true) -> SSHCommand {
    SSHCommand(
      host: host, socket: "/s/1", isMaster: isMaster,
      knownHosts: host.hostKey.map { _ in "/s/k%h" })
  }

  @Test func `the command line is constant, whatever the lane carries`() throws {
    let arguments = try command(HostValue(name: "old")).arguments()
    #expect(arguments.suffix(3) == ["--", "old", "exec /bin/sh"])
    #expect(arguments.contains("StrictHostKeyChecking=yes"))
    #expect(!arguments.contains { $0.hasPrefix("HostKeyAlias") })
  }

  @Test func `a host with a key is known by its name, from a file of ours alone`() throws {
    let host = HostValue(
      name: "old", address: "192.0.2.1", port: 2222, user: "root",
      hostKey: "ssh-ed25519 AAAA comment")
    let arguments = try command(host).arguments()
    #expect(arguments.contains("HostKeyAlias=[old]:2222"))
    #expect(arguments.contains("UserKnownHostsFile=\"/s/k%%h\""))
    #expect(arguments.contains("GlobalKnownHostsFile=none"))
    #expect(try command(host).knownHostsLine() == "[old]:2222 ssh-ed25519 AAAA\n")
  }

  @Test(arguments: [
    "-oProxyCommand=x", "a b", "a;b", "$(x)", "a`b`", "a\nb", "", "a|b", "a{b", "a\\b", "a\"b",
    "a;\u{301}b", "-\u{301}x",
  ])
  func `a name that a shell could read is refused, also by an old ssh`(_ name: String) {
    #expect(throws: Failure.self) {
      try command(HostValue(name: "old", address: name)).arguments()
    }
    #expect(throws: Failure.self) { try command(HostValue(name: "old", user: name)).arguments() }
  }

  @Test(arguments: ["", "AAAA", "ssh-ed25519 AAAA\nother ssh-rsa BBBB"])
  func `a host key that is no line of a key is refused`(_ key: String) {
    #expect(throws: Failure.self) {
      try command(HostValue(name: "old", hostKey: key)).knownHostsLine()
    }
  }

  @Test func `old algorithms are allowed by name, for their host alone`() throws {
    let names = ["diffie-hellman-group1-sha1", "ssh-rsa", "3des-cbc", "hmac-sha1"]
    let arguments = try command(HostValue(name: "old", legacy: names)).arguments()
    for setting in [
      "KexAlgorithms=+diffie-hellman-group1-sha1", "HostKeyAlgorithms=+ssh-rsa",
      "PubkeyAcceptedAlgorithms=+ssh-rsa", "Ciphers=+3des-cbc", "MACs=+hmac-sha1",
    ] {
      #expect(arguments.contains(setting))
    }
    #expect(throws: Failure.self) {
      try command(HostValue(name: "old", legacy: ["a,b"])).arguments()
    }
  }
}
