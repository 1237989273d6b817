import Foundation
import Testing

/// kill -9 everywhere: what was done stays done, what was not is done once.
@Suite(
  .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
  .enabled(if: Machine.has("strace"), "strace is not installed"))
struct CrashTests {
  @Test(.timeLimit(.minutes(30)))
  func `a run that is killed anywhere ends as if nobody had disturbed it`() async throws {
    let undisturbed = try await LabPool.shared.withLab { try await Undisturbed.observe($0) }
    let there = undisturbed.there
    // Polls make the loop turn more or less often: what comes late may not come at all.
    let turns = there.sent.dropLast(there.sent.count / 5)
    let places =
      there.creation.spread(3) + there.beginnings.spread(12) + there.writes.spread(5)
      + there.commits.spread(5) + Array(turns).spread(12)
    let back = undisturbed.back.commits.spread(12) + undisturbed.back.sent.spread(12)
    let rounds = places.indices.map { index in
      CrashRound.Plan(
        there: places[index],
        again: index % 3 == 0 ? .init(call: "fdatasync", count: 3 + index / 3 % 6) : nil,
        back: back[index % back.count])
    }

    let hits = try await withThrowingTaskGroup { group in
      for plan in rounds {
        group.addTask {
          try await LabPool.shared.withLab { lab in
            try await CrashRound(lab, undisturbed, plan).carryOut()
          }
        }
      }
      return try await group.reduce(into: CrashRound.Hits()) { $0.add($1) }
    }
    print(
      "killed at \(hits.there) places on the way there, \(hits.again) times more in the resume, "
        + "at \(hits.back) on the way back")
    if !hits.missed.isEmpty { print("the run was over before: \(hits.missed)") }
    #expect(hits.there >= 30)
  }
}

/// The demo there and back once, killed on each way and resumed until it is through.
struct CrashRound {
  struct Plan: CustomStringConvertible {
    let there: SystemCalls.Place
    /// Where the resume is killed as well.
    let again: SystemCalls.Place?
    let back: SystemCalls.Place

    var description: String {
      "killed \(there), \(again.map { "resumed and killed \($0), " } ?? "")and \(back) of the undo"
    }
  }

  struct Hits {
    var there = 0
    var again = 0
    var back = 0
    var missed: [SystemCalls.Place] = []

    mutating func add(_ other: Hits) {
      there += other.there
      again += other.again
      back += other.back
      missed += other.missed
    }
  }

  private let lab: Lab
  private let undisturbed: Undisturbed
  private let plan: Plan
  private let stile: Stile

  init(_ lab: Lab, _ undisturbed: Undisturbed, _ plan: Plan) throws {
    self.lab = lab
    self.undisturbed = undisturbed
    self.plan = plan
    stile = try Stile(lab)
  }

  func carryOut() async throws -> Hits {
    let ledger = try Ledger.read(lab)
    let mails = try Mails.identifiers(lab)
    let serial = try await lab.serial("LAB_NS1")
    var hits = Hits()
    try await carryOn(Stile.demo(lab), to: "done", &hits)
    if hits.there == 0 { hits.missed.append(plan.there) }
    #expect(try await lab.state() == undisturbed.moved, "\(plan)")
    try await takeBack(&hits)
    #expect(try await lab.state() == lab.pristine, "\(plan)")

    let differences = try Ledger.read(lab).since(ledger).differences(from: undisturbed.ledger)
    #expect(differences == [], "\(plan)")
    #expect(try await lab.serial("LAB_NS1") == serial + 2, "the name, there and back: \(plan)")
    #expect(Set(try Mails.identifiers(lab).dropFirst(mails.count)).count == 1, "\(plan)")
    let records = try await stile.records()
    #expect(JournalChain.faults(in: records) == [], "\(plan)")
    #expect(JournalChain.unsettled(in: records) == [], "\(plan)")
    return hits
  }

  /// Runs it, killed at a place; then resumes until it is through.
  private func carryOn(_ words: [String], to end: String, _ hits: inout Hits) async throws {
    let killed = try await stile.start(words, under: plan.there.wrapper()).ended()
    if killed.wasKilled { hits.there = 1 }
    if let again = plan.again, try await stile.state() != end {
      let resumed = try await stile.start(
        ["resume", "--no-input"], under: again.wrapper()
      ).ended()
      if resumed.wasKilled { hits.again = 1 }
    }
    try await finish(words, to: end, after: killed)
  }

  private func takeBack(_ hits: inout Hits) async throws {
    let words = ["undo", "--yes", "--no-input"]
    let killed = try await stile.start(words, under: plan.back.wrapper()).ended()
    if killed.wasKilled { hits.back = 1 }
    try await finish(words, to: "undone", after: killed)
  }

  private func finish(_ words: [String], to end: String, after killed: Outcome) async throws {
    // It may have been killed behind its last record.
    if try await stile.state() == end { return }
    var outcome = try await stile("resume", "--no-input")
    // What was killed before its first record was durable has never begun.
    if outcome.status == 2 { outcome = try await stile.start(words).ended() }
    #expect(outcome.status == 0, "\(plan): \(killed)\n\(outcome)")
    #expect(try await stile.state() == end, "\(plan)")
  }
}
