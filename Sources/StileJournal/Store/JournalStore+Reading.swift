import StileMachine

extension JournalStore {
  /// All records in order, each checked against its hash and the one before; blobs too where they are named.
  package func records() throws(JournalProblem) -> [Record] {
    guard database.isOpen else { throw .closed }
    // One transaction: the records and the blobs of one instant.
    try database.run("BEGIN", "read")
    defer { try? database.run("COMMIT", "read") }
    return try readRecords()
  }

  /// Reads everything as `records` does, after SQLite has looked at each page of the file.
  package func verify() throws(JournalProblem) -> [Record] {
    guard database.isOpen else { throw .closed }
    let answer = try database.pragma("integrity_check(1)")
    guard answer == "ok" else { throw .damagedFile(answer) }
    return try records()
  }

  private func readRecords() throws(JournalProblem) -> [Record] {
    let rows = try database.prepare("SELECT seq, kind, line, hash FROM record ORDER BY seq")
    let blobs = BlobReader(try database.prepare("SELECT bytes FROM blob WHERE hash = ?1"))
    defer { rows.reset() }
    var records: [Record] = []
    var sequence: Int64 = 0
    var previousHash = Fingerprint.zero
    while try rows.step() {
      guard rows.int(0) == sequence &+ 1 else { throw .gap(after: sequence, before: rows.int(0)) }
      sequence = rows.int(0)
      let line = rows.bytes(2)
      let hash = rows.text(3)
      guard Fingerprint.of(previousHash, line) == hash else { throw .altered(sequence: sequence) }
      let record = try read(
        line, sequence: sequence, previousHash: previousHash, hash: hash, blobs)
      guard record.sequence == sequence, record.body.kind.rawValue == rows.text(1) else {
        throw .altered(sequence: sequence)
      }
      guard record.run == run else {
        throw .unreadable(sequence: sequence, why: "it belongs to the run `\(record.run)`")
      }
      records.append(record)
      previousHash = hash
    }
    return records
  }

  private func read(
    _ line: [UInt8], sequence: Int64, previousHash: String, hash: String, _ blobs: BlobReader
  ) throws(JournalProblem) -> Record {
    do throws(JSONProblem) {
      return try Record(line: line, previousHash: previousHash, hash: hash) {
        (name) throws(JSONProblem) in try blobs.bytes(name, sequence: sequence)
      }
    } catch {
      throw blobs.problem ?? .unreadable(sequence: sequence, why: error.message)
    }
  }
}

/// Gives blobs by their names, each checked against its hash once. A class, because a closure of the
/// reading shares it.
private final class BlobReader {
  private let statement: Statement
  /// What was wrong with a blob, in more words than the reader of a line can say.
  private(set) var problem: JournalProblem?

  init(_ statement: Statement) { self.statement = statement }

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
