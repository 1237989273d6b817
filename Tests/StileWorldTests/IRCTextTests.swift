import StileMachine
import Testing

@testable import StileWorld

/// Texts as lines of IRC.
@Suite struct IRCTextTests {
  private func lines(_ body: String, subject: String? = nil) throws(Undelivered) -> [String] {
    try IRCText.lines(
      of: Message(id: "1", channel: .none, subject: subject, body: body))
  }

  @Test func `a long line is cut between words, else between letters, never within one`() throws {
    let words = String(repeating: "häuser ", count: 200)
    let cut = try lines(words)
    #expect(cut.allSatisfy { $0.utf8.count <= 400 && !$0.hasPrefix(" ") && !$0.hasSuffix("h") })
    #expect(cut.joined(separator: " ").split(separator: " ") == words.split(separator: " "))
    let letters = String(repeating: "x🧑‍🚒", count: 100)
    let pieces = try lines(letters)
    #expect(pieces.joined() == letters)
    #expect(pieces.allSatisfy { $0.utf8.count <= 400 && $0.allSatisfy { "x🧑‍🚒".contains($0) } })
  }

  @Test func `a letter that is longer than a line is cut between its parts`() throws {
    let letter = "e" + String(repeating: "\u{301}", count: 400)
    let pieces = try lines(letter)
    #expect(pieces.count == 3)
    #expect(pieces.allSatisfy { $0.utf8.count <= 400 })
    #expect(pieces.flatMap { Array($0.unicodeScalars) } == Array(letter.unicodeScalars))
  }

  @Test(arguments: 0..<200)
  func `whatever is in a text, no line of it commands anything`(seed: UInt64) throws {
    var state = seed &* 6_364_136_223_846_793_005 &+ 1
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let parts = ["\r", "\n", "\r\n", "\0", "\u{1}", "\u{2028}", "\u{85}", " ", ":", "é", "🧑‍🚒", "xy"]
    let text = (0..<random(600)).map { _ in parts[random(parts.count)] }.joined()
    guard let lines = try? lines(text) else { return }
    for line in lines {
      #expect(line.utf8.count <= 400 && !line.utf8.isEmpty)
      #expect(!line.utf8.contains { $0 < 0x20 || $0 == 0x7f })
    }
  }

  @Test func `a text without words, or with too many lines, is refused`() {
    #expect(throws: Undelivered("there is no text in it", isFinal: true)) { try lines(" \n ") }
    #expect(throws: Undelivered("it has 31 lines, and IRC is for at most 30", isFinal: true)) {
      try lines(String(repeating: "x\n", count: 30), subject: "y")
    }
  }

  @Test(arguments: [
    (":a!b@c PRIVMSG #d :e f", "a", "PRIVMSG", ["#d", "e f"]),
    ("@time=x :s 001 me :hello", "s", "001", ["me", "hello"]), ("PING :x", "", "PING", ["x"]),
    ("ping  a   b", "", "PING", ["a", "b"]), (":s CAP * LS :", "s", "CAP", ["*", "LS", ""]),
  ])
  func `lines are read`(
    text: String, source: String, command: String, parameters: [String]
  ) throws {
    let line = try #require(IRCLine(Array(text.utf8)))
    #expect(line.source == source && line.command == command && line.parameters == parameters)
  }

  @Test(arguments: ["", "   ", ":only-a-source", "@tag"])
  func `what commands nothing is no line`(text: String) {
    #expect(IRCLine(Array(text.utf8)) == nil)
  }
}
