import StileMachine

/// The one command line that starts a lane on a host: OpenSSH with options of our own, which win
/// over the user's configuration; that is read for all else.
struct SSHCommand {
  let host: HostValue
  /// Where the connection is shared.
  let socket: String
  /// The first lane's ssh holds the connection, the others go through it.
  let isMaster: Bool
  /// The only file of known hosts, where the host's key was given.
  let knownHosts: String?

  /// The arguments of `ssh`.
  func arguments() throws(Failure) -> [String] {
    let address = host.address ?? host.name
    try check(address, "address", refused: "'`\"$\\;&<>|(){}")
    var arguments = ["-S", Self.withoutTokens(socket)]
    for option in options { arguments += ["-o", option] }
    if host.port != 22 { arguments += ["-p", "\(host.port)"] }
    if let user = host.user {
      try check(user, "user", refused: "'`\"$\\;&<>|(){}")
      arguments += ["-l", user]
    }
    if let identity = host.identity {
      let path = String(decoding: identity, as: UTF8.self)
      guard Array(path.utf8) == identity else {
        throw Failure(.value, "the identity of host \(host.name) is a path that is not UTF-8")
      }
      arguments += ["-i", Self.withoutTokens(path), "-o", "IdentitiesOnly=yes"]
    }
    arguments += try legacyOptions()
    return arguments + ["--", address, "exec /bin/sh"]
  }

  private var options: [String] {
    var options = [
      "BatchMode=yes", "StrictHostKeyChecking=yes", "ForwardAgent=no", "ForwardX11=no",
      "ClearAllForwardings=yes", "PermitLocalCommand=no", "RequestTTY=no", "EscapeChar=none",
      "RemoteCommand=none", "StdinNull=no", "ForkAfterAuthentication=no", "SessionType=default",
      "ConnectTimeout=10", "ConnectionAttempts=1", "ServerAliveInterval=15",
      "ServerAliveCountMax=3", "ControlMaster=\(isMaster ? "yes" : "no")", "ControlPersist=no",
      // The print of the host's key is on its stderr then.
      "LogLevel=DEBUG1",
    ]
    // Without an address and a key of our own the host is what the user's configuration says it is.
    if host.address != nil || host.hostKey != nil { options.append("HostKeyAlias=\(alias)") }
    if let knownHosts {
      options += [
        "UserKnownHostsFile=\"\(Self.withoutTokens(knownHosts))\"", "GlobalKnownHostsFile=none",
        "KnownHostsCommand=none", "VerifyHostKeyDNS=no", "UpdateHostKeys=no",
      ]
    }
    return options
  }

  private var alias: String { host.port == 22 ? host.name : "[\(host.name)]:\(host.port)" }

  /// The line of `knownHosts`; nil where the host came without a key.
  func knownHostsLine() throws(Failure) -> String? {
    guard let key = host.hostKey else { return nil }
    let words = key.split(separator: " ")
    guard words.count >= 2, key.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) else {
      throw Failure(.value, "the host key of \(host.name) is not a line like `ssh-ed25519 AAAA…`")
    }
    return "\(alias) \(words[0]) \(words[1])\n"
  }

  /// Refuses at least what OpenSSH's newest `valid_hostname` and `valid_ruser` refuse: the one here
  /// may be older, and hand a name to a shell of the user's configuration.
  private func check(_ name: String, _ what: String, refused: String) throws(Failure) {
    // By bytes: a combining mark behind a `;` makes another letter of it, but not for a shell.
    let isFine = name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && !refused.utf8.contains($0) }
    if !isFine || name.isEmpty || name.utf8.first == UInt8(ascii: "-") {
      throw Failure(.value, "`\(name)` can't be the \(what) of host \(host.name)")
    }
  }

  /// `%` starts a token in the paths of ssh's options.
  private static func withoutTokens(_ path: String) -> String {
    path.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
  }
}
