import CSQLite

/// One connection to SQLite. A class because it has identity: one handle, closed once.
final class Database {
  private var handle: OpaquePointer?
  private var statements: [Statement] = []

  enum Access {
    case reading
    case writing
  }

  init(path: String, for access: Access) throws(JournalProblem) {
    let flags =
      switch access {
      case .reading: SQLITE_OPEN_READONLY
      case .writing: SQLITE_OPEN_READWRITE
      }
    let result = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard result == SQLITE_OK else {
      let problem = problem("open", result)
      close(keepingLog: true)
      throw problem
    }
    sqlite3_extended_result_codes(handle, 1)
    // Nobody else writes; what a writer may meet is a reader that brings the log's index up to
    // date.
    sqlite3_busy_timeout(handle, 10_000)
    _ = stile_sqlite_configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = stile_sqlite_configure(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    if access == .reading {
      _ = stile_sqlite_configure(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    }
  }

  deinit { close(keepingLog: true) }

  var isOpen: Bool { handle != nil }

  /// `keepingLog`: the write-ahead log is not brought into the file, as after an error nothing may
  /// be.
  func close(keepingLog: Bool) {
    guard let handle else { return }
    for statement in statements { statement.finalize() }
    statements = []
    if keepingLog { _ = stile_sqlite_configure(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1) }
    sqlite3_close_v2(handle)
    self.handle = nil
  }

  func prepare(_ text: String) throws(JournalProblem) -> Statement {
    var prepared: OpaquePointer?
    let result = sqlite3_prepare_v3(
      handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard result == SQLITE_OK, let prepared else { throw problem("read", result) }
    let statement = Statement(prepared, of: self)
    statements.append(statement)
    return statement
  }

  fileprivate func forget(_ statement: Statement) {
    statements.removeAll { $0 === statement }
  }

  func run(_ text: String, _ operation: String) throws(JournalProblem) {
    let result = sqlite3_exec(handle, text, nil, nil, nil)
    guard result == SQLITE_OK else { throw problem(operation, result) }
  }

  /// The answer of a pragma, as text.
  func pragma(_ text: String) throws(JournalProblem) -> String {
    let statement = try prepare("PRAGMA \(text)")
    defer { statement.end() }
    return try statement.step() ? statement.text(0) : ""
  }

  /// Brings the log into the file as far as no reader is in the way.
  func checkpoint() throws(JournalProblem) {
    let result = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    guard result == SQLITE_OK || result & 0xFF == SQLITE_BUSY else {
      throw problem("write", result)
    }
  }

  func problem(_ operation: String, _ result: Int32) -> JournalProblem {
    switch result & 0xFF {
    case SQLITE_FULL: return .fullDisk
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: return .damagedFile(text(result))
    default:
      // SQLite reads less than a page where the file was cut.
      if result == stile_sqlite_short_read { return .damagedFile(text(result)) }
      return .failed(operation: operation, why: text(result))
    }
  }

  private func text(_ result: Int32) -> String {
    var text = sqlite3_errstr(result).map { String(cString: $0) } ?? "error"
    if let handle, let message = sqlite3_errmsg(handle) { text = String(cString: message) }
    let number = handle.map { sqlite3_system_errno($0) } ?? 0
    return number == 0 || result & 0xFF == SQLITE_CORRUPT
      ? text : "\(text) (\(SystemError.text(number)))"
  }
}

/// A prepared statement of a connection, which keeps it until it is ended or the connection closes.
final class Statement {
  private var handle: OpaquePointer?
  private unowned let database: Database

  fileprivate init(_ handle: OpaquePointer, of database: Database) {
    self.handle = handle
    self.database = database
  }

  /// It is used no more.
  func end() {
    finalize()
    database.forget(self)
  }

  fileprivate func finalize() {
    sqlite3_finalize(handle)
    handle = nil
  }

  /// Whether a row came.
  func step(_ operation: String = "read") throws(JournalProblem) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let result: throw database.problem(operation, result)
    }
  }

  func reset() { sqlite3_reset(handle) }

  func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }

  func bind(_ index: Int32, text: String) {
    var text = text
    text.withUTF8 { bind(index, textBytes: UnsafeRawBufferPointer($0)) }
  }

  func bind(_ index: Int32, text bytes: [UInt8]) {
    bytes.withUnsafeBytes { bind(index, textBytes: $0) }
  }

  func bind(_ index: Int32, bytes: [UInt8]) {
    bytes.withUnsafeBytes {
      _ = stile_sqlite_bind_bytes(handle, index, $0.baseAddress, UInt64($0.count))
    }
  }

  private func bind(_ index: Int32, textBytes bytes: UnsafeRawBufferPointer) {
    _ = stile_sqlite_bind_text(handle, index, bytes.baseAddress, UInt64(bytes.count))
  }

  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}
