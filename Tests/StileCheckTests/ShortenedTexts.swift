import StileSyntax

/// The texts of the repository cut off behind each of their bytes, and without each of their
/// tokens, by their numbers.
struct ShortenedTexts {
  private let texts = RepositoryTexts.all
  private let tokens: [[Token]]
  /// The number of the first of each text.
  private let starts: [Int]
  let count: Int

  init() {
    tokens = texts.map { RepositoryTexts.tokens(of: $0) }
    var starts: [Int] = []
    var count = 0
    for (text, tokens) in zip(texts, tokens) {
      starts.append(count)
      count += text.count + tokens.count
    }
    self.starts = starts
    self.count = count
  }

  func text(_ number: Int) -> [UInt8] {
    guard let index = starts.lastIndex(where: { $0 <= number }) else { return [] }
    let text = texts[index]
    let place = number - starts[index]
    if place < text.count { return Array(text[..<place]) }
    let token = tokens[index][place - text.count]
    return Array(text[..<Int(token.lower)] + text[Int(token.upper)...])
  }
}
