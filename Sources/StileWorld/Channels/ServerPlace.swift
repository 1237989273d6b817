import StileMachine

/// A server as a channel names it, `HOST` or `HOST:PORT`, and who can listen on the way there.
struct ServerPlace {
  enum Security: String {
    /// The connection is asked to become a TLS one before anything else is said.
    case startTLS = "starttls"
    case tls
    case plain
  }

  /// As it stands in a URL.
  let text: String
  let security: Security

  /// Where no other `security` is named the way is `usual`, and open to a server on this machine.
  init(_ server: String, security: String?, usual: Security) throws(Undelivered) {
    let isPlain = server.utf8.allSatisfy { byte in
      (0x21...0x7e).contains(byte) && !"/?#@%\\".utf8.contains(byte)
    }
    guard isPlain, !server.isEmpty else {
      throw Undelivered("the server is HOST or HOST:PORT", isFinal: true)
    }
    text = server
    if let security, security != "usual" {
      guard let known = Security(rawValue: security) else {
        throw Undelivered("there is no security called `\(security)`", isFinal: true)
      }
      self.security = known
    } else {
      self.security = ServerPlace.isHere(server) ? .plain : usual
    }
  }

  /// With this port, if it has none of its own.
  func withPort(_ port: Int) -> ServerPlace {
    let host = text.last == "]" ? text[...] : text[(text.lastIndex(of: "]") ?? text.startIndex)...]
    let hasPort = text.last != "]" && host.contains(":")
    return hasPort ? self : ServerPlace(text: "\(text):\(port)", security: security)
  }

  private init(text: String, security: Security) {
    self.text = text
    self.security = security
  }

  /// Nobody but this machine can listen on the way.
  var isHere: Bool { ServerPlace.isHere(text) }

  /// A secret never goes over an open way that others share.
  func check(secret: String?) throws(Undelivered) {
    guard secret != nil, security == .plain, !isHere else { return }
    throw Undelivered("a secret goes over TLS alone, and this channel is plain", isFinal: true)
  }

  /// A host, with or without a port, that is this machine by definition (RFC 6761, RFC 1122).
  static func isHere(_ server: String) -> Bool {
    if server == "[::1]" || server.hasPrefix("[::1]:") { return true }
    let host = server.prefix { $0 != ":" }.lowercased()
    if host == "localhost" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers.first == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}
