extension Parser {
  /// The shape that the lexer found for the literal that stands next; mostly that is the one behind
  /// the last.
  func literalShape() -> LiteralShape? {
    // A copy, since the access to a property of an object is watched for as long as it lasts.
    let literals = literals
    guard let found = literals.index(at: lower, guess: literalIndex) else { return nil }
    literalIndex = found + 1
    return literals.shapes[found]
  }

  /// A string; its escapes are resolved and its holes are read.
  func parseString() -> StringLiteral {
    let shape = literalShape()
    advance()
    guard let shape else { return StringLiteral(segments: [], span: tokenSpan) }
    let span = span(shape.bounds.lowerBound, shape.bounds.upperBound)
    let holes = literals.holes(of: shape)
    var text = StringText(source: source.id, bytes: bytes, shape: shape, holes: holes)
    var segments: [StringLiteral.Segment] = []
    segments.reserveCapacity(Self.segmentCount(shape, holes))
    for hole in shape.isIntact ? holes : [] {
      let before = text.read(to: hole.lowerBound)
      if !before.isEmpty { segments.append(.text(before)) }
      segments.append(.hole(parseHole(hole)))
      text.skip(to: hole.upperBound)
    }
    let rest = text.read(to: shape.content.upperBound)
    if !rest.isEmpty { segments.append(.text(rest)) }
    if shape.isIntact {
      if !text.diagnostics.isEmpty { diagnostics += text.diagnostics }
    } else {
      isRecovering = true
    }
    return StringLiteral(segments: segments, span: span)
  }

  /// How many holes and texts beside them a literal has.
  private static func segmentCount(
    _ shape: LiteralShape, _ holes: ArraySlice<Range<Int>>
  ) -> Int {
    var count = holes.count
    var position = shape.content.lowerBound
    for hole in holes {
      if position < hole.lowerBound { count += 1 }
      position = hole.upperBound
    }
    return position < shape.content.upperBound ? count + 1 : count
  }

  /// Reads the expression of a hole by a parser of its own; most are nothing but a name or members.
  func parseHole(_ hole: Range<Int>) -> Expression {
    guard enter() else { return missing() }
    defer { leave() }
    let inside = hole.lowerBound + 2..<hole.upperBound - 1
    if let name = knownName(inside) { return name }
    return inHole(inside) { parser in
      if parser.isAtEnd {
        remark(.emptyHole(at: span(hole.lowerBound, hole.upperBound)))
        return Expression(.missing, span(hole.lowerBound, hole.upperBound))
      }
      let expression = parser.parseExpression()
      parser.expectEnd()
      if !parser.diagnostics.isEmpty { diagnostics += parser.diagnostics }
      height = max(height, parser.height + 1)
      return expression
    }
  }

  /// The name that a range consists of, or a member of a member of one, if each of the words stood
  /// somewhere before.
  private func knownName(_ range: Range<Int>) -> Expression? {
    guard depth < Self.deepest, Byte.isLowercase(bytes[range.lowerBound]) else { return nil }
    var found: Expression?
    var lower = range.lowerBound
    for level in 1...Self.mostWords {
      let upper = min(bytes.wordEnd(lower), range.upperBound)
      guard let word = words.known(lower..<upper, in: bytes), !word.hasCapital else { return nil }
      let span = span(range.lowerBound, upper)
      if let value = found {
        found = Expression(.member(value, Name(word.text, self.span(lower, upper))), span)
      } else {
        guard case .name = word.kind else { return nil }
        found = Expression(.name(word.text), span)
      }
      if upper == range.upperBound {
        height = max(height, level)
        return found
      }
      guard bytes[upper] == Byte.dot else { return nil }
      lower = upper + 1
    }
    return nil
  }

  /// A hole with more words is read as all others are.
  private static let mostWords = 4
}

/// The text of a string between its holes, with escapes resolved and a block's indentation gone.
struct StringText {
  let source: SourceID
  private let view: ByteView
  let shape: LiteralShape
  private(set) var diagnostics: [Diagnostic] = []
  private var position: Int
  private let margin: Int

  init(
    source: SourceID, bytes: ByteView, shape: LiteralShape, holes: ArraySlice<Range<Int>>
  ) {
    self.source = source
    view = bytes
    self.shape = shape
    position = shape.content.lowerBound
    margin = shape.form.isBlock ? BlockMargin.common(view, shape, holes) : 0
  }

  mutating func skip(to offset: Int) { position = offset }

