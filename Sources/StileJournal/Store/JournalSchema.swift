/// The tables of a journal and the settings under which it is written.
enum JournalSchema {
  /// "Stil": by this a file says that it is a journal.
  private static let application: Int64 = 0x5374_696C

  static func make(in database: Database) throws(JournalProblem) {
    try configure(database)
    try database.run(
      """
      BEGIN IMMEDIATE;
      PRAGMA application_id = \(application);
      PRAGMA user_version = \(RunOpened.currentFormat);
      CREATE TABLE record (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        line TEXT NOT NULL,
        hash TEXT NOT NULL
      );
      CREATE TABLE blob (
        hash TEXT PRIMARY KEY,
        bytes BLOB NOT NULL
      ) WITHOUT ROWID;
      COMMIT;
      """, "make")
  }

  /// WAL without FULL loses acknowledged commits when the power fails; so both are read back.
  static func configure(_ database: Database) throws(JournalProblem) {
    let mode = try database.pragma("journal_mode = WAL")
    try database.run("PRAGMA synchronous = FULL", "open")
    // The log is brought into the file where an error in it is seen: in `JournalStore.commit`.
    try database.run("PRAGMA wal_autocheckpoint = 0", "open")
    let level = try database.pragma("synchronous")
    guard mode == "wal", level == "2" else {
      throw .failed(operation: "open", why: "SQLite answers \(mode) and synchronous \(level)")
    }
  }

  /// Refuses what is not a journal of the format that this version writes.
  static func check(_ database: Database, path: String) throws(JournalProblem) {
    guard try database.pragma("application_id") == String(application) else {
      throw .notAJournal(path: path)
    }
    guard let format = Int64(try database.pragma("user_version")),
      format == RunOpened.currentFormat
    else { throw .otherFormat(Int64(try database.pragma("user_version")) ?? 0) }
  }
}
