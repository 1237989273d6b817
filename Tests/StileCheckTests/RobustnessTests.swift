import Foundation
import StandardLibrary
import StileCheck
import StileSyntax
import Testing

/// No text makes the checker trap.
struct RobustnessTests {
  /// A text of most of the language, and of no other file, so that checking it is quick.
  static let broad = #"""
    stile 1
    param web: Host
    param names: List[String] = ["a"]
    secret key from env "KEY"
    enum State { up, down(why: String) }
    record Site {
      name: String
      port: Int = 80
    }
    fn first[T](items: List[T]) -> T? = items.first
    fn word(state: State) -> String {
      match state {
        up -> return "up"
        down(why) -> return why
      }
    }
    probe size(file: Path) -> Int {
      let output = probe `wc -c -- #{file}` on web in "/srv" env { LANG: "C" } within 5s allow 1
      if let text = output.text.words.first { return text.to_int() ?? 0 }
      return if output.status == 0 { 1 } else { fail "none" }
    }
    action mark(files: List[Path], state: State = .up) {
      let before = size(files[0] ?? fail "none")
      undo {
        run `rm -f -- #{files}` on web
        verify { size("/srv/a") == before }
      }
      for file in files {
        var count = 0
        run `sh -c 'echo "$1"' sh #{file} > "/tmp/#{file.name}"` on web stdin key
        count = count + 1
      }
      try { notify console "done" } catch error { fail error.message }
    }
    procedure both(name: String) -> Int {
      confirm go "Go on with #{name}?"
      return 1
    }
    runbook all "All" tags ["A"] {
      let n = size("/srv/a")
      let sums = [1, 2].map(x => x * n).filter(x => x > 1 and not (x == 2))
      for name in names {
        let done = both(name)
        step mark "Mark #{name}" on local when n > 1 safe to repeat {
          ensure within 1m every 5s { true }
          no undo "scratch"
          run `touch /tmp/#{name}`
          verify same "Same" { succeeds `test -e /tmp/#{name}` }
        }
      }
      stage last "Last" {
        wait 5m tags ["B"]
        manual ask_them "Ask them" { no undo "nothing" }
      }
      undo mark
      if sums == [] { notify console subject "Done" "#{names.join(", ")}" required }
    }
    """#

  @Test func `the broad text has no mistake`() throws {
    let result = check(Self.broad)
    #expect(result.diagnostics.filter { $0.severity == .error } == [])
  }

  @Test func `every prefix is checked`() {
    let bytes = Array(Self.broad.utf8)
    for end in bytes.indices {
      _ = check(String(decoding: bytes[..<end], as: UTF8.self))
    }
  }

  @Test func `a text without one of its tokens is checked`() {
    eachToken { bytes, token in
      Array(bytes[..<Int(token.lower)] + bytes[Int(token.upper)...])
    }
  }

  @Test func `a text with one of its words changed is checked`() {
    for word in ["none", "web", "State", "[]", "\"x\"", "`x`", "fail \"x\"", "x => x", "mark"] {
      eachToken { bytes, token in
        switch token.kind {
        case .name, .typeName, .integer, .string, .command:
          Array(bytes[..<Int(token.lower)] + Array(word.utf8) + bytes[Int(token.upper)...])
        default: nil
        }
      }
    }
  }

  private func eachToken(_ change: ([UInt8], Token) -> [UInt8]?) {
    var sources = SourceMap()
    let bytes = Array(Self.broad.utf8)
    let tree = Parser.parse(sources.add(name: "example.stile", bytes: bytes))
    for token in LexedText(tree.source).tokens {
      guard let changed = change(bytes, token) else { continue }
      let result = check(String(decoding: changed, as: UTF8.self))
      let hasErrors = result.diagnostics.contains { $0.severity == .error }
      #expect((result.program == nil) == hasErrors)
    }
  }

  /// The Stile files of the repository, with their folders.
  static let files: [URL] = {
    let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return ["runbooks", "stdlib/modules"].flatMap { folder in
      let paths = FileManager.default.enumerator(atPath: top.appending(path: folder).path)
      return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".stile") }.sorted()
        .map { top.appending(path: folder).appending(path: $0) }
    }
  }()

  @Test(arguments: files)
  func `every file of the repository is checked, whole and up to each line`(_ file: URL) throws {
    let folder = file.deletingLastPathComponent()
    let text = try String(contentsOf: file, encoding: .utf8)
    var others: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      others[name] = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    var prefix = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      prefix += line + "\n"
      _ = check(prefix, others)
    }
    if !file.path.contains("/stdlib/") {
      #expect(check(text, others).diagnostics.filter { $0.severity == .error } == [])
    }
  }

  @Test func `definitions that wait for each other end in a message`() {
    let lines = (0..<300).map { "let x\($0) = x\($0 + 1)" } + ["let x300 = 1"]
    #expect(codes("stile 1\n" + lines.joined(separator: "\n")) == ["nesting-too-deep"])
    let inOrder = ["let x0 = 1"] + (1..<300).map { "let x\($0) = x\($0 - 1)" }
    #expect(codes("stile 1\n" + inOrder.joined(separator: "\n")) == [])
  }

  @Test func `lists of lists end in a message`() {
    let lines = ["let x0 = 1"] + (1..<300).map { "let x\($0) = [x\($0 - 1)]" }
    #expect(codes("stile 1\n" + lines.joined(separator: "\n")) == ["nesting-too-deep"])
  }
}
