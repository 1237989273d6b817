/// Names that want to be more than names, from a seed: options, shell text, other scripts' letters,
/// and now and then one that is legal and odd.
struct HostileNames {
  private var random: SeededNumbers

  init(seed: UInt64) { random = SeededNumbers(state: seed) }

  private static let whole = [
    "", "-", "--", ".", "..", "@", ":", "~", "~root", "*", "*.", "local", "LOCAL", "local.",
    "root@Local", "ops@local.:22", "-oProxyCommand=touch oops", "-F/dev/null", "--help", "a@-oX=y",
    "-l@a", "a:-1", "a:0", "a:65536", "a:22:22", "[::1]:22", "fe80::1%eth0", "ssh://a:22/",
    "xn--nxasmq6b", "_dmarc.example.org", "0", "1.2.3.4", "#0", "%h", "root$", "a$", "$", "a/../b",
    "//a", "file:///etc/passwd", "http://a@b/", "http://-oX/", "http://[::1]/", "http://a/$(x)",
    "javascript:x", "http://", "1http://a", "http:/a", "../../etc/shadow", "-rf", "/", "./-x",
  ]

  private static let pieces = [
    "-oProxyCommand=x", "-", "--", "\n", "\r\n", "\0", "'", "\"", "`", "$(touch oops)", "${IFS}",
    "$", " ", "\t", ";", "|", "&", "<", ">", "\\", "!", "*", "?", "[", "]", "(", ")", "{", "}", "~",
    "..", ".", "@", ":", "%", "%h", "%eth0", "/", "#", "=", ",", "+", "_", "\u{7F}", "\u{1B}[31m",
    // Letters that look like others, that turn the line around, that join, and that are wide.
    "\u{430}", "\u{2010}", "\u{FF0D}", "\u{202E}", "\u{200B}", "\u{301}", "\u{212A}", "\u{3002}",
    "ß", "é", "e\u{301}", "\u{1F43F}", "\u{2028}",
  ]

  private static let plain = [
    "a", "old", "WWW", "example", "org", "root", "ops", "x1", "0", "22", "local", "http://", "/srv",
  ]

  mutating func next() -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return pick(Self.whole)
    case 1:
      let piece = pick(Int.random(in: 0..<2, using: &random) == 0 ? Self.pieces : Self.plain)
      return String(repeating: piece, count: Int.random(in: 1...5000, using: &random))
    case 2...4: return dotted()
    default: return mixed()
    }
  }

  /// As a legal name is built: labels between dots, perhaps a user before and a port behind.
  private mutating func dotted() -> String {
    var name = (0..<Int.random(in: 1...4, using: &random)).map { _ in label() }
      .joined(separator: ".")
    if Bool.random(using: &random) { name = "\(label())@\(name)" }
    if Bool.random(using: &random) { name += ":\(Int.random(in: -1...70_000, using: &random))" }
    return name
  }

  private mutating func label() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: pick(Self.plain) + pick(Self.pieces)
    case 1: pick(Self.pieces) + pick(Self.plain)
    case 2: pick(Self.plain) + "-" + pick(Self.plain)
    default: pick(Self.plain)
    }
  }

  private mutating func mixed() -> String {
    (0..<Int.random(in: 1...6, using: &random)).map { _ in
      Int.random(in: 0..<3, using: &random) == 0 ? pick(Self.pieces) : pick(Self.plain)
    }.joined()
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts.randomElement(using: &random) ?? ""
  }
}

/// Numbers with a seed, so that a failure can be repeated.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
