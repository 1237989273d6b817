import Testing

/// The main story: a site moves to another machine, and back.
@Suite(.enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")))
struct DemoTests {
  @Test(.timeLimit(.minutes(30)))
  func `a site moves there and back, and each change is made once`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let begun = try Ledger.read(lab)
      let mailed = try Mails.identifiers(lab).count

      let run = try await stile.start(Stile.demo(lab)).ended()
      #expect(run.status == 0, "\(run)")
      let there = try Ledger.read(lab).since(begun)
      #expect(there.count(of: "rsync", on: "new") == 1)
      #expect(there.attempts(of: "chmod", on: "old") == 2, "frozen once, thawed once")
      #expect(try await lab.state() != lab.pristine)
      #expect(try Mails.identifiers(lab).count == mailed + 1)

      let undo = try await stile("undo", "--yes", "--no-input")
      #expect(undo.status == 0, "\(undo)")
      #expect(try await lab.state() == lab.pristine)
      let back = try Ledger.read(lab).since(begun).since(there)
      #expect(back.attempts(of: "chmod", on: "old") == 0, "the freeze was undone on the way there")
      #expect(try Mails.identifiers(lab).count == mailed + 1)
    }
  }

  @Test(.timeLimit(.minutes(30)))
  func `a run that was undone can be begun anew`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      for round in 1...2 {
        let run = try await stile.start(Stile.demo(lab)).ended()
        #expect(run.status == 0, "round \(round): \(run)")
        let undo = try await stile("undo", "--yes", "--no-input")
        #expect(undo.status == 0, "round \(round): \(undo)")
      }
      #expect(stile.runNames().count == 2)
    }
  }

  @Test(.timeLimit(.minutes(30)))
  func `the journal of a run is a chain without a gap`() async throws {
    try await LabPool.shared.withLab { lab in
      let stile = try Stile(lab)
      let run = try await stile.start(Stile.demo(lab)).ended()
      #expect(run.status == 0, "\(run)")
      let undo = try await stile("undo", "--yes", "--no-input")
      #expect(undo.status == 0, "\(undo)")
      let records = try await stile.records()
      #expect(JournalChain.faults(in: records) == [])
      #expect(JournalChain.unsettled(in: records) == [])
    }
  }
}