  mutating func read(to upper: Int) -> String {
    if margin == 0, !(position..<upper).contains(where: { Self.mayBeDropped(view[$0]) }) {
      defer { position = upper }
      return view.text(position..<upper)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(upper - position)
    while position < upper {
      if margin > 0, isAtLineStart { skipMargin(upper) }
      guard position < upper else { break }
      let byte = view[position]
      if byte == Byte.backslash, shape.form != .rawString {
        readEscape(upper, into: &bytes)
      } else {
        position += 1
        let isLineEnd =
          byte == Byte.carriageReturn && position < upper
          && view[position] == Byte.lineFeed
        if !isLineEnd { bytes.append(byte) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func mayBeDropped(_ byte: UInt8) -> Bool {
    byte == Byte.backslash || byte == Byte.carriageReturn
  }

  private var isAtLineStart: Bool {
    position == shape.content.lowerBound || view[position - 1] == Byte.lineFeed
  }

  private mutating func skipMargin(_ upper: Int) {
    var left = margin
    while left > 0, position < upper, Byte.isBlank(view[position]) {
      position += 1
      left -= 1
    }
  }

  // MARK: Escapes

  private mutating func readEscape(_ upper: Int, into bytes: inout [UInt8]) {
    let lower = position
    let escaped = position + 1 < upper ? view[position + 1] : Byte.null
    position = min(upper, position + 2)
    switch escaped {
    case UInt8(ascii: "n"): bytes.append(Byte.lineFeed)
    case UInt8(ascii: "r"): bytes.append(Byte.carriageReturn)
    case UInt8(ascii: "t"): bytes.append(Byte.tab)
    case Byte.zero: bytes.append(Byte.null)
    case Byte.backslash, Byte.quote: bytes.append(escaped)
    case Byte.hash where position < upper && view[position] == Byte.leftBrace:
      bytes += [Byte.hash, Byte.leftBrace]
      position += 1
    case UInt8(ascii: "u") where position < upper && view[position] == Byte.leftBrace:
      readScalar(lower, upper, into: &bytes)
    default:
      while position < upper, view[position] & 0xC0 == 0x80 { position += 1 }
      diagnostics.append(.unknownEscape(view.text(lower..<position), at: span(lower)))
    }
  }

  /// `\u{…}`: one to six hexadecimal digits that name a character.
  private mutating func readScalar(_ lower: Int, _ upper: Int, into bytes: inout [UInt8]) {
    position += 1
    var value: UInt32 = 0
    var count = 0
    while position < upper, let digit = Self.hexadecimal(view[position]), count < 7 {
      value = value << 4 | digit
      count += 1
      position += 1
    }
    let isClosed = position < upper && view[position] == Byte.rightBrace
    if isClosed { position += 1 }
    guard isClosed, (1...6).contains(count), let scalar = Unicode.Scalar(value) else {
      diagnostics.append(.malformedEscape(at: span(lower)))
      return
    }
    bytes += Array(String(Character(scalar)).utf8)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt32.init)
  }

  private func span(_ lower: Int) -> SourceSpan { SourceSpan(source, lower, position) }
}

/// The white space that all lines of a block begin with; it is no part of the text.
enum BlockMargin {
  static func common(
    _ bytes: ByteView, _ shape: LiteralShape, _ holes: ArraySlice<Range<Int>>
  ) -> Int {
    var common: Range<Int>?
    var lower = shape.content.lowerBound
    let upper = shape.content.upperBound
    while lower < upper {
      var first = lower
      while first < upper, Byte.isBlank(bytes[first]) { first += 1 }
      let isBlank =
        first == upper || bytes[first] == Byte.lineFeed || bytes[first] == Byte.carriageReturn
      if !isBlank, !isInHole(lower, holes) {
        common = common.map { sharedPrefix($0, lower..<first, bytes) } ?? lower..<first
      }
      while first < upper, bytes[first] != Byte.lineFeed { first += 1 }
      lower = first + 1
    }
    return common?.count ?? 0
  }

  static func isInHole(_ offset: Int, _ holes: ArraySlice<Range<Int>>) -> Bool {
    var low = holes.startIndex
    var high = holes.endIndex
    while low < high {
      let middle = (low + high) / 2
      if holes[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < holes.endIndex && holes[low].lowerBound < offset
  }

  private static func sharedPrefix(
    _ left: Range<Int>, _ right: Range<Int>, _ bytes: ByteView
  ) -> Range<Int> {
    let count = zip(left, right).prefix { bytes[$0] == bytes[$1] }.count
    return left.lowerBound..<left.lowerBound + count
  }
}
