/// The sh text of a command, with the place in the source of each of its bytes.
///
/// A hole is one zero byte; no other byte of it is zero. What only the language escapes is resolved
/// (`` \` ``), but for `\#{`, whose backslash stays until the walk knows the quoting around it.
struct ShellText: ~Copyable {
  private(set) var source = SourceID(0)
  private(set) var bytes: [UInt8] = []
  /// What lies between the beginnings of the text and of its source.
  private var firstDistance = 0
  /// Where the text leaves the source, ascending; in between it follows it byte by byte.
  private var jumps: [Jump] = []
  /// Where the last byte ends in the source.
  private var upper = 0
  private(set) var holeOffsets: [Int] = []
  /// The offsets of the backslashes of `\#{`, ascending.
  private(set) var escapedHoles: [Int] = []

  /// Takes the text of a literal in place of the one before.
  mutating func read(
    _ shape: LiteralShape, holes: ArraySlice<Range<Int>>, in source: SourceID, _ view: ByteView
  ) {
    self.source = source
    bytes.removeAll(keepingCapacity: true)
    jumps.removeAll(keepingCapacity: true)
    holeOffsets.removeAll(keepingCapacity: true)
    escapedHoles.removeAll(keepingCapacity: true)
    let margin = shape.form.isBlock ? BlockMargin.common(view, shape, holes) : 0
    var position = shape.content.lowerBound
    firstDistance = position
    upper = 0
    for hole in holes {
      appendText(view, position..<hole.lowerBound, shape, margin: margin)
      holeOffsets.append(bytes.count)
      append(Byte.null, from: hole)
      position = hole.upperBound
    }
    appendText(view, position..<shape.content.upperBound, shape, margin: margin)
  }

  /// Appends a text between holes: without the margin of its lines, and without escapes.
  private mutating func appendText(
    _ text: ByteView, _ range: Range<Int>, _ shape: LiteralShape, margin: Int
  ) {
    var position = range.lowerBound
    while position < range.upperBound {
      let isLineStart =
        position == shape.content.lowerBound || text[position - 1] == Byte.lineFeed
      if isLineStart {
        let last = min(range.upperBound, position + margin)
        while position < last, Byte.isBlank(text[position]) { position += 1 }
      }
      let lower = position
      while position < range.upperBound, !Self.isSpecial(text[position]) { position += 1 }
      if position > lower { append(text, lower..<position) }
      if position < range.upperBound {
        position = appendSpecial(text, position, range.upperBound)
      }
    }
  }

  /// It may not stand in the text as it stands in the source, or it ends a line.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.backslash, Byte.carriageReturn, Byte.lineFeed, Byte.null: true
    default: false
    }
  }

  /// Appends what begins with a special byte, and gives the place of what follows.
  private mutating func appendSpecial(_ text: ByteView, _ position: Int, _ upper: Int) -> Int {
    let next = position + 1 < upper ? text[position + 1] : Byte.null
    switch text[position] {
    case Byte.backslash where next == Byte.backtick:
      append(Byte.backtick, from: position..<position + 2)
      return position + 2
    case Byte.backslash
    where next == Byte.hash && position + 2 < upper && text[position + 2] == Byte.leftBrace:
      escapedHoles.append(bytes.count)
      append(text, position..<position + 3)
      return position + 3
    case Byte.carriageReturn where next == Byte.lineFeed:
      return position + 1
    case Byte.null:
      append(Byte.space, from: position..<position + 1)
      return position + 1
    default:
      append(text, position..<position + 1)
      return position + 1
    }
  }

  /// `distance` lies between the text and the source from `offset` on; the byte before ends at
  /// `previousUpper` in the source.
  private struct Jump {
    let offset: Int
    let distance: Int
    let previousUpper: Int
  }

  /// Notes that what is appended next begins at an offset of the source.
  private mutating func jump(to lower: Int) {
    let distance = lower - bytes.count
    guard distance != jumps.last?.distance ?? firstDistance else { return }
    jumps.append(Jump(offset: bytes.count, distance: distance, previousUpper: upper))
  }

  private mutating func append(_ text: ByteView, _ range: Range<Int>) {
    jump(to: range.lowerBound)
    text.append(range, to: &bytes)
    upper = range.upperBound
  }

  private mutating func append(_ byte: UInt8, from origin: Range<Int>) {
    jump(to: origin.lowerBound)
    bytes.append(byte)
    upper = origin.upperBound
  }

  var count: Int { bytes.count }

  /// How many holes and texts beside them there are.
  var segmentCount: Int {
    var count = holeOffsets.count
    var position = 0
    for hole in holeOffsets {
      if position < hole { count += 1 }
      position = hole + 1
    }
    return position < bytes.count ? count + 1 : count
  }

  var isBlank: Bool { bytes.allSatisfy { Byte.isBlank($0) || $0 == Byte.lineFeed } }

  /// The text of a range, as it stands.
  func text(_ range: Range<Int>) -> String { bytes.withView { $0.text(range) } }

  /// The byte at an offset; a line feed behind the end.
  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    UInt(bitPattern: offset) < UInt(bitPattern: bytes.count) ? bytes[offset] : Byte.lineFeed
  }

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
    let first = origin(ofByteAt: lower).lower
    let isWithin = upper > lower && upper <= count
    return SourceSpan(source, first, isWithin ? origin(ofByteAt: upper - 1).upper : first)
  }

  /// Where the byte at an offset stands in the source; behind the end, where the text ends.
  private func origin(ofByteAt offset: Int) -> (lower: Int, upper: Int) {
    var low = 0
    var high = jumps.count
    while low < high {
      let middle = (low + high) / 2
      if jumps[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard offset < count else { return (upper, upper) }
    let lower = offset + (low > 0 ? jumps[low - 1].distance : firstDistance)
    if offset + 1 == count { return (lower, upper) }
    let isLast = low < jumps.count && jumps[low].offset == offset + 1
    return (lower, isLast ? jumps[low].previousUpper : lower + 1)
  }
}
