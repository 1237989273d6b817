/// One line of a source as it can be shown: tabs as spaces, what is dangerous or invisible spelled
/// out, a long line cut around the span that it is shown for.
struct Excerpt: Sendable {
  private static let widest = 120
  private static let tab = 4
  /// Of a line that is longer, the bytes this far from the span are not looked at.
  private static let reach = 1_000

  private(set) var text = ""
  /// The columns of the display before the marks.
  private(set) var markColumn = 0
  /// How many columns of the display the span takes; at least one.
  private(set) var markWidth = 1

  init(_ source: SourceText, line: Int, span: SourceSpan) {
    let (lower, upper) = Self.window(source, line: line, around: Int(span.lower))
    let first = min(max(Int(span.lower), lower), upper)
    let last = min(max(Int(span.upper), first), upper)
    var cells = Self.cells(source.bytes, lower, upper)
    var start = cells.columns(before: first)
    var width = max(1, cells.columns(before: last) - start)
    let cut = cells.cut(around: start, width: width, to: Self.widest)
    start -= cut
    width = max(1, min(width, Self.widest - min(start, Self.widest - 1)))
    text = cells.text
    markColumn = start
    markWidth = width
  }

  /// Text of a message with what is dangerous to show spelled out.
  static func sanitized(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isDangerous($0.value) }) else { return text }
    return text.unicodeScalars.map { isDangerous($0.value) ? spelled($0.value) : String($0) }
      .joined()
  }

  private static func window(
    _ source: SourceText, line: Int, around offset: Int
  ) -> (lower: Int, upper: Int) {
    let bytes = source.bytes
    var lower = Int(source.lineStarts[line - 1])
    var upper =
      line < source.lineStarts.count ? Int(source.lineStarts[line]) - 1 : bytes.count
    if upper > lower, upper < bytes.count, bytes[upper - 1] == Byte.carriageReturn { upper -= 1 }
    lower = max(lower, offset - reach)
    upper = max(lower, min(upper, offset + reach))
    while lower < upper, bytes[lower] & 0xC0 == 0x80 { lower += 1 }
    return (lower, upper)
  }

  // MARK: Cells

  /// A character as it is shown, with the place it came from.
  private struct Cell {
    let offset: Int
    let text: String
    let width: Int
  }

  private struct Cells {
    var cells: [Cell]

    var text: String {
      var text = cells.map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }

    func columns(before offset: Int) -> Int {
      cells.prefix { $0.offset < offset }.reduce(0) { $0 + $1.width }
    }

    /// Keeps what fits, with the marked part in it, and tells how many columns went on the left.
    mutating func cut(around start: Int, width: Int, to widest: Int) -> Int {
      let total = cells.reduce(0) { $0 + $1.width }
      guard total > widest else { return 0 }
      let wanted = min(width, widest / 2)
      let left = max(0, min(start - (widest - wanted) / 2, total - widest))
      var column = 0
      var kept: [Cell] = []
      var gone = 0
      for cell in cells {
        defer { column += cell.width }
        if column < left {
          gone = column + cell.width
        } else if column + cell.width <= gone + widest - 1 {
          kept.append(cell)
        }
      }
      let ellipsis = Cell(offset: 0, text: "…", width: 1)
      if gone > 0, let first = kept.first {
        kept[0] = ellipsis
        gone += first.width - 1
      }
      cells = kept + [ellipsis]
      return gone
    }
  }

  private static func cells(_ bytes: [UInt8], _ lower: Int, _ upper: Int) -> Cells {
    var cells: [Cell] = []
    var offset = lower
    var column = 0
    while offset < upper {
      let cell: Cell
      var length = 1
      if bytes[offset] == Byte.tab {
        let width = tab - column % tab
        cell = Cell(offset: offset, text: String(repeating: " ", count: width), width: width)
      } else if let (scalar, count) = bytes.withView({ UTF8Decoding.scalar($0, offset) }) {
        length = count
        cell = shown(scalar, offset)
      } else {
        let code = String(bytes[offset], radix: 16, uppercase: true)
        cell = Cell(offset: offset, text: "\\x\(code)", width: 2 + code.count)
      }
      cells.append(cell)
      column += cell.width
      offset += length
    }
    return Cells(cells: cells)
  }

  private static func shown(_ scalar: UInt32, _ offset: Int) -> Cell {
    if isDangerous(scalar) {
      let text = spelled(scalar)
      return Cell(offset: offset, text: text, width: text.count)
    }
    let text = Unicode.Scalar(scalar).map { String(Character($0)) } ?? ""
    return Cell(offset: offset, text: text, width: DisplayWidth.of(scalar))
  }

  private static func isDangerous(_ scalar: UInt32) -> Bool {
    scalar < 0x20 || scalar == 0x7F || EncodingCheck.isHidden(scalar)
  }

  private static func spelled(_ scalar: UInt32) -> String {
    "\\u{\(String(scalar, radix: 16, uppercase: true))}"
  }
}

/// How many columns a terminal gives to a character; exact enough for carets.
enum DisplayWidth {
  static func of(_ scalar: UInt32) -> Int {
    switch scalar {
    case 0..<0x300: 1
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x610...0x61A, 0x64B...0x65F,
      0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F,
      0xE0100...0xE01EF:
      0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
