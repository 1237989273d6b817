import CLinux
import Glibc
import StileReview
import StileSyntax

/// Runs `shellcheck`, where it is installed, over the commands of a file.
struct ShellCheck {
  private static let folderName = "stile-" + String(repeating: "X", count: 6)

  /// What it says about each command, at the command's place in the file.
  static func diagnostics(of source: SourceText) throws(Problem) -> [Diagnostic] {
    let findings = ShellFindings(Parser.parse(source))
    guard let program else {
      throw Problem("shellcheck is not installed; on Debian: apt-get install shellcheck")
    }
    if findings.scripts.isEmpty { return [] }
    let folder = try makeFolder()
    defer { remove(folder, findings.scripts.count) }
    for (number, script) in findings.scripts.enumerated() {
      try write(script.bytes, to: "\(folder)/\(number)")
    }
    let names = findings.scripts.indices.map { "\(folder)/\($0)" }
    let status = try run(program, ShellFindings.arguments + names, output: "\(folder)/output")
    let output = FileSources.read("\(folder)/output") ?? []
    guard let diagnostics = findings.diagnostics(of: output) else {
      throw Problem("shellcheck ended with \(status), and what it said can't be read")
    }
    return diagnostics
  }

  /// Where it is, on the path.
  private static var program: String? {
    let folders = ProcessEnvironment.values["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/shellcheck" }.first { access($0, X_OK) == 0 }
  }

  private static func makeFolder() throws(Problem) -> String {
    let parent = ProcessEnvironment.values["TMPDIR"] ?? "/tmp"
    var name = Array("\(parent)/\(folderName)".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw Problem("no folder can be made in `\(parent)`: \(String(cString: strerror(errno)))")
    }
    return name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  private static func remove(_ folder: String, _ count: Int) {
    for number in 0..<count { unlink("\(folder)/\(number)") }
    unlink("\(folder)/output")
    rmdir(folder)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    defer { close(descriptor) }
    let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard descriptor >= 0, count == bytes.count else {
      throw Problem("`\(path)` can't be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Its exit status; what it says goes to a file.
  private static func run(
    _ program: String, _ arguments: [String], output: String
  ) throws(Problem) -> Int32 {
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let file = open(output, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    defer {
      close(nothing)
      close(file)
    }
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    let entries = ProcessEnvironment.entries.map { strdup($0) } + [nil]
    defer { (words + entries).forEach { free($0) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, nothing, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, file, STDOUT_FILENO)
    var process: pid_t = 0
    let failure = posix_spawn(&process, program, &actions, nil, words, entries)
    guard failure == 0 else {
      throw Problem("shellcheck can't be started: \(String(cString: strerror(failure)))")
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return stile_exit_status(status)
  }
}
