import CLinux
import Glibc

/// Where the things of one run lie.
///
///     RUN/journal.db   the records and their blobs, with SQLite's -wal and -shm beside it
///     RUN/lock         locked by the process that has the run in hand
///     RUN/spare        1 MiB that is given up when the disk is full
///     RUN/local/       the claims of commands on this machine
///     RUN/inbox/       what other terminals have for that process
package struct RunFolder: Hashable, Sendable {
  package let path: String

  package var database: String { path + "/journal.db" }
  package var lock: String { path + "/lock" }
  package var spare: String { path + "/spare" }
  package var local: String { path + "/local" }
  package var inbox: Inbox { Inbox(path: path + "/inbox") }

  init(path: String) { self.path = path }

  /// Makes the folder; it must not be there.
  func make() throws(JournalProblem) {
    guard mkdir(path, 0o700) == 0 else { throw JournalProblem.system("make", path) }
    guard mkdir(local, 0o700) == 0 else { throw JournalProblem.system("make", local) }
    // SQLite gives its other files the mode of this one.
    let descriptor = open(database, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw JournalProblem.system("make", database) }
    close(descriptor)
  }

  /// Gives the folder its name, so that it survives a power cut; there is none of that name yet.
  func become(_ folder: RunFolder, run: String) throws(JournalProblem) {
    try Self.sync(path)
    guard rename(path, folder.path) == 0 else {
      throw errno == EEXIST || errno == ENOTEMPTY
        ? .exists(run: run) : JournalProblem.system("make", folder.path)
    }
    try Self.sync(folder.path + "/..")
  }

  /// Takes away what `make` made and what was put in since.
  func remove() {
    for file in [database, database + "-wal", database + "-shm", lock, spare] { unlink(file) }
    rmdir(local)
    rmdir(path)
  }

  /// Makes the names in a folder durable.
  static func sync(_ folder: String) throws(JournalProblem) {
    let result = stile_sync_folder(folder)
    guard result == 0 else { throw .system(operation: "sync", path: folder, errno: -result) }
  }

  /// Nobody else may read or change what lies here.
  func check() throws(JournalProblem) {
    try Self.checkPrivate(path, isFolder: true)
    try Self.checkPrivate(database, isFolder: false)
  }

  static func checkPrivate(_ path: String, isFolder: Bool) throws(JournalProblem) {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw JournalProblem.system("look at", path) }
    guard status.st_mode & S_IFMT == (isFolder ? S_IFDIR : S_IFREG) else {
      throw .unsafe(path: path, why: isFolder ? "it is no folder" : "it is no plain file")
    }
    guard status.st_uid == geteuid() else {
      throw .unsafe(path: path, why: "it belongs to another user")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw .unsafe(
        path: path, why: "others have access to it; `chmod go= \(path)` takes that away")
    }
  }
}

extension JournalProblem {
  /// What the call before has left in `errno`.
  static func system(_ operation: String, _ path: String) -> JournalProblem {
    .system(operation: operation, path: path, errno: errno)
  }
}
