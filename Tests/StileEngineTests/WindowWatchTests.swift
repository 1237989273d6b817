import StileMachine
import Testing

@testable import StileEngine

/// When a TTL window ends: never while a resolver could hold an old answer.
@Suite struct WindowWatchTests {
  /// Servers that lag, fall silent and have several machines behind one address; runs that die and
  /// go on with what they recorded; caches that ask at the worst of moments and round up.
  @Test(arguments: 0..<60)
  func `no window ends while a cache could hold an old answer`(seed: UInt64) throws {
    var simulation = WindowSimulation(seed: seed)
    let outcome = simulation.run()
    let (end, current) = try #require(outcome, "the window has an end, seed \(seed)")
    let last = simulation.lastInstantInCaches(before: current, at: end)
    let forgotten = try #require(last, "all servers have changed, seed \(seed)")
    #expect(end >= forgotten, "seed \(seed)")
    // And it ends soon after: waiting for ever would pass the line above as well.
    #expect(end <= forgotten + simulation.tolerance, "seed \(seed)")
  }

  @Test func `a name that never changes has no end`() throws {
    var watch = try #require(window(observed: ["old", "old"]))
    for round in 0..<20 {
      answer(&watch, ["old", "old"], at: round)
    }
    #expect(watch.safeMoment == nil)
    #expect(watch.progress == "0 of 2 servers have changed")
  }

  @Test func `a secondary that catches up with what was observed is no change`() throws {
    var watch = try #require(window(observed: ["old", "older"]))
    for round in 0..<2 { answer(&watch, ["old", "old"], at: round) }
    #expect(watch.undecided == nil, "not before the third answer in a row")
    for round in 2..<20 { answer(&watch, ["old", "old"], at: round) }
    #expect(watch.safeMoment == nil)
    #expect(watch.undecided?.version == .records(["old"]))
    for round in 20..<24 { answer(&watch, ["new", "new"], at: round) }
    #expect(watch.safeMoment == seconds(22 + 60 + 2))
  }

  @Test func `what was observed beside others is the new answer once somebody says so`() throws {
    var watch = try #require(window(observed: ["new", "old"]))
    for round in 0..<3 { answer(&watch, ["new", "new"], at: round) }
    let (subject, version) = try #require(watch.undecided)
    watch.takeAsNew(version, of: subject)
    #expect(watch.undecided == nil)
    #expect(watch.safeMoment == seconds(2 + 60 + 2))
  }

