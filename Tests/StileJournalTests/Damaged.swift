import FoundationEssentials
import StileMachine

@testable import StileJournal

/// A journal of four records in three commits, the last one with a blob, and what can happen to its
/// file.
final class Damaged {
  let runs: TemporaryRuns
  private var store: JournalStore?

  var file: String { runs.folder(Sample.run) + "/journal.db" }

  init(isClosed: Bool = true) throws {
    runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    let sealed = chain.append([
      Sample.opened(), Sample.done(1), Sample.done(2), Sample.exited("the output"),
    ])
    try store.commit([sealed[0]])
    try store.commit([sealed[1], sealed[2]])
    try store.commit([sealed[3]])
    if isClosed { store.close() } else { self.store = store }
  }

  func records() throws(JournalProblem) -> [Record] {
    try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading).records()
  }

  /// What is wrong with it; nil if it can be read.
  var problem: JournalProblem? {
    do throws(JournalProblem) {
      _ = try records()
      return nil
    } catch {
      return error
    }
  }

  func change(_ statements: String) throws {
    let database = try Database(path: file, for: .writing)
    try database.run(statements, "change")
    database.close(keepingLog: false)
  }

  /// Adds a record as another version of stile would have written it.
  func append(_ kind: String, _ what: String) throws {
    let line =
      #"{"boot":1,"boot_id":"b","epoch":1,"kind":"\#(kind)","run":"\#(Sample.run)","seq":5,"#
      + #""utc":1,"version":1,"what":\#(what)}"#
    let hash = Fingerprint.of(try hash(4), Array(line.utf8))
    try change("INSERT INTO record VALUES (5, '\(kind)', '\(line)', '\(hash)')")
  }

  func line(_ sequence: Int) throws -> String { try column("line", sequence) }
  func hash(_ sequence: Int) throws -> String { try column("hash", sequence) }

  private func column(_ name: String, _ sequence: Int) throws -> String {
    let database = try Database(path: file, for: .reading)
    let rows = try database.prepare("SELECT \(name) FROM record WHERE seq = \(sequence)")
    return try rows.step() ? rows.text(0) : ""
  }

  func bytes() throws -> Data { try Data(contentsOf: URL(filePath: file)) }

  /// The file keeps its mode.
  func replace(with bytes: Data) throws { try bytes.write(to: URL(filePath: file)) }
}
