import Foundation
import Testing

/// The wait for a TTL, seen from outside: it never ends while anybody may still get the old answer.
@Suite(.enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")))
struct WindowTests {
  @Test(.timeLimit(.minutes(30)))
  func `nobody gets the old answer once the wait is over, though a server lags`() async throws {
    try await move { stile, lab in
      let run = try await stile.start(Stile.demo(lab)).ended()
      #expect(run.status == 0, "\(run)")
    }
  }

  @Test(.timeLimit(.minutes(30)))
  func `a wait that was killed and resumed ends no sooner`() async throws {
    try await move { stile, lab in
      // In the midst of the wait: the secondary may or may not have followed.
      _ = try await stile.start(Stile.demo(lab)).killed(after: " wait ", delay: 1)
      let resumed = try await stile("resume", "--no-input")
      #expect(resumed.status == 0, "\(resumed)")
    }
  }

  /// Moves the site in a lab of its own, whose secondary lags up to five seconds, and holds what
  /// the run says against what was seen from outside.
  private func move(_ run: @Sendable (Stile, Lab) async throws -> Void) async throws {
    let lab = try await Lab.start(ttl: 2, lag: 5)
    do {
      let stile = try Stile(lab)
      let watch = try await Watch.during(lab) { try await run(stile, lab) }
      let records = try await stile.records()
      let ended = records.last {
        $0.kind == "item.ended" && $0.item?.hasSuffix("ttl_cached") == true
      }
      let end = try #require(ended?.utc)
      #expect(watch.stale(after: end).isEmpty)
      #expect(end >= watch.lastPossibleCopy, "the wait ended while a copy could live")
      let margin = Double(end - watch.lastPossibleCopy) / 1e9
      print("the wait ended \(margin) s after the last copy that there could be")
      // Otherwise nothing was put to the test.
      let primary = try #require(watch.last(of: "primary"))
      let worst = try #require(watch.last(of: "worst"))
      #expect(worst > primary, "no cache had the old answer after the name was changed")
      try await lab.stop()
    } catch {
      try await lab.stop()
      throw error
    }
  }
}
