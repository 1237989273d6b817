import Glibc
import StileReview
import StileSyntax
import StileWorld

/// Runs `shellcheck`, where it is installed, over the commands of a file.
struct ShellCheck {
  private static let folderName = "stile-" + String(repeating: "X", count: 6)

  /// What it says about each command, at the command's place in the file.
  static func diagnostics(of tree: SyntaxTree) throws(Problem) -> [Diagnostic] {
    let findings = ShellFindings(tree)
    guard let program = LocalProgram.find("shellcheck", in: ProcessEnvironment.entries) else {
      throw Problem("shellcheck is not installed; on Debian: apt-get install shellcheck")
    }
    if findings.scripts.isEmpty { return [] }
    let folder = try makeFolder()
    defer { remove(folder, findings.scripts.count) }
    let names = findings.scripts.indices.map { "\(folder)/\($0)" }
    for (name, script) in zip(names, findings.scripts) {
      try FileCreation(path: name).write(script.bytes, mode: 0o600)
    }
    let outcome = try run(program, ShellFindings.arguments + names)
    guard let diagnostics = findings.diagnostics(of: outcome.output) else {
      throw Problem("shellcheck ended with \(outcome.status), and what it said can't be read")
    }
    return diagnostics
  }

  private static func run(
    _ program: String, _ arguments: [String]
  ) throws(Problem) -> LocalProgram.Outcome {
    do throws(SystemFailure) {
      return try LocalProgram.run(
        program, arguments, environment: ProcessEnvironment.entries, errors: .shown)
    } catch {
      throw Problem("shellcheck can't be started: \(error)")
    }
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
    rmdir(folder)
  }
}
