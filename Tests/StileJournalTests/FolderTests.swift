import FoundationEssentials
import Glibc
import StileJournal
import StileMachine
import Testing

@Suite struct FolderTests {
  @Test func `nobody else can look into a run`() throws {
    let runs = try TemporaryRuns()
    let mask = umask(0)
    defer { umask(mask) }
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    var chain = Sample.chain()
    try store.commit([chain.append(Sample.opened(), at: Sample.moment)])
    let folder = runs.folder(Sample.run)
    for path in [runs.directory.path, folder, folder + "/local"] {
      #expect(mode(path) == 0o700, "\(path)")
    }
    for file in ["journal.db", "journal.db-wal", "journal.db-shm", "lock", "spare"] {
      #expect(mode(folder + "/" + file) == 0o600, "\(file)")
    }
  }

  @Test(arguments: ["", "/journal.db"])
  func `a run that others have access to is refused`(file: String) throws {
    let runs = try TemporaryRuns()
    try JournalStore.create(run: Sample.run, in: runs.directory).close()
    let path = runs.folder(Sample.run) + file
    chmod(path, mode(path) | 0o040)
    #expect(
      throws: JournalProblem.unsafe(
        path: path, why: "others have access to it; `chmod go= \(path)` takes that away")
    ) {
      try JournalStore.open(run: Sample.run, in: runs.directory, for: .reading)
    }
  }

  @Test func `a link in the place of the journal is refused`() throws {
    let runs = try TemporaryRuns()
    try JournalStore.create(run: Sample.run, in: runs.directory).close()
    let path = runs.folder(Sample.run) + "/journal.db"
    #expect(rename(path, runs.state + "/elsewhere.db") == 0)
    #expect(symlink(runs.state + "/elsewhere.db", path) == 0)
    #expect(throws: JournalProblem.unsafe(path: path, why: "it is no plain file")) {
      try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    }
  }

  @Test func `a run is made once, and a failure leaves nothing behind`() throws {
    let runs = try TemporaryRuns()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    #expect(throws: JournalProblem.exists(run: Sample.run)) {
      try JournalStore.create(run: Sample.run, in: runs.directory)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: runs.directory.path) == [Sample.run])
    store.close()
  }

  @Test func `one process at a time begins a run, until its first record`() throws {
    let runs = try TemporaryRuns()
    let left = runs.folder(".new-move-aaaabbbbccccdddd")
    try FileManager.default.createDirectory(
      atPath: left + "/local", withIntermediateDirectories: true)
    try Data().write(to: URL(filePath: left + "/journal.db"))
    chmod(runs.directory.path, 0o700)
    let turn = try runs.directory.takeTurn()
    #expect(access(left, F_OK) != 0, "what a crash has left is gone")
    let store = try JournalStore.create(run: Sample.run, in: runs.directory, turn: turn)
    #expect(throws: JournalProblem.held(.current)) {
      try runs.directory.takeTurn(within: 50_000_000)
    }
    var chain = Sample.chain()
    try store.commit([chain.append(Sample.opened(), at: Sample.moment)])
    try runs.directory.takeTurn(within: 50_000_000).release()
  }

  @Test func `names of runs are never paths`() throws {
    let runs = try TemporaryRuns()
    for name in ["", ".", "..", "../x", "a/b", "a\0b", ".new-x", "ä"] {
      #expect(throws: JournalProblem.missing(run: name)) {
        try JournalStore.create(run: name, in: runs.directory)
      }
      #expect(throws: JournalProblem.missing(run: name)) {
        try JournalStore.open(run: name, in: runs.directory, for: .reading)
      }
    }
  }

  @Test func `a new name has the runbook's id and 80 random bits`() {
    let names = Set((0..<100).map { _ in RunDirectory.newName(runbook: "move_site") })
    #expect(names.count == 100)
    for name in names {
      #expect(name.wholeMatch(of: /move_site-[a-z2-7]{16}/) != nil)
    }
  }

  @Test func `a run is found by a unique beginning or end of four letters`() throws {
    let runs = try TemporaryRuns()
    for run in ["move-aaaabbbbccccdddd", "move-aaaabbbbccccxxxx", "copy-aaaabbbbccccyyyy"] {
      try JournalStore.create(run: run, in: runs.directory).close()
    }
    let directory = runs.directory
    #expect(try directory.find("dddd") == "move-aaaabbbbccccdddd")
    #expect(try directory.find("copy") == "copy-aaaabbbbccccyyyy")
    #expect(try directory.find("move-aaaabbbbccccxxxx") == "move-aaaabbbbccccxxxx")
    #expect(throws: JournalProblem.shortName("ddd")) { try directory.find("ddd") }
    #expect(throws: JournalProblem.missing(run: "zzzz")) { try directory.find("zzzz") }
    #expect(
      throws: JournalProblem.ambiguous("move", ["move-aaaabbbbccccdddd", "move-aaaabbbbccccxxxx"])
    ) { try directory.find("move") }
  }

  @Test func `the folder is that of the XDG rules`() {
    let path = { RunDirectory(environment: $0)?.path }
    #expect(path(["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/stile/runs")
    #expect(path(["XDG_STATE_HOME": "s", "HOME": "/h"]) == "/h/.local/state/stile/runs")
    #expect(path(["HOME": "/h"]) == "/h/.local/state/stile/runs")
    #expect(path([:]) == nil)
  }

  @Test func `a runbook's unfinished runs are found by their ends`() throws {
    let runs = try TemporaryRuns()
    let turned = RecordBody.directionTurned(
      DirectionTurned(direction: .back, person: "ann", why: "", forgotten: []))
    let left = RecordBody.leaseReleased(reason: "parked")
    let histories: [(String, [RecordBody])] = [
      ("move-aaaaaaaaaaaaaaaa", [Sample.opened(), Sample.revised()]),
      ("move-bbbbbbbbbbbbbbbb", [Sample.opened(), Sample.revised(), Sample.ended, left]),
      ("move-cccccccccccccccc", [Sample.opened(), Sample.revised(), Sample.ended, turned, left]),
      ("move-dddddddddddddddd", []),
      ("move_all-aaaaaaaaaaaaaaaa", [Sample.opened("move_all"), Sample.revised()]),
    ]
    for (run, bodies) in histories {
      var chain = Sample.chain(run)
      let store = try JournalStore.create(run: run, in: runs.directory)
      try store.commit(chain.append(bodies))
    }
    let found = try runs.directory.unfinished(runbook: "move")
    #expect(
      found.map(\.run).sorted() == ["move-aaaaaaaaaaaaaaaa", "move-cccccccccccccccc"])
    #expect(found.first?.revision.entry == "move.stile")
    #expect(try runs.directory.summary(of: "move-dddddddddddddddd") == nil)
    #expect(try runs.directory.summary(of: "move-bbbbbbbbbbbbbbbb")?.isFinished == true)
  }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }
}
