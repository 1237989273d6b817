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
  /// The whole literal, delimiters included.
  let bounds: Range<Int>
  /// The text between the delimiters; of a block, its lines without the last newline.
  let content: Range<Int>
  /// Each hole from its `#` to behind its `}`.
  let holes: [Range<Int>]
  /// It is closed and so is each of its holes; otherwise a diagnostic has said what is wrong.
  let isIntact: Bool
}

extension [LiteralShape] {
  /// The literal that begins at an offset; they are in the order of the source.
  func beginning(at offset: Int) -> LiteralShape? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let found = self[middle].bounds.lowerBound
      if found == offset { return self[middle] }
      if found < offset { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
