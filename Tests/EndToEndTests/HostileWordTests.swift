import Foundation
import Testing

/// Words that a shell would take for program stay data, or are refused by name.
@Suite(.enabled(if: Machine.has("sh"), "there is no stile to test"))
struct HostileWordTests {
  static let words = [
    "plain", "two words", "", "it's", "\"quoted\"", "$(touch oops)", "`touch oops`", "$HOME",
    "${IFS}", "a;touch oops", "a&touch oops", "a|touch oops", ">oops", "*", "~", "!!", "\\", "\\n",
    "-n", "--help", "-rf", "two\nlines", "tab\there", "#no comment", "#{not_a_hole}", "a'\"`$\\b",
    "grüße", "\u{1F43F}", "%s%n", "stile_1", "$stile_1", "{a,b}", "(a)", "\r", "\u{1B}[31m",
  ]

  /// The words as a literal of the language.
  static let literal: String = {
    let quoted = words.map { word in
      var text = ""
      for letter in word.unicodeScalars {
        switch letter {
        case "\\", "\"": text += "\\\(letter)"
        case "#": text += "\\u{23}"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case "\u{1B}": text += "\\u{1b}"
        default: text.unicodeScalars.append(letter)
        }
      }
      return "\"\(text)\""
    }
    return "[" + quoted.joined(separator: ", ") + "]"
  }()

  static let plan = """
    stile 1
    param place: Host = local
    param words: List[String]
    param folder: Path

    runbook words "Words" on place {
      step plain "As words of a program" {
        no undo "scratch"
        run `printf -- '%s\\0' #{words} >#{folder / "list"}`
        for word in words.filter(word => word != "") {
          run `printf -- '%s\\0' "<#{word}>" >>#{folder / "quoted"}`
        }
      }
      step bare "Without a shell" {
        no undo "scratch"
        run `cp -- #{folder / "list"} #{folder / "it's \\"a\\" $(touch oops)\\n-copy"}`
      }
      step input "As input" {
        no undo "scratch"
        run `tee -- #{folder / "input"}` stdin words.join("\\u{0}")
      }
      verify same "The copy is the same" {
        succeeds `
          cmp -s -- #{folder / "list"} #{folder / "it's \\"a\\" $(touch oops)\\n-copy"}
        `
      }
    }
    """

  @Test func `hostile words go through commands on this machine unharmed`() async throws {
    let stile = try Stile()
    try await carry(stile, in: stile.home.appending(path: "words"), with: [])
  }

  @Test(
    .enabled(if: Machine.hasLab, Comment(rawValue: Machine.lacksForLab ?? "")),
    .timeLimit(.minutes(30)))
  func `hostile words go through commands on a host unharmed`() async throws {
    try await LabPool.shared.withLab { lab in
      let folder = lab.place("old", "words")
      try await carry(
        try Stile(lab), in: folder, with: ["--set", "place=\(lab.setting("old"))"])
      try FileManager.default.removeItem(at: folder)
    }
  }

  private func carry(_ stile: Stile, in folder: URL, with settings: [String]) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let run = try await stile.start(
      [
        "run", try stile.runbook(Self.plan), "--no-input", "--set", "folder=\(folder.path)",
        "--set",
        "words=\(Self.literal)",
      ] + settings
    ).ended()
    #expect(run.status == 0, "\(run)")
    #expect(try file(folder, "list") == Self.words)
    #expect(try file(folder, "quoted") == Self.words.filter { !$0.isEmpty }.map { "<\($0)>" })
    #expect(try file(folder, "input") == Self.words)
    let made = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(made == ["input", "it's \"a\" $(touch oops)\n-copy", "list", "quoted"])
  }

  private func file(_ folder: URL, _ name: String) throws -> [String] {
    let data = try Data(contentsOf: folder.appending(path: name))
    let parts = data.split(separator: 0, omittingEmptySubsequences: false)
    return (data.last == 0 ? parts.dropLast() : parts).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("printf '%s' #{word}", "-n", "an option where a word was meant"),
    ("touch #{folder}/#{word}", "", "an empty value glued into a word"),
  ])
  func `what could not be safe stops the step`(
    _ command: String, _ word: String, _ why: Comment
  ) async throws {
    let stile = try Stile()
    let plan = """
      stile 1
      param word: String
      param folder: Path
      runbook refuse "Refuse" {
        step one "One" on local {
          no undo "scratch"
          run `\(command)`
        }
      }
      """
    let run = try await stile(
      "run", try stile.runbook(plan), "--no-input", "--set", "word=\(word)", "--set",
      "folder=\(stile.home.path)")
    #expect(run.status == 1, why)
    #expect(try await stile.records().filter { $0.kind == "act.intended" }.isEmpty, why)
  }
}
