/// Walks over the text of one literal to its end and appends its holes to a list.
///
/// A hole may hold literals with holes of their own; those are walked too, since a quote or a brace
/// in them is not the outer literal's.
struct LiteralScan: ~Copyable {
  /// How many literals may stand in each other's holes. Each is walked again when its hole is
  /// lexed, so the bound also keeps that quadratic work small.
  static let deepest = 40

  let bytes: ByteView
  /// The indentation of the line that opens a block; a line left of it shows that it is not closed.
  var margin = 0
  /// The first hole that is not closed; what looks like a hole behind it is taken for text.
  private(set) var brokenHole: Int?
  private(set) var isTooDeep = false

  init(bytes: ByteView) { self.bytes = bytes }

  private var end: Int { bytes.count }

  // MARK: The outermost literal

  /// Walks from behind the opening quote to behind the closing one, or to the end of the line.
  mutating func line(
    _ form: LiteralShape.Form, from lower: Int, holes: inout [Range<Int>]
  ) -> (upper: Int, isClosed: Bool) {
    var position = lower
    while true {
      position = plainEnd(position)
      guard position < end else { return (end, false) }
      if closes(form, position) { return (position + 1, true) }
      switch step(form, at: position, isBlock: false, depth: 0) {
      case .lineEnd: return (lineContentEnd(position), false)
      case .text(let next): position = next
      case .hole(let hole):
        holes.append(hole)
        position = hole.upperBound
      case .brokenHole:
        brokenHole = position
        position += 2
      }
    }
  }

  struct BlockResult {
    /// Where the literal ends: behind its closing mark, or before the newline of the line that
    /// shows that it has none.
    let upper: Int
    /// Where its last line ends, without the newline.
    let contentUpper: Int
    let isClosed: Bool
    let shownBy: Range<Int>
  }

  /// Walks the lines behind `newline`, the end of the line that opens the block.
  mutating func block(
    _ form: LiteralShape.Form, from newline: Int, holes: inout [Range<Int>]
  ) -> BlockResult {
    var newline = newline
    while newline < end {
      let lower = newline + 1
      var first = lower
      while first < end, Byte.isBlank(bytes[first]) { first += 1 }
      if let mark = closingMark(form, first) {
        return BlockResult(
          upper: mark, contentUpper: lineContentEnd(newline), isClosed: true, shownBy: first..<mark)
      }
      if showsUnclosedBlock(lower: lower, first: first) {
        return BlockResult(
          upper: lineContentEnd(newline), contentUpper: newline, isClosed: false,
          shownBy: first..<max(first + 1, bytes.wordEnd(first)))
      }
      newline = walkBlockLine(form, from: first, holes: &holes)
    }
    return BlockResult(upper: end, contentUpper: end, isClosed: false, shownBy: end..<end)
  }

  /// Walks to the newline that ends this line, or the line on which the last hole of it closes.
  private mutating func walkBlockLine(
    _ form: LiteralShape.Form, from lower: Int, holes: inout [Range<Int>]
  ) -> Int {
    var position = lower
    while true {
      position = plainEnd(position)
      guard position < end else { return end }
      switch step(form, at: position, isBlock: true, depth: 0) {
      case .lineEnd: return position
      case .text(let next): position = next
      case .hole(let hole):
        holes.append(hole)
        position = hole.upperBound
      case .brokenHole:
        brokenHole = position
        position += 2
      }
    }
  }

  private func closingMark(_ form: LiteralShape.Form, _ first: Int) -> Int? {
    if form.isCommand { return bytes[first] == Byte.backtick ? first + 1 : nil }
    let isMark = (0..<3).allSatisfy { bytes[first + $0] == Byte.quote }
    return isMark ? first + 3 : nil
  }

  /// A line left of the opening one, or a declaration at column 0, can't be text of the block.
  private func showsUnclosedBlock(lower: Int, first: Int) -> Bool {
    guard first < end, bytes[first] != Byte.lineFeed, bytes[first] != Byte.carriageReturn else {
      return false
    }
    if first - lower < margin { return true }
    let upper = bytes.wordEnd(first)
    guard first == lower, bytes[upper] == Byte.space else { return false }
    return Keyword(rawValue: bytes.text(first..<upper))?.beginsDeclaration ?? false
  }

  // MARK: Steps

  private enum Step {
    case text(Int)
    case hole(Range<Int>)
    case brokenHole
    case lineEnd
  }

