import Glibc
import StileMachine
import Testing

@testable import StileJournal

@Suite struct FullDiskTests {
  @Test func `a write that fails closes the handle, and everything before it is there`() async {
    await #expect(processExitsWith: .success) {
      let runs = try TemporaryRuns()
      let store = try JournalStore.create(run: Sample.run, in: runs.directory)
      signal(SIGXFSZ, SIG_IGN)
      let old = limitFileSize(2 << 20)
      var chain = Sample.chain()
      let count = commitUntilItFails(store, &chain) { problem in
        guard case .failed("write", _) = problem else { return false }
        return true
      }
      #expect(count > 0)
      #expect(throws: JournalProblem.closed) {
        try store.commit([chain.append(Sample.ended, at: Sample.moment)])
      }
      store.close()
      _ = limitFileSize(old)
      let again = try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
      #expect(try again.verify().count == count)
    }
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
  func `on a full disk the spare room holds why the run stops`() throws {
    let disk = try SmallDisk(megabytes: 6)
    let runs = try TemporaryRuns(in: disk.path)
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    let count = commitUntilItFails(store, &chain) { $0 == .fullDisk }
    disk.fill()
    store.freeSpare()
    store.close()
    let again = try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    let records = try again.records()
    #expect(records.count == count)
    let head = try #require(records.last)
    var next = Chain(continuing: head, epoch: 1, bootID: "boot-1")
    let parked = RecordBody.runParked(RunParked(reason: .failed, text: "disk full", due: nil))
    try again.commit([next.append(parked, at: Sample.moment)])
    again.close()
    let reader = try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading)
    #expect(try reader.verify().last?.body == parked)
    #expect(access(runs.folder(Sample.run) + "/spare", F_OK) != 0)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a small disk"))
  func `a run that does not fit is not begun, and leaves nothing`() throws {
    let disk = try SmallDisk(megabytes: 1)
    let runs = try TemporaryRuns(in: disk.path)
    #expect(throws: JournalProblem.fullDisk) {
      try JournalStore.create(run: Sample.run, in: runs.directory)
    }
    #expect(try runs.directory.names() == [])
  }
}

/// Commits outputs that do not repeat until one fails as `isExpected` says; how many records were
/// acknowledged.
private func commitUntilItFails(
  _ store: JournalStore, _ chain: inout Chain, _ isExpected: (JournalProblem) -> Bool
) -> Int {
  let large = String(repeating: "0123456789abcdef", count: 4_000)
  for count in 0..<1_000 {
    do throws(JournalProblem) {
      try store.commit([chain.append(Sample.exited("\(count)\(large)"), at: Sample.moment)])
    } catch {
      #expect(isExpected(error), "\(error)")
      return count
    }
  }
  Issue.record("a thousand commits did not fail")
  return 0
}

/// Sets the size that no file may exceed, and gives back the one before.
private func limitFileSize(_ size: rlim_t) -> rlim_t {
  var limit = rlimit()
  let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
  getrlimit(resource, &limit)
  let old = limit.rlim_cur
  limit.rlim_cur = size
  setrlimit(resource, &limit)
  return old
}
