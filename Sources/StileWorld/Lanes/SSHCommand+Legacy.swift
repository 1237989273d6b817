import StileMachine

extension SSHCommand {
  /// Options that allow the old algorithms which this host's entry names, for it alone.
  func legacyOptions() throws(Failure) -> [String] {
    var options: [String] = []
    for algorithm in host.legacy {
      let isName = algorithm.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "."):
          true
        default: false
        }
      }
      guard isName, !algorithm.isEmpty else {
        throw Failure(.value, "`\(algorithm)` is no algorithm's name, of host \(host.name)")
      }
      options += Self.settings(for: algorithm).flatMap { ["-o", "\($0)=+\(algorithm)"] }
    }
    return options
  }

  private static func settings(for algorithm: String) -> [String] {
    if algorithm.hasPrefix("diffie-hellman") || algorithm.hasPrefix("ecdh") {
      return ["KexAlgorithms"]
    }
    if algorithm.hasPrefix("hmac-") || algorithm.hasPrefix("umac-") { return ["MACs"] }
    if algorithm.hasPrefix("ssh-") || algorithm.hasPrefix("ecdsa-") {
      return ["HostKeyAlgorithms", "PubkeyAcceptedAlgorithms"]
    }
    return ["Ciphers"]
  }
}
