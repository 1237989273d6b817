import FoundationEssentials
import Glibc
import StileJournal
import StileMachine

/// A folder for runs that is gone when the test is over.
final class TemporaryRuns {
  let state: String
  var directory: RunDirectory { RunDirectory(path: state + "/stile/runs") }

  init(in parent: String? = nil) throws {
    let parent = parent ?? FileManager.default.temporaryDirectory.path()
    state = parent + "/stile-journal-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
  }

  /// Where a sync costs nothing, for tests that do without a real disk.
  static func inMemory() throws -> TemporaryRuns {
    try TemporaryRuns(in: access("/dev/shm", W_OK) == 0 ? "/dev/shm" : nil)
  }

  deinit { try? FileManager.default.removeItem(atPath: state) }

  func folder(_ run: String) -> String { directory.path + "/" + run }
}

/// Short forms for what most tests need.
enum Sample {
  static let run = "move-abcdefghijklmnop"
  static let moment = Moment(utc: 1_764_000_000_000_000_000, boot: 4_000_000_000)

  static func chain(_ run: String = run) -> Chain { Chain(run: run, epoch: 1, bootID: "boot-1") }

  static func opened(_ runbook: String = "move") -> RecordBody {
    .runOpened(
      RunOpened(
        language: 1, tool: "0.1", runbook: runbook, title: "Move", file: "move.stile",
        person: person, revision: "r1"))
  }

  static func revised(_ arguments: [DatumField] = []) -> RecordBody {
    .revisionAdded(
      RevisionAdded(
        hash: "r1", entry: "move.stile",
        files: [.init(name: "move.stile", isStandard: false, bytes: Array("stile 1\n".utf8))],
        arguments: arguments, person: person))
  }

  static func done(_ number: Int) -> RecordBody {
    .itemEnded(
      ItemEnded(
        item: Attempted(key: "step_\(number)", generation: 1, tryNumber: 1), status: .done))
  }

  static func exited(_ stdout: String) -> RecordBody {
    .actEnded(
      ActEnded(
        attempt: "00000001-00000000", name: "a#1.1/0:1",
        outcome: .exited(
          CommandOutput(status: 0, stdout: Array(stdout.utf8), stderr: [], isCut: false)),
        source: .reply))
  }

  static let ended = RecordBody.runEnded(RunEnded(verdict: .done, text: "", undelivered: []))

  static let person = Person(name: "ann", uid: 1000, machine: "laptop", terminal: nil)
}

extension Chain {
  mutating func append(_ bodies: [RecordBody]) -> [SealedRecord] {
    bodies.map { append($0, at: Sample.moment) }
  }
}
