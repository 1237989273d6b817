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
      there.beginnings.spread(12) + there.writes.spread(6) + there.commits.spread(8)
      + Array(turns).spread(12)
    let back = undisturbed.back.commits.spread(12) + undisturbed.back.sent.spread(12)
    let rounds = places.indices.map { (places[$0], back[$0 % back.count]) }

    let hits = try await withThrowingTaskGroup { group in
      for (place, placeBack) in rounds {
        group.addTask {
          try await LabPool.shared.withLab { lab in
            try await CrashRound(lab, undisturbed).carryOut(there: place, back: placeBack)
          }
        }
      }
      return try await group.reduce(into: CrashRound.Hits()) { $0.add($1) }
    }
    print("killed at \(hits.there) places on the way there, at \(hits.back) on the way back")
    if !hits.missed.isEmpty { print("the run was over before: \(hits.missed)") }
    #expect(hits.there >= 30)
  }
}

/// The demo there and back once, killed once on each way and resumed until it is through.
struct CrashRound {
  struct Hits {
    var there = 0
    var back = 0
    var missed: [SystemCalls.Place] = []

    mutating func add(_ other: Hits) {
      there += other.there
      back += other.back
      missed += other.missed
    }
  }

  private let lab: Lab
  private let undisturbed: Undisturbed
  private let stile: Stile

  init(_ lab: Lab, _ undisturbed: Undisturbed) throws {
    self.lab = lab
    self.undisturbed = undisturbed
    stile = try Stile(lab)
  }

  func carryOut(there: SystemCalls.Place, back: SystemCalls.Place) async throws -> Hits {
    let ledger = try Ledger.read(lab)
    let mails = try Mails.identifiers(lab)
    var hits = Hits()
    if try await carryOn(Stile.demo(lab), to: "done", killed: there) {
      hits.there = 1
    } else {
      hits.missed.append(there)
    }
    #expect(try await lab.state() == undisturbed.moved, "there, killed \(there)")

    let undo = ["undo", "--yes", "--no-input"]
    if try await carryOn(undo, to: "undone", killed: back) { hits.back = 1 }
    #expect(try await lab.state() == lab.pristine, "back, killed \(there) and \(back)")

    let differences = try Ledger.read(lab).since(ledger).differences(from: undisturbed.ledger)
    #expect(differences == [], "killed \(there) and \(back)")
    #expect(Set(try Mails.identifiers(lab).dropFirst(mails.count)).count == 1, "killed \(there)")
    let records = try await stile.records()
    #expect(JournalChain.faults(in: records) == [], "killed \(there) and \(back)")
    #expect(JournalChain.unsettled(in: records) == [], "killed \(there) and \(back)")
    return hits
  }

  /// Runs it, killed at a place; then resumes until it is through. Was it killed?
  private func carryOn(
    _ words: [String], to end: String, killed place: SystemCalls.Place
  ) async throws -> Bool {
    let killed = try await stile.start(words, under: place.wrapper()).ended()
    // It may have been killed behind its last record.
    if try await stile.state() == end { return killed.wasKilled }
    var outcome = try await stile("resume", "--no-input")
    // What was killed before its first record was durable has never begun.
    if outcome.status == 2 { outcome = try await stile.start(words).ended() }
    #expect(outcome.status == 0, "killed \(place): \(killed)\n\(outcome)")
    #expect(try await stile.state() == end)
    return killed.wasKilled
  }
}
