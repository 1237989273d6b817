/// What scanning a string or a command found out; the parser reads the inside along it.
struct LiteralShape: Sendable {
  enum Form: Sendable {
    case string
    /// `r"…"`: no escapes, no holes.
    case rawString
    case blockString
    case command
    case blockCommand

    var isBlock: Bool { self == .blockString || self == .blockCommand }
    var isCommand: Bool { self == .command || self == .blockCommand }
  }

  let form: Form
  /// It is closed and so is each of its holes; otherwise a diagnostic has said what is wrong.
  let isIntact: Bool
  /// Each hole from its `#` to behind its `}`.
  let holes: [Range<Int>]
  // There are many literals, and a text is never larger than 32 bits count.
  private let narrowBounds: Range<Int32>
  private let narrowContent: Range<Int32>

  init(
    form: Form, bounds: Range<Int>, content: Range<Int>, holes: [Range<Int>], isIntact: Bool
  ) {
    self.form = form
    self.isIntact = isIntact
    self.holes = holes
    narrowBounds = Int32(clamping: bounds.lowerBound)..<Int32(clamping: bounds.upperBound)
    narrowContent = Int32(clamping: content.lowerBound)..<Int32(clamping: content.upperBound)
  }

  func begins(at offset: Int) -> Bool { Int(narrowBounds.lowerBound) == offset }

  /// The whole literal, delimiters included.
  var bounds: Range<Int> { Int(narrowBounds.lowerBound)..<Int(narrowBounds.upperBound) }
  /// The text between the delimiters; of a block, its lines without the last newline.
  var content: Range<Int> { Int(narrowContent.lowerBound)..<Int(narrowContent.upperBound) }
}

extension [LiteralShape] {
  /// The index of the literal that begins at an offset; they are in the order of the source.
  func index(at offset: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let found = self[middle].bounds.lowerBound
      if found == offset { return middle }
      if found < offset { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
