import FoundationEssentials
import Glibc
import StileMachine
import Testing

@testable import StileJournal

/// A journal that goes to another machine in a file, and comes back.
@Suite struct TransferTests {
  private let here: TemporaryRuns
  private let there: TemporaryRuns
  private var file: String { here.state + "/run.stile-run" }

  init() throws {
    here = try TemporaryRuns()
    there = try TemporaryRuns()
  }

  /// A run of some records, one of them with an output, that ends as `last` says.
  private func begin(_ last: RecordBody = .leaseReleased(reason: "test", to: "file")) throws {
    let store = try JournalStore.create(run: Sample.run, in: here.directory)
    defer { store.close() }
    var chain = Sample.chain()
    let bodies = [Sample.opened(), Sample.revised(), Sample.exited("out"), last]
    try store.commit(bodies.map { chain.append($0, at: Sample.moment) })
  }

  private func export() throws {
    let store = try JournalStore.open(run: Sample.run, in: here.directory, for: .writing)
    defer { store.close() }
    try store.export(to: file)
  }

  private func records(in runs: TemporaryRuns) throws -> [Record] {
    let store = try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading)
    defer { store.close() }
    return try store.verify()
  }

  @discardableResult
  private func take(in runs: TemporaryRuns, adding body: RecordBody? = nil) throws -> Int {
    let store = try JournalStore.take(from: file, in: runs.directory)
    defer { store.close() }
    let history = try store.records()
    if let body, let head = history.last {
      var chain = Chain(continuing: head, epoch: 2, bootID: "boot-2")
      try store.commit([chain.append(body, at: Sample.moment)])
    }
    return history.count
  }

  @Test func `it arrives whole, for its user alone, and can be written`() throws {
    try begin()
    try export()
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try take(in: there, adding: Sample.ended) == 4)
    #expect(try records(in: there).prefix(4).map(\.hash) == records(in: here).map(\.hash))
    #expect(try records(in: there).count == 5)
  }

  @Test func `it comes back behind what is here`() throws {
    try begin()
    try export()
    try take(in: there, adding: .leaseReleased(reason: "back", to: "file"))
    unlink(file)
    let store = try JournalStore.open(run: Sample.run, in: there.directory, for: .writing)
    try store.export(to: file)
    store.close()
    #expect(try take(in: here, adding: Sample.ended) == 5)
    #expect(try records(in: here).count == 6)
  }

  @Test func `who has gone on since then takes nothing`() throws {
    try begin()
    try export()
    try take(in: there, adding: Sample.ended)
    #expect(throws: JournalProblem.otherHistory(run: Sample.run)) { try take(in: there) }
    #expect(try records(in: there).count == 5)
  }

  @Test func `a copy that nobody gave away is refused, and leaves nothing`() throws {
    try begin(Sample.done(1))
    try export()
    #expect(throws: JournalProblem.notHandedOver(path: file)) { try take(in: there) }
    #expect(try there.directory.names() == [])
    #expect(access(there.folder(Sample.run), F_OK) != 0)
  }

  @Test func `nothing of a file that was changed gets in`() throws {
    try begin()
    try export()
    let whole = try Data(contentsOf: URL(filePath: file))
    var taken: [Int] = []
    for place in stride(from: 0, to: whole.count, by: 149) {
      var bytes = whole
      bytes[place] ^= 0x20
      try bytes.write(to: URL(filePath: file))
      if (try? take(in: there)) == nil {
        #expect(try there.directory.names() == [], "byte \(place)")
      } else {
        // What SQLite does not use may be changed; the records are those that were given.
        taken.append(place)
        #expect(try records(in: there).map(\.hash) == records(in: here).map(\.hash))
        try FileManager.default.removeItem(atPath: there.folder(Sample.run))
      }
    }
    #expect(taken.count < whole.count / 149)
  }

  @Test func `no file is written over`() throws {
    try begin()
    try Data("mine".utf8).write(to: URL(filePath: file))
    #expect(throws: JournalProblem.self) { try export() }
    #expect(try Data(contentsOf: URL(filePath: file)) == Data("mine".utf8))
  }
}
