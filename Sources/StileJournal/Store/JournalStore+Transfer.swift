import CLinux
import Glibc
import StileMachine

/// A journal leaves this machine as one file, and comes from another one as such.
extension JournalStore {
  /// Writes all of it into a new file for this user alone, durable when this returns.
  package func export(to path: String) throws(JournalProblem) {
    guard database.isOpen else { throw .closed }
    let descriptor = Glibc.open(
      path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw JournalProblem.system("make", path) }
    defer { Glibc.close(descriptor) }
    do throws(JournalProblem) {
      // SQLite takes an empty file for a new one.
      let copying = try database.prepare("VACUUM INTO ?1")
      defer { copying.end() }
      copying.bind(1, text: path)
      _ = try copying.step("write")
      let result = stile_sync_data(descriptor)
      guard result == 0 else { throw .system(operation: "sync", path: path, errno: -result) }
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      try RunFolder.sync(folder)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Brings in a journal that was handed over in a file, and takes the run in hand.
  ///
  /// A run that is here already goes on where the file does: its own records must be the first of
  /// those in the file. Nothing of a file that is damaged, or of another run, gets in.
  package static func take(
    from path: String, in directory: RunDirectory, by holder: LockHolder = .current
  ) throws(JournalProblem) -> JournalStore {
    let given = try Database(path: path, for: .reading)
    defer { given.close(keepingLog: true) }
    try JournalSchema.check(given, path: path)
    let run = try runName(in: given, path: path)
    let folder = try directory.folder(of: run)
    let turn = try directory.takeTurn()
    defer { turn.release() }
    let isKnown = access(folder.database, F_OK) == 0
    let store =
      try isKnown
      ? open(run: run, in: directory, for: .writing, by: holder)
      : create(run: run, in: directory, by: holder)
    do throws(JournalProblem) {
      try store.add(recordsOf: path)
      return store
    } catch {
      store.close()
      if !isKnown { folder.remove() }
      throw error
    }
  }

  private static func runName(
    in given: Database, path: String
  ) throws(JournalProblem) -> String {
    let first = try given.prepare(
      "SELECT json_extract(line, '$.run') FROM record WHERE seq = 1 AND json_valid(line)")
    defer { first.end() }
    guard try first.step() else { throw .notAJournal(path: path) }
    return first.text(0)
  }

  private func add(recordsOf path: String) throws(JournalProblem) {
    let attaching = try database.prepare("ATTACH ?1 AS given")
    attaching.bind(1, text: path)
    _ = try attaching.step()
    attaching.end()
    defer { try? database.run("DETACH given", "read") }
    try database.run("BEGIN IMMEDIATE", "write")
    do throws(JournalProblem) {
      try addAttached(path)
      try database.run("COMMIT", "write")
    } catch {
      try? database.run("ROLLBACK", "write")
      throw error
    }
    try noteHead()
  }

  private func addAttached(_ path: String) throws(JournalProblem) {
    let answer = try database.pragma("given.integrity_check(1)")
    guard answer == "ok" else { throw .damagedFile(answer) }
    guard try !hasOtherRecords() else { throw .otherHistory(run: run) }
    try database.run(
      """
      INSERT INTO main.record SELECT seq, kind, line, hash FROM given.record
        WHERE seq > (SELECT coalesce(max(seq), 0) FROM main.record);
      INSERT OR IGNORE INTO main.blob SELECT hash, bytes FROM given.blob;
      """, "write")
    // What came in is checked where it lies now: record by record, output by output.
    let last = try readRecords(after: nil).last
    guard case .leaseReleased(_, .some) = last?.body else { throw .notHandedOver(path: path) }
  }

  /// Whether a record stands here that the file lacks or has otherwise.
  private func hasOtherRecords() throws(JournalProblem) -> Bool {
    let others = try database.prepare(
      """
      SELECT 1 FROM main.record AS own LEFT JOIN given.record AS other USING (seq)
      WHERE other.hash IS NOT own.hash LIMIT 1
      """)
    defer { others.end() }
    return try others.step()
  }
}
