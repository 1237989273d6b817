import CCurl
import Glibc
import StileMachine

/// Lines to and from a server, over TLS by libcurl; whatever waits here waits until the deadline.
///
/// A class because the connection has one owner.
final class IRCConnection {
  /// The longest line there is, tags included, is half of this.
  private static let mostBytes = 16_384

  private let transfer: CurlTransfer
  private let server: String
  /// On the boot clock.
  private let deadline: Int64
  private var received: [UInt8] = []

  init(to place: ServerPlace, caFile: String?, until deadline: Int64) throws(Undelivered) {
    server = place.text
    self.deadline = deadline
    do throws(CurlTransfer.Problem) {
      transfer = try CurlTransfer()
      let scheme = place.security == .tls ? "https" : "http"
      try transfer.set(STILE_CURL_URL, "\(scheme)://\(place.text)/")
      try transfer.set(STILE_CURL_CONNECT_ONLY, 1)
      // It is no web server that we speak to.
      try transfer.set(STILE_CURL_SSL_ENABLE_ALPN, 0)
      try transfer.set(
        STILE_CURL_CONNECTTIMEOUT_MS, max((deadline - Moment.now.boot) / 1_000_000, 1))
      try transfer.trust(authoritiesIn: caFile)
      try transfer.connect()
    } catch {
      throw Undelivered("\(place.text): \(error.message)")
    }
  }

  /// Sends one line; its text has no end of a line in it.
  func send(_ line: String) throws(Undelivered) {
    precondition(!line.utf8.contains { $0 == 0x0a || $0 == 0x0d }, "a line is one line")
    var rest = Array((line + "\r\n").utf8)[...]
    while !rest.isEmpty {
      switch transfer.send(rest) {
      case .moved(let count): rest = rest.dropFirst(count)
      case .later: try wait(for: POLLOUT, until: deadline)
      case .end(let reason): throw Undelivered("\(server) is gone: \(reason)")
      }
    }
  }

  /// The next line; nil where there is none before `pause`, on the boot clock.
  func receive(before pause: Int64? = nil) throws(Undelivered) -> IRCLine? {
    while true {
      if let end = received.firstIndex(of: 0x0a) {
        let line = received[..<end].filter { $0 != 0x0d && $0 != 0 }
        received.removeSubrange(...end)
        if let line = IRCLine(line) { return line }
        continue
      }
      guard received.count < IRCConnection.mostBytes else {
        throw Undelivered("\(server) does not speak IRC")
      }
      switch transfer.receive(atMost: 4096) {
      case .moved(let bytes): received += bytes
      case .end(let reason): throw Undelivered("\(server) is gone: \(reason)")
      case .later:
        if let pause, pause <= Moment.now.boot { return nil }
        try wait(for: POLLIN, until: min(pause ?? deadline, deadline))
      }
    }
  }

  private func wait(for event: Int32, until end: Int64) throws(Undelivered) {
    let now = Moment.now.boot
    guard now < deadline else { throw Undelivered("\(server) does not answer") }
    var readiness = pollfd(fd: transfer.socket, events: Int16(event), revents: 0)
    let left = max(min(end, deadline) - now, 0) / 1_000_000 + 1
    _ = poll(&readiness, 1, Int32(clamping: left))
  }
}
