import Glibc
import StileMachine
import Testing

@testable import StileWorld

/// Whether somebody takes connections.
@Suite struct ConnectionProbeTests {
  private func connects(_ host: String, _ port: Int, address: String? = nil) throws -> WorldResult {
    let place = Datum.record(
      "Host",
      [
        DatumField("name", .domainName(host)),
        DatumField("address", address.map { .string($0) } ?? .none),
      ])
    return try ProbeRig.ask(
      "tcp_connects", [DatumField("server", place), DatumField("port", .int(Int64(port)))])
  }

  private func listener(_ address: ServerAddress) throws -> Descriptor {
    let family = address.isIPv6 ? AF_INET6 : AF_INET
    let listening = Descriptor(owning: socket(family, Int32(SOCK_STREAM.rawValue), 0))
    guard address.withSocketAddress({ bind(listening.number, $0, $1) }) == 0,
      listen(listening.number, 5) == 0
    else { throw LaneRig.Silence() }
    return listening
  }

  private func answer(_ result: WorldResult) -> Datum? {
    if case .value(let value) = result { value } else { nil }
  }

  @Test func `a port that somebody listens at takes it, one that nobody does refuses`() throws {
    let port = try SSHServer.freePort()
    let address = ServerAddress(bytes: [127, 0, 0, 1], port: UInt16(port))
    #expect(answer(try connects("127.0.0.1", port)) == .bool(false))
    let listening = try listener(address)
    #expect(answer(try connects("127.0.0.1", port)) == .bool(true))
    #expect(answer(try connects("localhost", port)) == .bool(true))
    #expect(answer(try connects("new.example.org", port, address: "127.0.0.1")) == .bool(true))
    _ = consume listening
    #expect(answer(try connects("127.0.0.1", port)) == .bool(false))
  }

  @Test func `a name is resolved by the resolver that was given`() throws {
    guard case .failed(let failure) = try connects("new.example.org", 80) else {
      Issue.record("there is no such resolver")
      return
    }
    #expect(failure.kind == .unverified)
  }

  @Test(arguments: [0, -1, 65_536])
  func `a port has a number that ports have`(port: Int) throws {
    guard case .failed(let failure) = try connects("127.0.0.1", port) else {
      Issue.record("it is none")
      return
    }
    #expect(failure.message == "\(port) is no port: they go from 1 to 65535")
  }
}
