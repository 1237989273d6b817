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
  // There are many literals, and no source is larger than 32 bits count.
  private let narrowBounds: Range<Int32>
  private let narrowContent: Range<Int32>
  private var narrowHoles: Range<Int32>

  init(
    _ form: Form, bounds: Range<Int>, content: Range<Int>, holes: Range<Int>, isIntact: Bool
  ) {
    self.form = form
    self.isIntact = isIntact
    narrowBounds = Self.narrow(bounds)
    narrowContent = Self.narrow(content)
    narrowHoles = Self.narrow(holes)
  }

  /// The whole literal, delimiters included.
  var bounds: Range<Int> { Self.wide(narrowBounds) }
  /// The text between the delimiters; of a block, its lines without the last newline.
  var content: Range<Int> { Self.wide(narrowContent) }
  /// Which holes of the source are its own.
  var holes: Range<Int> { Self.wide(narrowHoles) }

  /// Its holes have other places in the table now.
  mutating func moveHoles(by distance: Int) {
    narrowHoles = Self.narrow(holes.lowerBound + distance..<holes.upperBound + distance)
  }

  private static func narrow(_ range: Range<Int>) -> Range<Int32> {
    Int32(clamping: range.lowerBound)..<Int32(clamping: range.upperBound)
  }

  private static func wide(_ range: Range<Int32>) -> Range<Int> {
    Int(range.lowerBound)..<Int(range.upperBound)
  }
}
