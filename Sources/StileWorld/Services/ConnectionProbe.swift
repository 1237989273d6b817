import CLinux
import Glibc
import StileMachine

/// Whether a server takes connections: `tcp.connects`.
struct ConnectionProbe: ServerProbe {
  let host: String
  private let port: UInt16
  /// Milliseconds.
  private let limit: Int32

  init(_ arguments: NativeArguments) throws(Failure) {
    host = try arguments.place("server")
    let number = try arguments.int("port")
    guard let port = UInt16(exactly: number), port > 0 else {
      throw Failure(.value, "\(number) is no port: they go from 1 to 65535")
    }
    self.port = port
    limit = try arguments.milliseconds("limit")
  }

  /// One address that takes it is enough; each gets its share of the time.
  func perform(at addresses: [String]) -> WorldResult {
    let share = max(limit / Int32(clamping: max(addresses.count, 1)), 1)
    let isTaken = addresses.contains { address in
      ServerAddress("[\(address)]", defaultPort: port).map { connects(to: $0, share) } ?? false
    }
    return .value(.bool(isTaken))
  }

  private func connects(to server: ServerAddress, _ milliseconds: Int32) -> Bool {
    let family = server.isIPv6 ? AF_INET6 : AF_INET
    let flags = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let number = socket(family, flags, 0)
    guard number >= 0 else { return false }
    let attempt = Descriptor(owning: number)
    if server.withSocketAddress({ connect(attempt.number, $0, $1) }) == 0 { return true }
    guard errno == EINPROGRESS else { return false }
    var readiness = pollfd(fd: attempt.number, events: Int16(POLLOUT), revents: 0)
    guard poll(&readiness, 1, milliseconds) > 0 else { return false }
    var problem: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(attempt.number, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0
  }
}
