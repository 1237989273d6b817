import CLinux
import Glibc

/// The folder with the runs of a user: `$XDG_STATE_HOME/stile/runs`.
package struct RunDirectory: Hashable, Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// By the XDG rules: a relative `XDG_STATE_HOME` counts as none. Nil without a home.
  package init?(environment: [String: String]) {
    func folder(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard let state = folder("XDG_STATE_HOME") ?? folder("HOME").map({ $0 + "/.local/state" })
    else { return nil }
    path = state + "/stile/runs"
  }

  /// A name that no run has: the runbook's id and 80 random bits as 16 letters.
  package static func newName(runbook: String) -> String {
    var bits = [UInt8](repeating: 0, count: 10)
    precondition(stile_random(&bits, bits.count) == 0, "the system has no random numbers")
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    let letters = (0..<16).map { letter in
      (0..<5).reduce(into: 0) { value, place in
        let bit = letter * 5 + place
        value = value << 1 | Int(bits[bit / 8] >> (7 - bit % 8) & 1)
      }
    }
    return runbook + "-" + String(decoding: letters.map { alphabet[$0] }, as: UTF8.self)
  }

  // MARK: Finding

  /// The names of all runs, sorted.
  package func names() throws(JournalProblem) -> [String] {
    guard let names = FolderListing.names(in: path) else {
      if errno == ENOENT { return [] }
      throw JournalProblem.system("read", path)
    }
    return names.filter { name in
      Self.isName(name) && access(RunFolder(path: "\(path)/\(name)").database, F_OK) == 0
    }
  }

  /// The run of this name, or the only one whose name begins or ends like it, from four letters on.
  package func find(_ part: String) throws(JournalProblem) -> String {
    let names = try names()
    if names.contains(part) { return part }
    guard part.utf8.count >= 4 else { throw .shortName(part) }
    let found = names.filter { $0.hasPrefix(part) || $0.hasSuffix(part) }
    guard let name = found.first else { throw .missing(run: part) }
    guard found.count == 1 else { throw .ambiguous(part, found) }
    return name
  }

  /// The folder of a run that is there and safe to use.
  package func existingFolder(of run: String) throws(JournalProblem) -> RunFolder {
    let folder = try folder(of: run)
    guard access(folder.database, F_OK) == 0 else { throw .missing(run: run) }
    try FileSystem.check(folder.path)
    try folder.check()
    return folder
  }

  func folder(of run: String) throws(JournalProblem) -> RunFolder {
    guard Self.isName(run) else { throw .missing(run: run) }
    return RunFolder(path: "\(path)/\(run)")
  }

  /// Where a new run's folder is made; no run has such a name.
  func draft(of run: String) -> RunFolder { RunFolder(path: "\(path)/\(Self.draftPrefix)\(run)") }

  static let draftPrefix = ".new-"

  /// Makes the folder where it lacks; it and the one above are for this user alone.
  func make() throws(JournalProblem) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      if mkdir(made, 0o700) != 0, errno != EEXIST { throw JournalProblem.system("make", made) }
    }
    try RunFolder.checkPrivate(path, isFolder: true)
    try FileSystem.check(path)
  }

  /// Never a path: letters, digits, `_` and `-`, as runbook ids and new names have them.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 255
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
