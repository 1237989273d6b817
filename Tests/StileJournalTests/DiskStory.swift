import FaultyDisk
import FoundationEssentials
import Glibc
import StileMachine

@testable import StileJournal

/// What one journal wrote and synced from its making on, and so what a disk can have of it when the
/// power fails.
struct DiskStory {
  /// The hashes of all records, in order.
  let hashes: [String]
  let operations: [faulty_disk_operation]
  /// The first moment at which the run has its name.
  let start: Int

  /// Writes a journal with all that a long run does to its file: a log that goes into the file in
  /// the middle and at the end, and a second process that goes on.
  init(weakenedBy pragma: String? = nil) throws {
    faulty_disk_begin()
    defer { faulty_disk_end() }
    let runs = try TemporaryRuns.inMemory()
    var chain = Sample.chain()
    var hashes: [String] = []
    func commit(_ number: Int, to store: JournalStore) throws {
      let text = String(repeating: "output \(number) ", count: number % 5 == 0 ? 2_000 : 3)
      let records = (0...number % 3).map { part in
        chain.append(Sample.exited("\(part) \(text)"), at: Sample.moment)
      }
      try store.commit(records)
      hashes += records.map(\.record.hash)
      faulty_disk_add_mark(Int64(hashes.count))
    }
    let first = try JournalStore.create(run: Sample.run, in: runs.directory)
    start = faulty_disk_count()
    if let pragma { try first.database.run("PRAGMA \(pragma)", "open") }
    first.logLimit = 100_000
    for number in 1...14 { try commit(number, to: first) }
    first.close()
    let second = try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    if let pragma { try second.database.run("PRAGMA \(pragma)", "open") }
    for number in 15...20 { try commit(number, to: second) }
    second.close()
    self.hashes = hashes
    operations = (0..<faulty_disk_count()).map { faulty_disk_at($0) }
  }

  /// How many records were acknowledged before the operation with this number.
  func acknowledged(at cut: Int) -> Int {
    operations[..<cut].last { $0.kind == faulty_disk_mark }.map { Int($0.offset) } ?? 0
  }

  /// What a disk may have when the power fails before the operation with this number: what was
  /// synced, and of the rest any part, in any order, torn at any sector.
  func image(at cut: Int, using random: inout SeededNumbers) -> DiskImage {
    var database = SyncedFile()
    var log = SyncedFile()
    for operation in operations[..<cut] {
      switch operation.file {
      case faulty_disk_log: log.take(operation)
      default: database.take(operation)
      }
    }
    return DiskImage(
      database: database.remains(using: &random) ?? [], log: log.remains(using: &random))
  }
}

/// The two files of a journal as a power cut has left them.
struct DiskImage {
  let database: [UInt8]
  let log: [UInt8]?

  /// Opens it as a run goes on after a crash; the hashes of the records that are there.
  func recovered() throws -> [String] {
    let runs = try TemporaryRuns.inMemory()
    let folder = runs.folder(Sample.run)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    chmod(runs.directory.path, 0o700)
    try write(database, to: "\(folder)/journal.db")
    if let log { try write(log, to: "\(folder)/journal.db-wal") }
    let store = try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    defer { store.close() }
    let records = try store.verify()
    var chain =
      records.last.map { Chain(continuing: $0, epoch: 2, bootID: "boot-2") } ?? Sample.chain()
    try store.commit([chain.append(Sample.ended, at: Sample.moment)])
    return records.map(\.hash)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    defer { close(file) }
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw Unwritten() }
  }

  private struct Unwritten: Error {}
}

/// A file of which a part is on the disk for sure.
private struct SyncedFile {
  private static let sector = 512

  /// What is there for sure; nil as long as there is no such file.
  private var synced: [UInt8]?
  /// What was done since then.
  private var pending: [faulty_disk_operation] = []
  /// The file that had this name before, while its end is not on the disk for sure.
  private var removed: [UInt8]?

  mutating func take(_ operation: faulty_disk_operation) {
    switch operation.kind {
    case faulty_disk_mark: break
    case faulty_disk_delete:
      removed = synced
      synced = nil
      pending = []
    case faulty_disk_sync:
      var bytes = synced ?? []
      for operation in pending { Self.apply(operation, to: &bytes) }
      synced = bytes
      pending = []
      // With a new file its folder is synced.
      removed = nil
    default: pending.append(operation)
    }
  }

  func remains(using random: inout SeededNumbers) -> [UInt8]? {
    if let removed, Bool.random(using: &random) { return removed }
    if synced == nil, pending.isEmpty || Bool.random(using: &random) { return nil }
    var bytes = synced ?? []
    for operation in pending.shuffled(using: &random) {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: break
      case 1 where operation.kind == faulty_disk_write:
        Self.tear(operation, into: &bytes, using: &random)
      default: Self.apply(operation, to: &bytes)
      }
    }
    return bytes
  }

  private static func apply(_ operation: faulty_disk_operation, to bytes: inout [UInt8]) {
    let offset = Int(operation.offset)
    guard operation.kind == faulty_disk_write else {
      if bytes.count > offset { bytes.removeSubrange(offset...) }
      return
    }
    put(UnsafeBufferPointer(start: operation.bytes, count: operation.size), at: offset, &bytes)
  }

  /// Some sectors of a write arrive.
  private static func tear(
    _ operation: faulty_disk_operation, into bytes: inout [UInt8],
    using random: inout SeededNumbers
  ) {
    let written = UnsafeBufferPointer(start: operation.bytes, count: operation.size)
    for start in stride(from: 0, to: written.count, by: sector)
    where Bool.random(using: &random) {
      let part = written[start..<min(start + sector, written.count)]
      put(UnsafeBufferPointer(rebasing: part), at: Int(operation.offset) + start, &bytes)
    }
  }

  private static func put(
    _ part: UnsafeBufferPointer<UInt8>, at offset: Int, _ bytes: inout [UInt8]
  ) {
    let end = offset + part.count
    if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
    bytes.replaceSubrange(offset..<end, with: part)
  }
}
