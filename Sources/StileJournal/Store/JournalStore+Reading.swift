import StileMachine

extension JournalStore {
  /// All records in order, each checked against its hash and the one before; blobs too where they
  /// are named.
  package func records() throws(JournalProblem) -> [Record] { try records(after: nil) }

  /// The records that follow one that was read before, checked as all are.
  package func records(after known: Record?) throws(JournalProblem) -> [Record] {
    guard database.isOpen else { throw .closed }
    // One transaction: the records and the blobs of one instant.
    try database.run("BEGIN", "read")
    defer { try? database.run("COMMIT", "read") }
    return try readRecords(after: known)
  }

  /// Reads everything as `records` does, after SQLite has looked at each page of the file.
  package func verify() throws(JournalProblem) -> [Record] {
    guard database.isOpen else { throw .closed }
    let answer = try database.pragma("integrity_check(1)")
    guard answer == "ok" else { throw .damagedFile(answer) }
    return try records()
  }

  /// The number of the newest record; 0 before the first. Tells a reader at little cost whether
  /// there is more to read.
  package func newestNumber() throws(JournalProblem) -> Int64 {
    guard database.isOpen else { throw .closed }
    return try Self.head(of: database).0
  }

  /// The newest record of these kinds, of any kind if none is given; only its own hash is checked.
  func newest(_ kinds: [RecordKind]) throws(JournalProblem) -> Record? {
    let names = kinds.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let condition = kinds.isEmpty ? "" : "WHERE r.kind IN (\(names))"
    let rows = try database.prepare(
      """
      SELECT r.seq, r.kind, r.line, r.hash, p.hash
      FROM record r LEFT JOIN record p ON p.seq = r.seq - 1
      \(condition) ORDER BY r.seq DESC LIMIT 1
      """)
    let blobs = try blobReader()
    defer {
      rows.end()
      blobs.end()
    }
    guard try rows.step() else { return nil }
    let previousHash = rows.int(0) == 1 ? Fingerprint.zero : rows.text(4)
    return try record(in: rows, previousHash: previousHash, after: nil, blobs)
  }

  func readRecords(after known: Record?) throws(JournalProblem) -> [Record] {
    let rows = try database.prepare(
      "SELECT seq, kind, line, hash FROM record WHERE seq > ?1 ORDER BY seq")
    rows.bind(1, known?.sequence ?? 0)
    let blobs = try blobReader()
    defer {
      rows.end()
      blobs.end()
    }
    var records: [Record] = []
    while try rows.step() {
      let last = records.last ?? known
      let sequence = last?.sequence ?? 0
      guard rows.int(0) == sequence &+ 1 else { throw .gap(after: sequence, before: rows.int(0)) }
      records.append(
        try record(
          in: rows, previousHash: last?.hash ?? Fingerprint.zero, after: last, blobs))
    }
    return records
  }

  /// The record of a row with the columns `seq, kind, line, hash`.
  private func record(
    in row: Statement, previousHash: String, after previous: Record?, _ blobs: BlobReader
  ) throws(JournalProblem) -> Record {
    let sequence = row.int(0)
    let line = row.bytes(2)
    let hash = row.text(3)
    guard Fingerprint.of(previousHash, line) == hash else { throw .altered(sequence: sequence) }
    let record: Record
    do throws(JSONProblem) {
      record = try Record(line: line, previousHash: previousHash, hash: hash, after: previous) {
        (name) throws(JSONProblem) in try blobs.bytes(name, sequence: sequence)
      }
    } catch {
      throw blobs.problem ?? .unreadable(sequence: sequence, why: error.message)
    }
    guard record.sequence == sequence, record.body.kind.rawValue == row.text(1) else {
      throw .altered(sequence: sequence)
    }
    guard record.run == run else {
      throw .unreadable(sequence: sequence, why: "it belongs to the run `\(record.run)`")
    }
    return record
  }

  private func blobReader() throws(JournalProblem) -> BlobReader {
    BlobReader(try database.prepare("SELECT bytes FROM blob WHERE hash = ?1"))
  }
}

/// Gives blobs by their names, each checked against its hash once. A class, because a closure of
/// the reading shares it.
private final class BlobReader {
  private let statement: Statement
  /// What was wrong with a blob, in more words than the reader of a line can say.
  private(set) var problem: JournalProblem?

  init(_ statement: Statement) { self.statement = statement }

  func end() { statement.end() }

  func bytes(_ name: String, sequence: Int64) throws(JSONProblem) -> [UInt8] {
    do throws(JournalProblem) {
      return try checkedBytes(name, sequence: sequence)
    } catch {
      problem = error
      throw JSONProblem(error.message, at: 0)
    }
  }

  private func checkedBytes(_ name: String, sequence: Int64) throws(JournalProblem) -> [UInt8] {
    defer { statement.reset() }
    statement.bind(1, text: name)
    guard try statement.step() else { throw .missingBlob(hash: name, sequence: sequence) }
    let bytes = statement.bytes(0)
    guard Fingerprint.of(bytes) == name else {
      throw .alteredBlob(hash: name, sequence: sequence)
    }
    return bytes
  }
}
