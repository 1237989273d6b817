import FoundationEssentials
import Glibc
import StileJournal
import StileMachine
import Testing

@Suite struct StoreTests {
  @Test func `a journal is made, written, closed and read again`() throws {
    let runs = try TemporaryRuns()
    var chain = Sample.chain()
    let sealed = chain.append([Sample.opened(), Sample.revised(), Sample.exited("hello")])
    do {
      let store = try JournalStore.create(run: Sample.run, in: runs.directory)
      try store.commit(Array(sealed[..<1]))
      try store.commit(Array(sealed[1...]))
      #expect(try store.records().map(\.body) == sealed.map(\.record.body))
    }
    let reader = try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading)
    #expect(try reader.verify().map(\.hash) == sealed.map(\.record.hash))
    #expect(throws: JournalProblem.readOnly) { try reader.commit(sealed) }
  }

  @Test func `a reader beside the writer sees what was committed, and nothing else`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    let reader = try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading)
    #expect(try reader.records().isEmpty)
    var chain = Sample.chain()
    for number in 1...20 {
      try store.commit([chain.append(Sample.exited("\(number)"), at: Sample.moment)])
      #expect(try reader.records().count == number)
    }
  }

  @Test func `one process writes, the other learns who has the run`() throws {
    let runs = try TemporaryRuns()
    let ann = LockHolder(process: 4711, user: "ann")
    let store = try JournalStore.create(run: Sample.run, in: runs.directory, by: ann)
    #expect(throws: JournalProblem.held(ann)) {
      try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    }
    #expect(JournalProblem.held(ann).message == "process 4711 of ann has this run in hand")
    store.close()
    #expect(throws: Never.self) {
      try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    }
  }

  @Test func `asking who has a run takes nothing`() throws {
    let runs = try TemporaryRuns()
    let ann = LockHolder(process: 4711, user: "ann")
    let store = try JournalStore.create(run: Sample.run, in: runs.directory, by: ann)
    #expect(try runs.directory.holder(of: Sample.run) == .some(ann))
    var chain = Sample.chain()
    try store.commit([chain.append(Sample.opened(), at: Sample.moment)])
    store.close()
    #expect(try runs.directory.holder(of: Sample.run) == nil)
  }

  @Test func `a reader that closes does not drop the writer's lock`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading).close()
    close(open(runs.folder(Sample.run) + "/lock", O_RDWR))
    #expect(throws: JournalProblem.held(.current)) {
      try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    }
    var chain = Sample.chain()
    try store.commit([chain.append(Sample.opened(), at: Sample.moment)])
  }

  @Test func `a started program does not inherit the lock`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    let child = try Spawned("/bin/sh", "-c", "echo; exec sleep 60")
    #expect(child.isTalking())
    #expect(!child.openFiles.isEmpty)
    // Other tests, which run at the same time, have files open in other folders.
    let own = try #require(runs.state.split(separator: "/").last)
    #expect(!child.openFiles.contains { $0.contains(own) })
    store.close()
    child.end()
  }

  @Test func `records that do not follow the newest one close the handle for good`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    let sealed = chain.append([Sample.opened(), Sample.done(1), Sample.done(2)])
    try store.commit(Array(sealed[..<1]))
    #expect(throws: JournalProblem.notNext(sequence: 3, head: 1)) { try store.commit([sealed[2]]) }
    #expect(throws: JournalProblem.closed) { try store.commit([sealed[1]]) }
    #expect(throws: JournalProblem.closed) { try store.records() }
    store.close()
    let again = try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    #expect(try again.records().count == 1)
    try again.commit(Array(sealed[1...]))
  }

  @Test func `a commit is all or nothing`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    let sealed = chain.append([Sample.opened(), Sample.done(1), Sample.done(2)])
    #expect(throws: JournalProblem.notNext(sequence: 3, head: 1)) {
      try store.commit([sealed[0], sealed[2]])
    }
    let reader = try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading)
    #expect(try reader.records().isEmpty)
  }

  @Test func `the log is brought into the file before it grows large`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    let large = String(repeating: "0123456789abcdef", count: 40_000)
    for number in 0..<40 {
      try store.commit([chain.append(Sample.exited("\(number)\(large)"), at: Sample.moment)])
    }
    #expect(try size(runs.folder(Sample.run) + "/journal.db-wal") < 12 << 20)
    #expect(try store.verify().count == 40)
  }

  private func size(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
  }
}