  @Test func `a silent server is not a server that changed`() throws {
    var watch = try #require(window(observed: ["old", "old"]))
    for round in 0..<20 { answer(&watch, ["new", nil], at: round) }
    #expect(watch.safeMoment == nil)
    #expect(
      watch.progress == "1 of 2 servers have changed; no answer from 192.0.2.2:53")
  }

  @Test func `what a server served while it was silent may be kept as long as anything`() throws {
    var watch = try #require(window(observed: ["old", nil], before: 300))
    for round in 0..<10 { answer(&watch, ["new", nil], at: round) }
    for round in 10..<13 { answer(&watch, ["new", "new"], at: round) }
    #expect(watch.safeMoment == seconds(12 + 300 + 2))
  }

  @Test func `the third answer in a row without the old one counts`() throws {
    var watch = try #require(window(observed: ["old"]))
    for (round, value) in ["new", "new", "old", "new", "new", "new", "new"].enumerated() {
      answer(&watch, [value], at: round)
    }
    #expect(watch.safeMoment == seconds(5 + 60 + 2))
  }

  @Test func `the longest TTL that a version had counts`() throws {
    var watch = try #require(window(observed: ["old"]))
    answer(&watch, ["old"], at: 0, ttl: 600)
    for round in 1..<4 { answer(&watch, ["new"], at: round) }
    #expect(watch.safeMoment == seconds(3 + 600 + 2))
  }

  @Test func `no end before what may be kept from before the observation`() throws {
    var watch = try #require(window(observed: ["old"], before: 86_400))
    for round in 0..<3 { answer(&watch, ["new"], at: round) }
    #expect(watch.safeMoment == seconds(-1 + 86_400 + 2))
  }

  @Test func `at the end every address is asked once more, and one that went back opens it again`()
    throws
  {
    var watch = try #require(window(observed: ["old", "old"]))
    for round in 0..<3 { answer(&watch, ["new", "new"], at: round) }
    let safe = try #require(watch.safeMoment)
    let moment = Moment(utc: safe, boot: safe)
    #expect(!watch.isOver(at: moment))
    #expect(watch.due(at: moment).count == 2)
    answer(&watch, ["new", "old"], at: Int(safe / second))
    #expect(!watch.isOver(at: moment))
    #expect(watch.safeMoment == nil)
  }

  @Test func `a server that falls silent at the end holds it up, and is asked at its pace`() throws
  {
    var watch = try #require(window(observed: ["old", "old"]))
    for round in 0..<3 { answer(&watch, ["new", "new"], at: round) }
    let safe = try #require(watch.safeMoment)
    let end = Moment(utc: safe, boot: safe)
    #expect(watch.due(at: end).count == 2)
    answer(&watch, ["new", nil], at: Int(safe / second))
    #expect(!watch.isOver(at: end))
    #expect(watch.due(at: end).isEmpty)
    #expect(watch.nextDue == safe + 6 * second)
    #expect(watch.due(at: end.advanced(by: 6 * second)).map(\.server).contains("192.0.2.2:53"))
    answer(&watch, ["new", "new"], at: Int(safe / second) + 6)
    #expect(watch.isOver(at: end.advanced(by: 6 * second)))
  }

  @Test func `the arithmetic names the bound that lasts longest`() throws {
    var watch = try #require(window(observed: ["old", "old"]))
    for round in 0..<5 { answer(&watch, ["new", round < 2 ? "old" : "new"], at: round) }
    #expect(
      watch.arithmetic(now: Moment(utc: seconds(100), boot: seconds(100))) == [
        "www.example.org CNAME at 192.0.2.2:53: old: gone at 00:00:04 UTC, may be kept for 60 s",
        "safe at 00:00:04 UTC + 60 s + 2 s = 00:01:06 UTC, the latest of 3",
      ])
  }

  @Test func `the answers that mattered, recorded again, give the same end`() throws {
    let values = ["old", "old", "new", "new", "old", "new", "other", "new", "new", "new", "new"]
    var watch = try #require(window(observed: ["old", "old"]))
    var again = watch
    for (round, value) in values.enumerated() {
      for answer in answers(["new", value], at: round) where watch.record(answer) {
        _ = again.record(answer)
      }
    }
    #expect(watch.safeMoment != nil)
    #expect(again.safeMoment == watch.safeMoment)
  }

  @Test func `a version that was seen in an earlier boot still counts`() throws {
    var watch = try #require(window(observed: ["old"]))
    let seen = answers(["other"], at: 0, ttl: 900)
    for answer in seen { watch.recall(answer) }
    for round in 10..<13 { answer(&watch, ["new"], at: round) }
    #expect(watch.safeMoment == seconds(12 + 900 + 2))
  }
}

private let second: Int64 = 1_000_000_000

private func seconds(_ count: Int) -> Int64 { Int64(count) * second }

private func answers(_ values: [String?], at time: Int, ttl: Int64 = 60) -> [DNSAnswer] {
  let moment = Moment(utc: seconds(time), boot: seconds(time))
  return values.enumerated().map { index, value in
    DNSAnswer(
      question: DNSQuestion(
        server: "192.0.2.\(index + 1):53", name: "www.example.org", type: "CNAME"),
      content: value.map { .records([$0], ttl: ttl) } ?? .silent("does not answer"), sent: moment,
      received: moment)
  }
}

private func answer(
  _ watch: inout WindowWatch, _ values: [String?], at time: Int, ttl: Int64 = 60
) {
  for answer in answers(values, at: time, ttl: ttl) { _ = watch.record(answer) }
}

/// A window that opens at 0 over an observation of a second before.
private func window(observed: [String?], before: Int64 = 60) -> WindowWatch? {
  let evidence = DNSEvidence(
    answers: answers(observed, at: -1), before: before * second, bootID: "boot")
  return WindowWatch(
    observation: observation(evidence), before: before * second, bootID: "boot",
    opened: Moment(utc: 0, boot: 0))
}

func observation(_ evidence: DNSEvidence) -> Datum {
  .record(
    "Observation",
    [
      DatumField("id", .string("")),
      DatumField("names", .list([.domainName("www.example.org")])),
      DatumField("ttl", .duration(60 * second)),
      DatumField("taken", .time(0)),
      DatumField("evidence", .json(evidence.json)),
    ])
}
