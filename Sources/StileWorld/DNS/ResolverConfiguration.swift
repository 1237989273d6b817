import Glibc

/// The resolvers that this machine uses, in the order of `resolv.conf`.
struct ResolverConfiguration: Hashable, Sendable {
  let servers: [ServerAddress]

  /// Reads the `nameserver` lines of a resolv.conf; without any, the resolver is this machine.
  init(text: String) {
    var servers: [ServerAddress] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard words.count >= 2, words[0] == "nameserver" else { continue }
      if let server = ServerAddress(String(words[1]), defaultPort: 53) { servers.append(server) }
    }
    if servers.isEmpty { servers = [ServerAddress(bytes: [127, 0, 0, 1], port: 53)] }
    self.servers = servers
  }

  /// Reads the file anew: a laptop changes networks while a run waits.
  static func ofThisMachine() -> ResolverConfiguration {
    guard let file = fopen("/etc/resolv.conf", "re") else { return ResolverConfiguration(text: "") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = fread(&bytes, 1, bytes.count, file)
    return ResolverConfiguration(text: String(decoding: bytes.prefix(count), as: UTF8.self))
  }
}
