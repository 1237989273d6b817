import Foundation
import Glibc
import Repository

/// What this machine has, and what it lacks.
enum Machine {
  static let environment: [String: String] = {
    let inherited = ProcessInfo.processInfo.environment
    var kept = ["LANG": "C.UTF-8", "TERM": "xterm-256color"]
    for name in ["PATH", "HOME", "USER", "LOGNAME"] { kept[name] = inherited[name] }
    return kept
  }()

  /// The program under test: the one that `STILE_BINARY` names, else the one beside the tests.
  static let stile: String? = {
    let named = ProcessInfo.processInfo.environment["STILE_BINARY"]
    let built = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "stile").path
    let usual = Repository.top.appending(path: ".build/debug/stile").path
    return [named, built, usual].compactMap { $0 }.first { access($0, X_OK) == 0 }
  }()

  /// The first of a system's own programs with this name.
  static func program(_ name: String) -> String? {
    let inherited = environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    return (["/usr/bin", "/usr/sbin", "/bin", "/sbin"] + inherited)
      .map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// What is missing for a run in the lab, as a sentence.
  static let lacksForLab: String? = {
    if stile == nil { return "there is no stile to test: build it, or name it in STILE_BINARY" }
    let programs = ["sshd", "ssh", "ssh-keygen", "knotd", "unbound", "rsync", "dig", "python3"]
    let lacking = programs.filter { program($0) == nil }
    return lacking.isEmpty ? nil : "not installed: \(lacking.joined(separator: ", "))"
  }()

  /// The gate installs what is missing, so there nothing may be skipped.
  static let mustHaveAll = ProcessInfo.processInfo.environment["STILE_SKIP_NOTHING"] != nil

  static func has(_ programs: String...) -> Bool {
    mustHaveAll || (stile != nil && programs.allSatisfy { program($0) != nil })
  }

  static var hasLab: Bool { mustHaveAll || lacksForLab == nil }
}
