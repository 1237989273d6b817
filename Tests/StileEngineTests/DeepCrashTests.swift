import Foundation
import StileEngine
import StileJournal
import StileMachine
import Testing

/// A process that dies, and so does the one that resumes, and the one after that.
@Suite struct DeepCrashTests {
  /// How many histories are drawn of each story.
  private static let histories: Int =
    ProcessInfo.processInfo.environment["STILE_KILL_HISTORIES"].flatMap { Int($0) } ?? 50

  @Test(.timeLimit(.minutes(30)), arguments: KillStory.all)
  func `killed three times in a row, each change is made once and in order`(
    _ story: KillStory
  ) throws {
    let whole = try story.begun()
    var sizes: [(commits: Int, submissions: Int)] = []
    #expect(try story.carryOn(whole, dying: nil) { sizes.append(($0.commits, $0.submissions)) })
    #expect(Books(whole).problems == [])
    let size = try #require(sizes.first)
    var deaths = 0
    for seed in 1...UInt64(Self.histories) {
      var random = SplitMix(state: seed)
      let faults = (1...3).map { depth in
        Rig.Fault.drawn(
          commits: max(size.commits / depth, 1), submissions: max(size.submissions / depth, 1),
          &random)
      }
      let rig = try story.begun()
      for fault in faults where try !story.carryOn(rig, dying: fault) { deaths += 1 }
      #expect(try story.carryOn(rig, dying: nil), "seed \(seed): \(faults)")
      #expect(Books(rig).differences(from: Books(whole)) == [], "seed \(seed): \(faults)")
    }
    #expect(deaths > Self.histories, "most histories must die more than once")
  }

  @Test(.timeLimit(.minutes(30)))
  func `killed three times on the way there and back, the host holds what it held`() throws {
    let there = try #require(KillStory.all.first)
    let back = KillStory.back
    for seed in 1...UInt64(Self.histories) {
      var random = SplitMix(state: seed)
      let rig = try there.begun()
      let held = rig.host.store
      let faults = (1...3).map { _ in Rig.Fault.drawn(commits: 40, submissions: 80, &random) }
      for fault in faults { _ = try there.carryOn(rig, dying: fault) }
      for fault in faults where !rig.journal.isEmpty { _ = try back.carryOn(rig, dying: fault) }
      if !rig.journal.isEmpty { #expect(try back.carryOn(rig, dying: nil), "seed \(seed)") }
      #expect(rig.host.store == held, "seed \(seed): \(faults)")
      #expect(Books(rig).problems == [], "seed \(seed): \(faults)")
    }
  }
}

extension Rig.Fault {
  fileprivate static func drawn(
    commits: Int, submissions: Int, _ random: inout SplitMix
  ) -> Rig.Fault {
    let commit = random.next(in: 1...commits)
    let submission = random.next(in: 1...submissions)
    return switch random.next(in: 0...3) {
    case 0: .beforeCommit(commit)
    case 1: .afterCommit(commit)
    case 2: .afterSubmission(submission, isDelivered: false)
    default: .afterSubmission(submission, isDelivered: true)
    }
  }
}
