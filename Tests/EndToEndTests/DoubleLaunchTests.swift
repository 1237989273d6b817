import Foundation
import Testing

/// Two runners of one run, and one command twice: the first can't be, the second would be seen.
@Suite(.enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")))
struct DoubleLaunchTests {
  @Test func `a change that is made twice is seen in the hosts' books`() async throws {
    try await LabPool.shared.withLab { lab in
      let file = lab.place("old", "srv/site/robots.txt").path
      let command = [
        try Machine.required("ssh"), "-F", lab.folder.appending(path: "ssh/config").path, "old",
        "STILE_ATTEMPT=00000042-9f3c1a20 chmod 0644 \(file)",
      ]
      let before = try Ledger.read(lab)
      #expect(try await Lab.run(command).status == 0)
      let once = try Ledger.read(lab).since(before)
      #expect(once.lines.count == 1)
      #expect(once.differences(from: once) == [])

      #expect(try await Lab.run(command).status == 0)
      let twice = try Ledger.read(lab).since(before)
      #expect(twice.differences(from: once).count == 1, "the same launch ran twice, unnoticed")
    }
  }

  @Test(.timeLimit(.minutes(30)))
  func `of two copies of a run at most one goes on, and nothing is made twice`() async throws {
    try await LabPool.shared.withLab { lab in
      let begun = try Ledger.read(lab)
      let stile = try Stile(lab)
      _ = try await stile.start(Stile.demo(lab)).killed(after: " copy ")

      let copy = try Stile(lab)
      try FileManager.default.copyItem(
        at: stile.home.appending(path: "state"), to: copy.home.appending(path: "state"))
      let both = [
        try stile.start(["resume", "--no-input"]), try copy.start(["resume", "--no-input"]),
      ]
      let first = try await both[0].ended()
      let second = try await both[1].ended()
      let statuses = [first.status, second.status]
      #expect(statuses.contains(6), "\(first)\n\(second)")
      #expect(statuses.allSatisfy { [0, 6].contains($0) }, "\(first)\n\(second)")

      // Whoever has it ends it; the other's journal is out of date and must not touch a host again.
      let winner = first.status == 0 ? stile : copy
      if !statuses.contains(0) {
        #expect(try await winner("resume", "--no-input").status == 0)
      }
      let ledger = try Ledger.read(lab).since(begun)
      #expect(ledger.count(of: "rsync", on: "new") == 1)
      let undo = try await winner("undo", "--yes", "--no-input")
      #expect(undo.status == 0, "\(undo)")
    }
  }
}
