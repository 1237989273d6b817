/// The sh text of a command, with the place in the source of each of its bytes.
///
/// A hole is one zero byte; no other byte of it is zero. What only the language escapes is resolved
/// (`` \` ``), but for `\#{`, whose backslash stays until the walk knows the quoting around it.
struct ShellText {
  let source: SourceID
  private(set) var bytes: [UInt8] = []
  private var origins: [Range<Int32>] = []
  private(set) var holeOffsets: [Int] = []
  /// The offsets of the backslashes of `\#{`, ascending.
  private(set) var escapedHoles: [Int] = []

  init(source: SourceText, shape: LiteralShape) {
    self.source = source.id
    let margin = shape.form.isBlock ? BlockMargin.common(source.bytes, shape) : 0
    let upper = shape.content.upperBound
    var position = shape.content.lowerBound
    bytes.reserveCapacity(upper - position)
    origins.reserveCapacity(upper - position)
    var holes = shape.holes[...]
    while position < upper {
      let isLineStart =
        position == shape.content.lowerBound || source.bytes[position - 1] == Byte.lineFeed
      if margin > 0, isLineStart { position = Self.skip(margin, source.bytes, position, upper) }
      guard position < upper else { break }
      if let hole = holes.first, hole.lowerBound == position {
        holeOffsets.append(bytes.count)
        append(Byte.null, hole)
        holes.removeFirst()
        position = hole.upperBound
      } else {
        position = appendText(source.bytes, position, upper)
      }
    }
  }

  private static func skip(_ margin: Int, _ bytes: [UInt8], _ lower: Int, _ upper: Int) -> Int {
    var position = lower
    while position < upper, position < lower + margin, Byte.isBlank(bytes[position]) {
      position += 1
    }
    return position
  }

  /// Appends the character at `position` and gives the place of the next one.
  private mutating func appendText(_ text: [UInt8], _ position: Int, _ upper: Int) -> Int {
    let byte = text[position]
    let next = position + 1 < upper ? text[position + 1] : Byte.null
    switch byte {
    case Byte.backslash where next == Byte.backtick:
      append(Byte.backtick, position..<position + 2)
      return position + 2
    case Byte.backslash
    where next == Byte.hash && position + 2 < upper && text[position + 2] == Byte.leftBrace:
      escapedHoles.append(bytes.count)
      for offset in position..<position + 3 { append(text[offset], offset..<offset + 1) }
      return position + 3
    case Byte.carriageReturn where next == Byte.lineFeed:
      return position + 1
    default:
      append(byte == Byte.null ? Byte.space : byte, position..<position + 1)
      return position + 1
    }
  }

  private mutating func append(_ byte: UInt8, _ origin: Range<Int>) {
    bytes.append(byte)
    origins.append(Int32(clamping: origin.lowerBound)..<Int32(clamping: origin.upperBound))
  }

  var count: Int { bytes.count }

  /// The byte at an offset; a line feed behind the end.
  subscript(offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : Byte.lineFeed }

  /// The number of the hole that stands at an offset.
  func holeNumber(at offset: Int) -> Int {
    var low = 0
    var high = holeOffsets.count
    while low < high {
      let middle = (low + high) / 2
      if holeOffsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The numbers of the holes in a part of the text.
  func holes(_ lower: Int, _ upper: Int) -> Range<Int> {
    holeNumber(at: lower)..<holeNumber(at: max(lower, upper))
  }

  /// The place in the source of a part of the text.
  func span(_ lower: Int, _ upper: Int) -> SourceSpan {
    guard let last = origins.last else { return SourceSpan(source, 0, 0) }
    let first = lower < origins.count ? origins[lower].lowerBound : last.upperBound
    let end = upper > lower && upper <= origins.count ? origins[upper - 1].upperBound : first
    return SourceSpan(source, Int(first), Int(end))
  }
}
