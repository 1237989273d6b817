import FoundationEssentials
import StileMachine
import Testing

@testable import StileJournal

@Suite struct DamageTests {
  @Test func `a flipped byte of a record is found, wherever it is`() throws {
    for seed in 0..<40 {
      let damaged = try Damaged()
      var numbers = SeededNumbers(seed: UInt64(seed))
      let sequence = 1 + numbers.below(4)
      let column = numbers.one(of: ["line", "hash", "kind"])
      try damaged.change(
        """
        UPDATE record SET \(column) = replace(
          \(column), substr(\(column), \(4 + numbers.below(5)), 1), 'é')
        WHERE seq = \(sequence)
        """)
      #expect(damaged.problem == .altered(sequence: Int64(sequence)), "seed \(seed)")
    }
  }

  @Test func `a line that was changed together with its hash breaks the chain behind it`() throws {
    let damaged = try Damaged()
    let line = try damaged.line(2).replacing("step_1", with: "step_7")
    let hash = Fingerprint.of(try damaged.hash(1), Array(line.utf8))
    try damaged.change("UPDATE record SET line = '\(line)', hash = '\(hash)' WHERE seq = 2")
    #expect(damaged.problem == .altered(sequence: 3))
  }

  @Test func `a missing record is a gap`() throws {
    let damaged = try Damaged()
    try damaged.change("DELETE FROM record WHERE seq = 2")
    #expect(damaged.problem == .gap(after: 1, before: 3))
  }

  @Test func `a journal whose beginning is missing is a gap`() throws {
    let damaged = try Damaged()
    try damaged.change("DELETE FROM record WHERE seq < 3")
    #expect(damaged.problem == .gap(after: 0, before: 3))
  }

  @Test func `exchanged records are found`() throws {
    let damaged = try Damaged()
    try damaged.change(
      """
      UPDATE record SET seq = 9 WHERE seq = 2; UPDATE record SET seq = 2 WHERE seq = 3;
      UPDATE record SET seq = 3 WHERE seq = 9
      """)
    #expect(damaged.problem == .altered(sequence: 2))
  }

  @Test func `a blob that is missing or changed is found`() throws {
    let hash = Fingerprint.of(Array("the output".utf8))
    let missing = try Damaged()
    try missing.change("DELETE FROM blob")
    #expect(missing.problem == .missingBlob(hash: hash, sequence: 4))
    let altered = try Damaged()
    try altered.change("UPDATE blob SET bytes = x'00'")
    #expect(altered.problem == .alteredBlob(hash: hash, sequence: 4))
  }

  @Test func `records of another run are refused`() throws {
    let damaged = try Damaged()
    let other = "move-zzzzzzzzzzzzzzzz"
    let path = damaged.runs.directory.path
    try FileManager.default.moveItem(
      atPath: "\(path)/\(Sample.run)", toPath: "\(path)/\(other)")
    #expect(
      throws: JournalProblem.unreadable(
        sequence: 1, why: "it belongs to the run `\(Sample.run)`")
    ) {
      try JournalStore.open(run: other, in: damaged.runs.directory, for: .reading).records()
    }
  }

  @Test func `a kind that this version does not know stops the reading`() throws {
    let damaged = try Damaged()
    try damaged.append("poll.closed", #"{"name":"x"}"#)
    #expect(
      damaged.problem
        == .unreadable(
          sequence: 5,
          why: "a record of the kind `poll.closed` needs a newer stile than this one"))
  }

  @Test func `a member that this version does not know is passed over, and stays`() throws {
    let damaged = try Damaged()
    let what =
      #"{"about":"a","because":{"x":[1,{}]},"by":"ann","choice":"skip","why":"w","zeal":9}"#
    try damaged.append("decision.made", what)
    let records = try damaged.records()
    #expect(
      records.last?.body
        == .decisionMade(DecisionMade(about: "a", choice: "skip", by: "ann", why: "w")))
    #expect(try damaged.line(5).contains(what))
  }

  @Test func `a missing member or an unknown word is named`() throws {
    let damaged = try Damaged()
    try damaged.append("decision.made", #"{"about":"a"}"#)
    #expect(damaged.problem == .unreadable(sequence: 5, why: "`by` is missing"))
    let other = try Damaged()
    try other.append("run.parked", #"{"reason":"tired","text":""}"#)
    #expect(
      other.problem
        == .unreadable(sequence: 5, why: "`tired` is no `reason` that this stile knows"))
  }

  @Test func `a file that was cut, at any page or inside one, is damaged and never a trap`() throws
  {
    let damaged = try Damaged()
    let bytes = try damaged.bytes()
    for length in [0, 1, 99, 100, 4095, 4096, 5000, 8192, 12288, 16384]
    where length < bytes.count {
      try damaged.replace(with: bytes.prefix(length))
      let problem = damaged.problem
      let isNamed =
        switch problem {
        case .damagedFile, .notAJournal: true
        default: false
        }
      #expect(isNamed, "\(length): \(problem.map { $0.message } ?? "read")")
    }
  }

  @Test func `no flipped byte of the file passes as another history`() throws {
    let damaged = try Damaged()
    let whole = try damaged.records().map(\.json)
    let bytes = try damaged.bytes()
    for seed in 0..<400 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      var bent = bytes
      bent[numbers.below(bent.count)] ^= 1 << UInt8(numbers.below(8))
      try damaged.replace(with: bent)
      if let records = try? damaged.records() {
        #expect(records.map(\.json) == whole, "seed \(seed)")
      }
    }
  }

  @Test func `another file and another format are refused by name`() throws {
    let damaged = try Damaged()
    try damaged.change("PRAGMA user_version = 2")
    #expect(damaged.problem == .otherFormat(2))
    let other = try Damaged()
    try other.change("PRAGMA application_id = 7")
    #expect(other.problem == .notAJournal(path: other.file))
  }

  @Test func `a write-ahead log that was cut loses whole commits only`() throws {
    let damaged = try Damaged(isClosed: false)
    let log = damaged.file + "-wal"
    let bytes = try Data(contentsOf: URL(filePath: log))
    for count in stride(from: 0, to: bytes.count, by: 4_001) {
      let copy = try TemporaryRuns()
      let folder = copy.folder(Sample.run)
      try JournalStore.create(run: Sample.run, in: copy.directory).close()
      try FileManager.default.removeItem(atPath: folder + "/journal.db")
      try FileManager.default.copyItem(atPath: damaged.file, toPath: folder + "/journal.db")
      try bytes.prefix(count).write(to: URL(filePath: folder + "/journal.db-wal"))
      let records = try JournalStore.open(
        run: Sample.run, in: copy.directory, for: .reading
      ).verify()
      #expect([0, 1, 3, 4].contains(records.count), "\(count) bytes, \(records.count) records")
    }
  }
}
