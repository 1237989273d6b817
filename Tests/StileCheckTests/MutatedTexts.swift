import StileSyntax

/// The texts of the repository with something wrong in them, each by its number: bytes flipped,
/// tokens left out, said twice or moved, a piece of another text in the middle.
struct MutatedTexts {
  private let texts = RepositoryTexts.all
  /// Where the tokens of each text begin, and its end.
  private let bounds: [[Int]]
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    bounds = texts.map { RepositoryTexts.tokens(of: $0).map { Int($0.lower) } }
  }

  func text(_ number: Int) -> [UInt8] {
    var random = Random(seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    let start = random.number(below: texts.count)
    var text = texts[start]
    // A text of its own tokens first; then its bounds no longer hold, and bytes are cut anywhere.
    mutateTokens(&text, bounds[start], &random)
    for _ in 0..<random.number(below: 3) { mutateBytes(&text, &random) }
    return text
  }

  private func mutateTokens(_ text: inout [UInt8], _ bounds: [Int], _ random: inout Random) {
    let first = random.number(below: bounds.count)
    let last = min(bounds.count - 1, first + random.number(below: 6))
    let piece = bounds[first]..<bounds[last]
    switch random.number(below: 4) {
    case 0: text.removeSubrange(piece)
    case 1: text.insert(contentsOf: text[piece], at: piece.lowerBound)
    case 2:
      let target = bounds[random.number(below: bounds.count)]
      text.insert(contentsOf: text[piece], at: target)
    default:
      let other = random.number(below: texts.count)
      let lower = random.number(below: self.bounds[other].count)
      let upper = min(self.bounds[other].count - 1, lower + random.number(below: 200))
      let added = texts[other][self.bounds[other][lower]..<self.bounds[other][upper]]
      text.replaceSubrange(piece, with: added)
    }
  }

  private func mutateBytes(_ text: inout [UInt8], _ random: inout Random) {
    guard !text.isEmpty else { return }
    let position = random.number(below: text.count)
    switch random.number(below: 3) {
    case 0: text[position] ^= 1 << UInt8(random.number(below: 8))
    case 1: text.remove(at: position)
    default:
      let intruders = ["\"", "`", "#{", "}", "{", "(", ")", "\n", "\"\"\"\n", "=> ", "\u{0}", "é"]
      text.insert(contentsOf: intruders[random.number(below: intruders.count)].utf8, at: position)
    }
  }
}

/// Numbers that follow from a seed.
private struct Random {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func number(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
  }
}
