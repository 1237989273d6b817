import Foundation
import StileMachine
import Testing

/// Words of random bytes go through every place of a command in which a value may stand, and come
/// out of real shells as they were: what is a word stays one, and its bytes stay the same.
///
/// `STILE_WORDS` says how many words each shell gets in each place; a night's worth is 100000.
@Suite struct RandomWordTests {
  private static let count =
    ProcessInfo.processInfo.environment["STILE_WORDS"].flatMap { Int($0) } ?? 12

  /// A place, and what stands around the word in what the command writes.
  struct Place: Sendable, CustomTestStringConvertible {
    let name: String
    let command: String
    var before = ""
    var after = ""

    var testDescription: String { name }
  }

  static let places = [
    Place(name: "a word", command: ##"printf '%s' #{word}"##),
    Place(name: "a word of a script", command: ##"true; printf '%s' #{word}"##),
    Place(
      name: "double quotes", command: ##"printf '%s' "a #{word} b""##, before: "a ", after: " b"),
    Place(name: "glued", command: ##"true; printf '%s' a#{word}'b'"##, before: "a", after: "b"),
    Place(name: "an assignment", command: ##"v=#{word}; printf '%s' "$v""##),
    Place(name: "an assignment before a command", command: ##"v=#{word} sh -c 'printf %s "$v"'"##),
    Place(
      name: "a substitution", command: ##"printf '%s' "$(printf '%s.' #{word})""##, after: "."),
    Place(
      name: "quotes in a substitution", command: ##"printf '%s' "$(printf '%s.' "x#{word}")""##,
      before: "x", after: "."),
    Place(
      name: "a here-document", command: "\n  cat <<E\n  <#{word}>\n  E\n", before: "<", after: ">\n"
    ),
    Place(name: "a loop", command: ##"for f in #{word}; do printf '%s' "$f"; done"##),
    Place(name: "a function", command: ##"f() { shift; printf '%s' "$1" #{word}; }; f x '' "##),
    Place(name: "behind set", command: ##"set -- x y; shift; printf '%s' #{word}"##),
    Place(name: "a subshell", command: ##"(printf '%s' #{word})"##),
    Place(name: "a case", command: ##"case #{word} in "#{word}") printf '%s' #{word};; esac"##),
  ]

  static let shells = [["/bin/dash"], ["/bin/bash", "--posix"], ["/bin/busybox", "sh"]]
    .filter { FileManager.default.isExecutableFile(atPath: $0[0]) }

  @Test(arguments: places, shells)
  func `a word of any bytes comes through a shell`(_ place: Place, _ shell: [String]) throws {
    let code = try Texts("param word: Path\nlet command = `\(place.command)`\n").code()
    let seed = UInt64(place.name.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF)
    var random = Numbers(state: seed)
    for _ in 0..<Self.count {
      let word = Self.word(&random)
      let machine = try Machine(code: code, arguments: ["word": .path(word)])
      guard case .command(let text)? = machine.value(of: "command") else {
        Issue.record("no command")
        return
      }
      let expected = Array(place.before.utf8) + word + Array(place.after.utf8)
      #expect(try Shell(shell).bytes(text) == expected, "the bytes \(word)")
    }
  }

  /// Up to 24 bytes, the ones that shells care about more often than others. It begins as a path,
  /// so that it is never an option.
  private static func word(_ random: inout Numbers) -> [UInt8] {
    let special =
      Array(" \t\n'\"\\$`*?[]{}()<>|&;#~!%=-+^,.:@E\r\u{7F}".utf8) + [0x81, 0x88, 0xFF, 1]
    return [UInt8(ascii: "/")]
      + (0..<Int.random(in: 0..<24, using: &random)).map { _ in
        Bool.random(using: &random)
          ? special[Int.random(in: special.indices, using: &random)]
          : UInt8.random(in: 1...255, using: &random)
      }
  }
}

/// Numbers with a seed, so that a failure can be repeated.
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    state = state == 0 ? 0x9E37_79B9_7F4A_7C15 : state
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
