/// Why a journal can't be opened, read or written.
package enum JournalProblem: Error, Hashable, Sendable {
  // Where it lies
  /// No run of this name in the folder.
  case missing(run: String)
  case exists(run: String)
  /// More than one run is called like this.
  case ambiguous(String, [String])
  case shortName(String)
  /// Other users could read or change it.
  case unsafe(path: String, why: String)
  /// SQLite's locks don't hold there.
  case networkFileSystem(path: String, kind: String)
  case system(operation: String, path: String, errno: Int32)

  // Who has it
  /// Another process writes it; nil while that one is just beginning to.
  case held(LockHolder?)

  // What stands in it
  case notAJournal(path: String)
  case otherFormat(Int64)
  /// SQLite can't read the file: it is cut, or pages of it are damaged.
  case damagedFile(String)
  /// Records are missing between these two numbers.
  case gap(after: Int64, before: Int64)
  /// The bytes of this record are not those that were written.
  case altered(sequence: Int64)
  case missingBlob(hash: String, sequence: Int64)
  case alteredBlob(hash: String, sequence: Int64)
  /// The chain holds, and yet the record can't be understood.
  case unreadable(sequence: Int64, why: String)

  // What was handed over
  /// The file is a journal, and nobody gave it away.
  case notHandedOver(path: String)
  /// Here stand records that the file lacks or has otherwise.
  case otherHistory(run: String)

  // Writing
  case fullDisk
  case failed(operation: String, why: String)
  /// These records don't follow the newest one: somebody else wrote, or our own mistake.
  case notNext(sequence: Int64, head: Int64)
  /// An earlier commit failed, so this handle is never used again.
  case closed
  /// The journal was opened for reading.
  case readOnly
}

extension JournalProblem {
  /// One sentence, lower case, without a full stop.
  package var message: String {
    switch self {
    case .missing(let run): "there is no run `\(run)`"
    case .exists(let run): "there is a run `\(run)` already"
    case .ambiguous(let part, let names):
      "`\(part)` may be any of \(names.joined(separator: ", "))"
    case .shortName(let part): "`\(part)` is too short for a run's name: give four letters of it"
    case .unsafe(let path, let why): "`\(path)` can't hold a journal: \(why)"
    case .networkFileSystem(let path, let kind):
      "`\(path)` can't hold a journal: it lies on \(kind), where a lock does not hold; "
        + "set XDG_STATE_HOME to a folder on a disk of this machine"
    case .system(let operation, let path, let errno):
      "can't \(operation) `\(path)`: \(SystemError.text(errno))"
    case .held(let holder?):
      "process \(holder.process) of \(holder.user) has this run in hand"
    case .held(nil): "another process has this run in hand"
    case .notAJournal(let path): "`\(path)` is no journal of stile"
    case .otherFormat(let format):
      "the journal has format \(format), this stile reads format \(RunOpened.currentFormat)"
    case .damagedFile(let why): "the journal's file is damaged: \(why)"
    case .gap(let after, let before):
      "the journal is damaged: after record \(after) comes record \(before)"
    case .altered(let sequence):
      "the journal is damaged: record \(sequence) is not what was written"
    case .missingBlob(let hash, let sequence):
      "the journal is damaged: record \(sequence) names \(hash.prefix(12))…, which is not there"
    case .alteredBlob(let hash, let sequence):
      "the journal is damaged: record \(sequence) names \(hash.prefix(12))…, which was changed"
    case .unreadable(let sequence, let why): "record \(sequence) can't be read: \(why)"
    case .notHandedOver(let path):
      "`\(path)` was not made by `stile hand-over`: somebody may be going on with that run"
    case .otherHistory(let run):
      "\(run) has gone on here since that file was made, so the file is out of date"
    case .fullDisk: "the disk is full"
    case .failed(let operation, let why): "can't \(operation) the journal: \(why)"
    case .notNext(let sequence, let head):
      "record \(sequence) does not follow record \(head), the newest in the journal"
    case .closed: "the journal was closed after an error"
    case .readOnly: "the journal is open for reading only"
    }
  }
}

/// The process that has a run in hand, as it wrote itself into the lock file.
package struct LockHolder: Hashable, Sendable {
  package let process: Int64
  package let user: String

  package init(process: Int64, user: String) {
    self.process = process
    self.user = user
  }
}
