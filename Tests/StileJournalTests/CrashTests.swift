import FoundationEssentials
import Glibc
import StileMachine
import Testing

@testable import StileJournal

@Suite struct CrashTests {
  /// The delays, in microseconds, after which the writer dies; it commits all the time.
  @Test(arguments: [1_000, 3_700, 9_100, 17_300, 30_000, 52_000, 90_000, 140_000])
  func `whatever was acknowledged before the process died is there`(delay: Int) async throws {
    let runs = try TemporaryRuns()
    let acknowledged = runs.state + "/acknowledged"
    try JournalStore.create(run: Sample.run, in: runs.directory).close()
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = runs.directory.path as String, acknowledged = acknowledged as String, delay] in
      let store = try JournalStore.open(
        run: Sample.run, in: RunDirectory(path: path), for: .writing)
      let file = open(acknowledged, O_CREAT | O_WRONLY, 0o600)
      var chain = Sample.chain()
      let killer = try Spawned.kill(getpid(), afterMicroseconds: delay)
      defer { killer.end() }
      while true {
        let count = 1 + Int(chain.sequence % 5)
        try store.commit(
          (0..<count).map {
            chain.append(Sample.exited("\(chain.sequence) \($0)"), at: Sample.moment)
          })
        var number = chain.sequence
        pwrite(file, &number, 8, 0)
      }
    }
    let number = try lastNumber(acknowledged)
    let reader = try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading)
    let records = try reader.verify()
    reader.close()
    #expect(try runs.directory.holder(of: Sample.run) == nil)
    let store = try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    #expect(try store.verify().map(\.hash) == records.map(\.hash))
    #expect(Int64(records.count) >= number, "\(records.count) records, \(number) acknowledged")
    var chain =
      records.last.map { Chain(continuing: $0, epoch: 2, bootID: "boot-2") } ?? Sample.chain()
    try store.commit([chain.append(Sample.ended, at: Sample.moment)])
    #expect(try store.records().count == records.count + 1)
  }

  @Test func `another process is told who has the run`() async throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    let holder = LockHolder.current
    await #expect(processExitsWith: .success) {
      [
        path = runs.directory.path as String, process = holder.process as Int64,
        user = holder.user as String
      ] in
      #expect(throws: JournalProblem.held(LockHolder(process: process, user: user))) {
        try JournalStore.open(run: Sample.run, in: RunDirectory(path: path), for: .writing)
      }
    }
    store.close()
  }

  @Test func `a commit is synced: the log under FULL, in the writer`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    #expect(try store.database.pragma("synchronous") == "2")
    #expect(try store.database.pragma("journal_mode") == "wal")
    #expect(try store.database.pragma("wal_autocheckpoint") == "0")
    #expect(try store.database.pragma("mmap_size") == "0")
  }

  /// 0 if the process died before its first commit.
  private func lastNumber(_ path: String) throws -> Int64 {
    guard let bytes = try? Data(contentsOf: URL(filePath: path)), bytes.count == 8 else {
      return 0
    }
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) }
  }
}

extension Spawned {
  /// Somebody who sends the signal that nobody can catch.
  fileprivate static func kill(_ process: pid_t, afterMicroseconds delay: Int) throws -> Spawned {
    let seconds = "\(delay / 1_000_000).\(String(1_000_000 + delay % 1_000_000).dropFirst())"
    return try Spawned("/bin/sh", "-c", "sleep \(seconds); kill -9 \(process)")
  }
}
