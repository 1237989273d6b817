extension HostValue {
  /// The host that a `Host` record describes; nil for any other value.
  package init?(_ datum: Datum) {
    guard case .record("Host", _) = datum, case .domainName(let name)? = datum[field: "name"] else {
      return nil
    }
    var address: String?
    if case .string(let text)? = datum[field: "address"] { address = text }
    var port = 22
    if case .int(let number)? = datum[field: "port"] { port = Int(number) }
    var user: String?
    if case .user(let text)? = datum[field: "user"] { user = text }
    var identity: [UInt8]?
    if case .path(let bytes)? = datum[field: "identity"] { identity = bytes }
    var hostKey: String?
    if case .string(let text)? = datum[field: "host_key"] { hostKey = text }
    var legacy: [String] = []
    if case .list(let algorithms)? = datum[field: "legacy"] {
      legacy = algorithms.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }
    self.init(
      name: name, address: address, port: port, user: user, identity: identity, hostKey: hostKey,
      legacy: legacy)
  }
}