  private mutating func step(
    _ form: LiteralShape.Form, at position: Int, isBlock: Bool, depth: Int
  ) -> Step {
    switch bytes[position] {
    case Byte.lineFeed:
      return .lineEnd
    case Byte.backslash where form != .rawString:
      return .text(position + escapeLength(form, position))
    case Byte.hash where bytes[position + 1] == Byte.leftBrace && form != .rawString:
      guard brokenHole == nil else { return .text(position + 2) }
      guard let upper = holeEnd(from: position + 2, isBlock: isBlock, depth: depth + 1) else {
        return .brokenHole
      }
      return .hole(position..<upper)
    default:
      return .text(position + 1)
    }
  }

  /// In a command only `` \` `` and `\#{` are ours; in a string a backslash takes the next byte
  /// along.
  private func escapeLength(_ form: LiteralShape.Form, _ position: Int) -> Int {
    let next = bytes[position + 1]
    if next == Byte.lineFeed || position + 1 >= end { return 1 }
    if !form.isCommand { return 2 }
    return next == Byte.backtick || (next == Byte.hash && bytes[position + 2] == Byte.leftBrace)
      ? 2 : 1
  }

  private func closes(_ form: LiteralShape.Form, _ position: Int) -> Bool {
    bytes[position] == (form.isCommand ? Byte.backtick : Byte.quote)
  }

  /// The offset behind the `}` of a hole whose inside begins at `lower`.
  private mutating func holeEnd(from lower: Int, isBlock: Bool, depth: Int) -> Int? {
    guard depth <= Self.deepest else {
      isTooDeep = true
      return nil
    }
    var braces = 1
    var position = lower
    while position < end {
      switch bytes[position] {
      case Byte.leftBrace:
        braces += 1
        position += 1
      case Byte.rightBrace:
        braces -= 1
        position += 1
        if braces == 0 { return position }
      case Byte.lineFeed:
        guard isBlock, holeMayCarryOn(behind: position) else { return nil }
        position += 1
      case Byte.hash:
        while position < end, bytes[position] != Byte.lineFeed { position += 1 }
      case Byte.quote, Byte.backtick:
        let form: LiteralShape.Form = bytes[position] == Byte.quote ? .string : .command
        guard let upper = nestedEnd(form, from: position + 1, depth: depth) else { return nil }
        position = upper
      case let first where Byte.isWord(first):
        let upper = bytes.wordEnd(position)
        if upper == position + 1, first == UInt8(ascii: "r"), bytes[upper] == Byte.quote {
          guard let raw = nestedEnd(.rawString, from: upper + 1, depth: depth) else { return nil }
          position = raw
        } else {
          position = upper
        }
      default:
        position += 1
      }
    }
    return nil
  }

  private func holeMayCarryOn(behind newline: Int) -> Bool {
    var first = newline + 1
    while first < end, Byte.isBlank(bytes[first]) { first += 1 }
    return !showsUnclosedBlock(lower: newline + 1, first: first)
  }

  /// The offset behind the closing quote of a literal inside a hole; such a literal has one line.
  private mutating func nestedEnd(
    _ form: LiteralShape.Form, from lower: Int, depth: Int
  ) -> Int? {
    var position = lower
    while true {
      position = plainEnd(position)
      guard position < end else { return nil }
      if closes(form, position) { return position + 1 }
      switch step(form, at: position, isBlock: false, depth: depth) {
      case .lineEnd, .brokenHole: return nil
      case .text(let next): position = next
      case .hole(let hole): position = hole.upperBound
      }
    }
  }

  // MARK: Bytes

  /// The offset behind the bytes that mean nothing in any literal.
  private func plainEnd(_ offset: Int) -> Int {
    var offset = offset
    while let eight = bytes.eight(at: offset) {
      let length = EightBytes.count(before: eight.literalMarks)
      offset += length
      if length < 8 { return offset }
    }
    while offset < end {
      switch bytes[offset] {
      case Byte.quote, Byte.backtick, Byte.backslash, Byte.hash, Byte.lineFeed: return offset
      default: offset += 1
      }
    }
    return offset
  }

  /// Before the newline at `offset`, and before its carriage return.
  private func lineContentEnd(_ offset: Int) -> Int {
    offset > 0 && bytes[offset - 1] == Byte.carriageReturn ? offset - 1 : offset
  }
}
