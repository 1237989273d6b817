/// A `Host` of the language; equal and keyed by name.
package struct HostValue: Hashable, Sendable {
  package let name: String
  package let address: String?
  package let port: Int
  package let user: String?
  package let identity: [UInt8]?
  /// The line of a public key (`ssh-ed25519 AAAA…`); with it no known_hosts of the user counts.
  package let hostKey: String?
  package let legacy: [String]

  package init(
    name: String, address: String? = nil, port: Int = 22, user: String? = nil,
    identity: [UInt8]? = nil, hostKey: String? = nil, legacy: [String] = []
  ) {
    self.name = name
    self.address = address
    self.port = port
    self.user = user
    self.identity = identity
    self.hostKey = hostKey
    self.legacy = legacy
  }

  /// This machine.
  package static let local = HostValue(name: "local")

  package var isLocal: Bool { name == "local" }
}
