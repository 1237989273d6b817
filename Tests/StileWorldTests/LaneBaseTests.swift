import Glibc
import StileMachine
import Testing

@testable import StileWorld

/// Where a run keeps its claims on a host that gives it no home.
@Suite struct LaneBaseTests {
  /// What hello says in a shell without a usable home.
  private func hello(_ run: String, base: String?) throws -> LaneReply.Hello {
    let loop = try EventLoop()
    let lane = try Lane(
      .shell(
        path: "/bin/sh", arguments: [], environment: ["PATH=/usr/bin:/bin", "HOME=/dev/null"]),
      loop: loop)
    let identity = LaneIdentity(run: run, epoch: 1, nonce: "nonce")
    let request = try LaneRequest.hello(identity, base: base).encoded(token: "t0")
    var hello: LaneReply.Hello?
    lane.send(request, token: "t0", limit: 20_000_000_000) { outcome in
      if case .reply(let reply) = outcome { hello = reply.hello }
      loop.complete(EffectName("hello"), .done)
    }
    _ = loop.run(before: Moment.now.advanced(by: 30_000_000_000))
    lane.close()
    return try #require(hello)
  }

  @Test func `without a home the base is a folder of its own in var tmp`() throws {
    let run = "test-\(LaneToken.fresh())"
    let expected = "/var/tmp/.stile-\(run)-far"
    defer { LaneRig.remove(expected) }
    guard case .bound(let bound) = try hello("\(run)/far", base: nil) else {
      Issue.record("not bound")
      return
    }
    #expect(bound.base == expected)
    var status = stat()
    #expect(lstat(expected, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
  }

  @Test func `a link in its place is refused`() throws {
    let run = "test-\(LaneToken.fresh())"
    let place = "/var/tmp/.stile-\(run)-far"
    let elsewhere = try LaneRig.temporaryFolder()
    defer { LaneRig.remove(place) }
    defer { LaneRig.remove(elsewhere) }
    #expect(symlink(elsewhere, place) == 0)
    guard case .refused(let why) = try hello("\(run)/far", base: nil) else {
      Issue.record("it was followed")
      return
    }
    #expect(why == "\(place) is not ours")
  }

  @Test(.enabled(if: geteuid() == 0, "skipped: only root can give a folder to somebody else"))
  func `somebody else's folder in its place is refused`() throws {
    let run = "test-\(LaneToken.fresh())"
    let place = "/var/tmp/.stile-\(run)-far"
    defer { LaneRig.remove(place) }
    #expect(mkdir(place, 0o777) == 0)
    #expect(chown(place, 65534, 65534) == 0)
    guard case .refused(let why) = try hello("\(run)/far", base: nil) else {
      Issue.record("it was used")
      return
    }
    #expect(why == "\(place) is not ours")
  }
}
