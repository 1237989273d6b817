import FaultyDisk
import FoundationEssentials
import Glibc
import StileMachine
import Testing

@testable import StileJournal

/// A journal under a power cut, and on a disk that fails. The disk is that of a whole process, so
/// each test has one of its own.
@Suite(.timeLimit(.minutes(30))) struct PowerLossTests {
  @Test func `what was acknowledged is there, at whatever moment the power fails`() async {
    await #expect(processExitsWith: .success) {
      let story = try DiskStory()
      let states = getenv("STILE_POWER_LOSS_STATES").flatMap { Int(String(cString: $0)) } ?? 400
      #expect(try PowerLoss.losses(in: story, states: states).prefix(3) == [])
    }
  }

  @Test(arguments: ["synchronous = NORMAL", "synchronous = OFF"])
  func `a journal that syncs less is found out`(_ pragma: String) async {
    await #expect(processExitsWith: .success) { [pragma = pragma as String] in
      let story = try DiskStory(weakenedBy: pragma)
      #expect(try PowerLoss.losses(in: story, states: 400) != [])
    }
  }

  @Test func `a write that fails at any place is the last, and all before it is there`() async {
    await #expect(processExitsWith: .success) {
      faulty_disk_begin()
      for fault in DiskFault.all {
        var number: Int64 = 0
        while try fault.strikes(at: number) { number += 1 }
        #expect(number > 20, "\(fault) struck \(number) times")
      }
    }
  }
}

enum PowerLoss {
  /// What is lost or damaged in so many states of a disk, a line each.
  static func losses(in story: DiskStory, states: Int) throws -> [String] {
    var random = SeededNumbers(seed: 1)
    var losses: [String] = []
    for state in 0..<states {
      let cut = Int.random(in: story.start...story.operations.count, using: &random)
      let image = story.image(at: cut, using: &random)
      let acknowledged = story.acknowledged(at: cut)
      do {
        let found = try image.recovered()
        if found.count < acknowledged || found != Array(story.hashes.prefix(found.count)) {
          losses.append("state \(state), cut \(cut): \(found.count) records of \(acknowledged)")
        }
      } catch {
        losses.append("state \(state), cut \(cut): \(error)")
      }
    }
    return losses
  }
}

/// A way in which a disk fails.
struct DiskFault: CustomStringConvertible {
  let name: String
  let code: Int32
  var isForGood = false
  var leavesHalf = false

  var description: String { name }

  /// The codes are SQLITE_FULL, SQLITE_IOERR_WRITE and SQLITE_IOERR_FSYNC.
  static let all = [
    DiskFault(name: "full once, half of it written", code: 13, leavesHalf: true),
    DiskFault(name: "full for good", code: 13, isForGood: true),
    DiskFault(name: "a bad write for good", code: 778, isForGood: true, leavesHalf: true),
    DiskFault(name: "one sync fails", code: 1034),
  ]

  /// Lets the operation with this number fail in the life of a journal; false if it has fewer.
  func strikes(at number: Int64) throws -> Bool {
    let runs = try TemporaryRuns.inMemory()
    let store = try JournalStore.create(run: Sample.run, in: runs.directory)
    store.logLimit = 60_000
    var chain = Sample.chain()
    var hashes: [String] = []
    var hasFailed = false
    faulty_disk_fail(number, code, isForGood, leavesHalf)
    for count in 1...10 {
      let text = String(repeating: "x", count: count % 3 == 0 ? 9_000 : 9)
      let record = chain.append(Sample.exited("\(count) \(text)"), at: Sample.moment)
      do throws(JournalProblem) {
        try store.commit([record])
        #expect(!hasFailed, "\(self) at \(number): a commit after the one that failed")
        hashes.append(record.record.hash)
      } catch {
        #expect(error == .closed || !hasFailed, "\(self) at \(number): \(error)")
        hasFailed = true
      }
    }
    store.close()
    faulty_disk_fail(-1, 0, false, false)
    let again = try JournalStore.open(run: Sample.run, in: runs.directory, for: .writing)
    defer { again.close() }
    let records = try again.verify()
    #expect(Array(records.map(\.hash).prefix(hashes.count)) == hashes, "\(self) at \(number)")
    #expect(records.count <= hashes.count + 1, "\(self) at \(number)")
    return hasFailed
  }
}
