/// The journal of one run in SQLite: records that are only ever added, chained by their hashes, and
/// the blobs that they name.
///
/// One connection writes, that of the process that holds the run's lock. Others read; they never
/// write and never touch the log. A class, because the handle has identity and is closed once.
package final class JournalStore {
  package enum Access: Sendable {
    case reading
    case writing
  }

  package let run: String
  package let folder: RunFolder
  let database: Database
  private let lock: RunLock?
  /// Kept until the run has a record, by which others know it.
  private var turn: RunDirectory.Turn?
  /// The number and the hash of the newest record; 0 and zeros before the first. Only kept by the
  /// writer.
  private var head: (sequence: Int64, hash: String) = (0, Fingerprint.zero)
  private var statements: WritingStatements?
  /// About how many bytes the log has that are not in the file yet.
  private var logged = 0
  /// So many bytes, and the next commit brings the log into the file first.
  var logLimit = 4 << 20

  /// Makes the journal of a new run, and takes the run in hand. The turn to begin ends with its
  /// first commit.
  package static func create(
    run: String, in directory: RunDirectory, turn: RunDirectory.Turn? = nil,
    by holder: LockHolder = .current
  ) throws(JournalProblem) -> JournalStore {
    try directory.make()
    let folder = try directory.folder(of: run)
    let lock = try make(folder, run: run, beside: directory.draft(of: run), holder)
    let database = try Database(path: folder.database, for: .writing)
    let store = try JournalStore(run: run, folder: folder, database: database, lock: lock)
    store.turn = turn
    return store
  }

  /// Makes a folder with an empty journal under another name first: what has a run's name is whole.
  private static func make(
    _ folder: RunFolder, run: String, beside draft: RunFolder, _ holder: LockHolder
  ) throws(JournalProblem) -> RunLock {
    try draft.make()
    do throws(JournalProblem) {
      let lock = try RunLock(draft.lock, holder: holder)
      let database = try Database(path: draft.database, for: .writing)
      try JournalSchema.make(in: database)
      database.close(keepingLog: false)
      try SpareSpace.make(draft.spare)
      try draft.become(folder, run: run)
      return lock
    } catch {
      draft.remove()
      throw error
    }
  }

  /// Opens the journal of a run that is there; for writing, its lock is taken first.
  package static func open(
    run: String, in directory: RunDirectory, for access: Access,
    by holder: LockHolder = .current
  ) throws(JournalProblem) -> JournalStore {
    let folder = try directory.existingFolder(of: run)
    switch access {
    case .reading:
      let database = try Database(path: folder.database, for: .reading)
      try JournalSchema.check(database, path: folder.database)
      return try JournalStore(run: run, folder: folder, database: database, lock: nil)
    case .writing:
      let lock = try RunLock(folder.lock, holder: holder)
      SpareSpace.restore(folder.spare, in: folder.path)
      let database = try Database(path: folder.database, for: .writing)
      try JournalSchema.check(database, path: folder.database)
      return try JournalStore(run: run, folder: folder, database: database, lock: lock)
    }
  }

  private init(run: String, folder: RunFolder, database: Database, lock: RunLock?)
    throws(JournalProblem)
  {
    self.run = run
    self.folder = folder
    self.database = database
    self.lock = lock
    if lock != nil {
      try JournalSchema.configure(database)
      statements = try WritingStatements(database)
      head = try Self.head(of: database)
    }
  }

  deinit { close() }

  /// Lets the run go. What was committed stays, and may be brought from the log into the file.
  package func close() {
    database.close(keepingLog: lock == nil)
    lock?.release()
  }

  /// Gives up the room that was kept for this. A handle that met the full disk stays closed: open
  /// the journal anew, then there is room for the records that say why the run stops.
  package func freeSpare() { SpareSpace.free(folder.spare) }

  // MARK: Writing

  /// Makes these records durable, all or none; nothing that depends on them may leave before it
  /// returns.
  ///
  /// After any error nothing is tried again: whether the disk has the records is then not known,
  /// and the handle is closed for good. Opening the journal anew shows what it has.
  package func commit(_ records: [SealedRecord]) throws(JournalProblem) {
    guard lock != nil else { throw .readOnly }
    guard database.isOpen, let statements else { throw .closed }
    guard !records.isEmpty else { return }
    do throws(JournalProblem) {
      if logged > logLimit {
        try database.checkpoint()
        logged = 0
      }
      try insert(records, statements)
    } catch {
      database.close(keepingLog: true)
      throw error
    }
  }

  private func insert(_ records: [SealedRecord], _ statements: WritingStatements)
    throws(JournalProblem)
  {
    try statements.begin()
    var next = head
    for sealed in records {
      let record = sealed.record
      guard record.sequence == next.sequence + 1, record.previousHash == next.hash,
        record.run == run
      else { throw .notNext(sequence: record.sequence, head: next.sequence) }
      for blob in sealed.blobs {
        try statements.add(blob)
        logged += blob.bytes.count
      }
      try statements.add(sealed)
      logged += sealed.payload.count
      next = (record.sequence, record.hash)
    }
    try statements.commit()
    head = next
    turn?.release()
    turn = nil
    // A commit writes whole pages: that of the record, often one of a blob, sometimes one above.
    logged += 3 * 4096
  }

  /// Goes on behind what another way than `commit` has brought in.
  func noteHead() throws(JournalProblem) { head = try Self.head(of: database) }

  static func head(of database: Database) throws(JournalProblem) -> (Int64, String) {
    let newest = try database.prepare(
      "SELECT seq, hash FROM record ORDER BY seq DESC LIMIT 1")
    defer { newest.end() }
    return try newest.step() ? (newest.int(0), newest.text(1)) : (0, Fingerprint.zero)
  }
}

/// The statements of a commit, prepared once.
struct WritingStatements {
  private let opening: Statement
  private let record: Statement
  private let blob: Statement
  private let closing: Statement

  init(_ database: Database) throws(JournalProblem) {
    opening = try database.prepare("BEGIN IMMEDIATE")
    record = try database.prepare(
      "INSERT INTO record (seq, kind, line, hash) VALUES (?1, ?2, ?3, ?4)")
    blob = try database.prepare("INSERT OR IGNORE INTO blob (hash, bytes) VALUES (?1, ?2)")
    closing = try database.prepare("COMMIT")
  }

  func begin() throws(JournalProblem) { try run(opening) }

  func commit() throws(JournalProblem) { try run(closing) }

  func add(_ sealed: SealedRecord) throws(JournalProblem) {
    record.bind(1, sealed.record.sequence)
    record.bind(2, text: sealed.record.body.kind.rawValue)
    record.bind(3, text: sealed.payload)
    record.bind(4, text: sealed.record.hash)
    try run(record)
  }

  func add(_ blob: Blob) throws(JournalProblem) {
    self.blob.bind(1, text: blob.hash)
    self.blob.bind(2, bytes: blob.bytes)
    try run(self.blob)
  }

  private func run(_ statement: Statement) throws(JournalProblem) {
    defer { statement.reset() }
    _ = try statement.step("write")
  }
}
