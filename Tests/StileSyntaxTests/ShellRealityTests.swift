import Foundation
import StileSyntax
import Testing

/// Hostile values go through real shells as data: what the walk says about quoting is what dash and
/// bash do.
struct ShellRealityTests {
  private static let hostile = [
    "plain", "two words", "$(touch canary)", "`touch canary`", "'; touch canary; '",
    "\"; touch canary; \"", "a\nb", "\\", "*", "$HOME", "${x:-y}", "#", "~", "-n", "!", "{a,b}",
    "\\#{x}", "E", "é“”", "a\\nb", "%s", "&& touch canary", "| touch canary", "> canary", "",
  ]

  /// Commands that print their holes, each between marks.
  private static let commands = [
    "`printf '<%s>' #{x}`", "`printf '<%s>' \"#{x}\"`", "`v=#{x}; printf '<%s>' \"$v\"`",
    "`v=\"#{x}\"; printf '<%s>' \"$v\"`",
    "`printf '<%s>' \"$(printf %s. #{x})\" | sed 's/\\.>$/>/'`",
    "`case #{x} in \"#{x}\") printf '<%s>' #{x};; *) echo wrong;; esac`",
    "`for f in #{x}; do printf '<%s>' \"$f\"; done`", "`f() { printf '<%s>' \"$1\"; }; f #{x}`",
    "`\n  cat <<E\n  <#{x}>\n  E\n  `", "`\n  # it's\n  printf '<%s>' #{x}\n  `",
    "`printf '<%s>' \"${v:-'}\" > /dev/null; printf '<%s>' \"#{x}\"`",
    "`printf '<%s>' \"${v%'}'*}\" > /dev/null; printf '<%s>' #{x}`",
    "`printf '<%s>' ${v:-'}'} > /dev/null; printf '<%s>' #{x}`",
    "`\n  cat <<'E' > /dev/null\n  $(it's \" a ` text\n  E\n  printf '<%s>' \"#{x}\"\n  `",
    "`\n  cat <<-E > /dev/null\n  it's ${v:-'} $(echo \")\")\n  E\n  printf '<%s>' #{x}\n  `",
    "`: \\' \\\" \"\\\"'\"; printf '<%s>' #{x}`",
    "`: $(case a in (a) echo ')';; esac); printf '<%s>' #{x}`",
    "`: $(case a in a) echo b;; esac); printf '<%s>' #{x}`",
    "`: $(( (1 + 2) * 3 )); printf '<%s>' \"#{x}\"`",
    "`: a#b'#'; printf '<%s>' #{x}`", "`: $# $$ $? \"$#\"; printf '<%s>' #{x}`",
  ]

  private static let shells = ["/bin/dash", "/bin/bash"].filter {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: shells.count == 2), arguments: commands)
  func `a value is one word, whatever is in it`(_ text: String) throws {
    let (literal, codes) = CommandSketch.read(text)
    #expect(codes == [])
    let command = CommandSketch.shellText(try #require(literal))
    let count = try #require(literal).holes.count
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for shell in Self.shells {
      for value in Self.hostile {
        let output = try run(command, holes: count, value: value, shell: shell, in: folder)
        #expect(output.trimmingSuffix("\n") == "<\(value)>", "\(shell): \(command)")
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(.enabled(if: shells.count == 2))
  func `plain words are the words that a shell would make`() throws {
    let texts = [
      "`printf '<%s>' 'a b' c\\ d \"e\"'f' \"g\\\"h\" i\\\\j \"k\\l\" '' {} ! x=y a#b ] % ^ @ +`",
      "`printf \"<%s>\" \"\\#{x}\" '\\#{y}' \\#{z} \"\\$a\" \\* \"*\" '~' a~ =b`",
    ]
    for text in texts {
      let literal = try #require(CommandSketch.read(text).literal)
      let words = try #require(literal.plainPieces?.words).map { word in
        word.map { if case .text(let text) = $0 { text } else { "?" } }.joined()
      }
      let expected = words.dropFirst(2).map { "<\($0)>" }.joined()
      for shell in Self.shells {
        let folder = FileManager.default.temporaryDirectory
        let command = CommandSketch.shellText(literal)
        #expect(try run(command, holes: 0, value: "", shell: shell, in: folder) == expected)
      }
    }
  }

  private func run(
    _ command: String, holes: Int, value: String, shell: String, in folder: URL
  ) throws -> String {
    let prelude = (0..<max(1, holes)).map { "stile_\($0 + 1)=$1" }.joined(separator: "; ")
    let process = Process()
    process.executableURL = URL(filePath: shell)
    process.arguments =
      (shell.hasSuffix("bash") ? ["--posix"] : []) + [
        "-c", "\(prelude); set --\n\(command)", "sh", value,
      ]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix + suffix) ? self : hasSuffix(">" + suffix) ? String(dropLast()) : self
  }
}
