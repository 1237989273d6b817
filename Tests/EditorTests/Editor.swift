import Foundation
import Repository

/// The editors that this machine has.
enum Editor {
  private static let environment = ProcessInfo.processInfo.environment
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// The gate installs Vim, so there it may not be missing.
  static let hasVim =
    environment["STILE_SKIP_NOTHING"] != nil || (try? run("vim", ["--version"])) != nil

  /// The Python that `scripts/deps test` gave what reads grammars as editors do.
  private static let textMatePython =
    Repository.top.appending(path: ".build/textmate/bin/python3").path

  /// The gate installs it, so there it may not be missing.
  static let hasTextMate =
    environment["STILE_SKIP_NOTHING"] != nil
    || (try? run(textMatePython, ["-c", "import textmate_grammar"])) != nil

  /// The classes of the characters of each file, a text a line.
  static func vimClasses(_ files: [URL]) throws -> [[String]] {
    let output = try file("classes")
    defer { try? FileManager.default.removeItem(at: output) }
    try runVim(
      ["-S", folder.appending(path: "classes.vim").path] + files.map(\.path),
      ["STILE_CLASSES": output.path])
    return parts(try String(contentsOf: output, encoding: .utf8))
  }

  static func textMateClasses(_ files: [URL]) throws -> [[String]] {
    let grammar = Repository.top
      .appending(path: "editors/vscode/syntaxes/stile.tmLanguage.json")
    let script = folder.appending(path: "classes.py")
    return parts(
      try run(textMatePython, [script.path, grammar.path] + files.map(\.path)))
  }

  static func indentedByVim(_ text: String) throws -> String {
    let file = try file("indent.stile")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    try runVim(["-c", "normal gg=G", "-c", "wq", file.path])
    return try String(contentsOf: file, encoding: .utf8)
  }

  private static func runVim(_ words: [String], _ more: [String: String] = [:]) throws {
    let runtime = Repository.top.appending(path: "editors/vim").path
    try run(
      "vim",
      [
        "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "--cmd", "set rtp^=\(runtime)",
        "--cmd", "filetype plugin indent on", "--cmd", "syntax on",
      ] + words, more)
  }

  private static func file(_ name: String) throws -> URL {
    FileManager.default.temporaryDirectory
      .appending(path: "stile-\(UInt32.random(in: .min ... .max))-\(name)")
  }

  /// A form feed ends the lines of each file.
  private static func parts(_ output: String) -> [[String]] {
    output.components(separatedBy: "\n\u{C}\n").dropLast()
      .map { $0.components(separatedBy: "\n") }
  }

  /// What a program prints; it must end well.
  @discardableResult
  private static func run(
    _ program: String, _ words: [String], _ more: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "120", program] + words
    process.environment = environment.merging(more) { $1 }
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw EditorProblem(program: program) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

struct EditorProblem: Error {
  let program: String
}
