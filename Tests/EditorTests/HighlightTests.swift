import Foundation
import Repository
import StileSyntax
import Testing

/// What editors show of a runbook is what the lexer reads in it.
struct HighlightTests {
  /// What the repository's own files have too little of.
  private static let everything = ##"""
    stile 1
    ## Documentation with `code` and "quotes".
    param size: Size = 4GiB    # a comment "with a quote
    let raw = r"C:\dir"
    let text = "a \"quoted\" #{names.join(", ")} and \#{no hole} \u{e9}"
    let nested = "#{names.map(n => "<#{n}>").join("}")}"
    let block = """
      for step in "quotes" do # no comment
      """
    let moments = [2026-12-01T20:00+02:00, 2026-12-01T20:00Z]
    let numbers = [1, 2.5, 1h30m, -3]
    let made = Entry(on: old, step: 1, in: none)
    let members = entry.step.when(entry.on)
    probe out(path: Path) -> Output = probe `echo \`date\` "#{path}" # text`
    action block_command() {
      run `
        if true; then
          echo for "$1" # text
        fi
      ` in "/" env {LC_ALL: "C"} within 5s
    }
    policy nightly "Nightly" every day at 03:15 in "UTC" alert ops {
      if a and not b or true { return } else { break }
    }

    """##

  private static let texts: [(name: String, text: String)] =
    [("everything", everything)]
    + ["runbooks", "stdlib"].flatMap { folder in
      Repository.files(below: folder, endingWith: ".stile").compactMap { path in
        (try? Repository.text(of: path)).map { (path, $0) }
      }
    }

  @Test func `the sample has no mistake`() {
    var sources = SourceMap()
    let source = sources.add(name: "everything.stile", bytes: Array(Self.everything.utf8))
    #expect(Parser.parse(source).diagnostics.map(\.code) == [])
  }

  @Test(.enabled(if: Editor.hasVim, "there is no Vim"))
  func `Vim shows what the lexer reads`() throws {
    try compare(Editor.vimClasses)
  }

  @Test(.enabled(if: Editor.hasTextMate, "there is no textmate-grammar-python"))
  func `the TextMate grammar shows what the lexer reads`() throws {
    try compare(Editor.textMateClasses)
  }

  @Test(.enabled(if: Editor.hasVim, "there is no Vim"))
  func `Vim indents what stands in braces`() throws {
    let text = """
      action a() {
        run `true` env {
          LC_ALL: "C",
        }
        if b {
          c(
            d,
          )
        } else {
          e()
        }
      }

      """
    let flat = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.drop { $0 == " " } }.joined(separator: "\n")
    #expect(try Editor.indentedByVim(flat) == text)
  }

  private func compare(_ classes: ([URL]) throws -> [[String]]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "stile-editors-\(UInt32.random(in: .min ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var files: [URL] = []
    for (number, text) in Self.texts.enumerated() {
      files.append(folder.appending(path: "\(number).stile"))
      try Data(text.text.utf8).write(to: files[number])
    }
    let shown = try classes(files)
    try #require(shown.count == files.count)
    for (text, shown) in zip(Self.texts, shown) {
      let wanted = TokenClasses(text.text).lines
      #expect(shown.count == wanted.count, "\(text.name)")
      for (number, (shown, wanted)) in zip(shown, wanted).enumerated() {
        let isRight =
          shown.count == wanted.count && zip(shown, wanted).allSatisfy { $1 == "?" || $0 == $1 }
        #expect(isRight, "\(text.name):\(number + 1)\nshown  \(shown)\nwanted \(wanted)")
      }
    }
  }
}
