/// Writes a layout: decides for each group whether it stays on one line.
struct LayoutPrinter {
  static let width = 100
  static let indentation = 2

  private enum Mode {
    case flat
    case broken
    /// A value that was moved to the next line.
    case moved
  }

  private let pieces: [Layout.Piece]
  private let isBroken: [Bool]
  private var output = ""
  private var modes: [Mode] = []
  private var column = 0
  private var level = 0
  /// The column at which the line begins that is being written.
  private var lineIndentation = 0
  /// The line ends before the next word; 2 leave an empty line.
  private var pendingNewlines = 0
  /// The level of the line that begins then: the one at the place where the last line ended.
  private var pendingLevel = 0
  private var hasPendingSpace = false

  static func print(_ layout: Layout) -> String {
    var printer = LayoutPrinter(layout)
    for index in layout.pieces.indices { printer.print(index) }
    if !printer.output.isEmpty { printer.output += "\n" }
    return printer.output
  }

  private init(_ layout: Layout) {
    pieces = layout.pieces
    isBroken = layout.brokenGroups
  }

  private var isFlat: Bool { modes.last == .flat }

  private mutating func print(_ index: Int) {
    switch pieces[index] {
    case .text(let text): write(text)
    case .block(let block): write(block)
    case .space: hasPendingSpace = true
    case .line(let isBlank):
      if !isFlat { endLine() } else if isBlank { hasPendingSpace = true }
    case .open(.plain): modes.append(isFlat || fits(index) ? .flat : .broken)
    case .open(.value(let hugs)): openValue(index, hugs: hugs)
    case .close: if modes.popLast() == .moved { level -= 1 }
    case .indent(let levels): level += levels
    case .mustBreak: break
    case .ifBroken(let text): if !isFlat { write(text) }
    case .ifFlat(let text): if isFlat { write(text) }
    case .trailingComment(let text):
      write(pendingNewlines > 0 ? text : "  " + text)
      endLine()
    case .ownComment(let text, let isAfterBlankLine):
      endLine()
      if isAfterBlankLine { pendingNewlines = 2 }
      write(text)
      endLine()
    case .blankLine: if pendingNewlines > 0 { pendingNewlines = 2 }
    }
  }

  // MARK: Words

  private mutating func endLine() {
    pendingNewlines = max(pendingNewlines, 1)
    pendingLevel = level
    hasPendingSpace = false
  }

  private mutating func write(_ text: String) {
    beginWord()
    output += text
    column += text.unicodeScalars.count
  }

  private mutating func beginWord() {
    if pendingNewlines > 0, !output.isEmpty {
      output += String(repeating: "\n", count: pendingNewlines)
      lineIndentation = pendingLevel * Self.indentation
      output += String(repeating: " ", count: lineIndentation)
      column = lineIndentation
    } else if hasPendingSpace {
      output += " "
      column += 1
    }
    pendingNewlines = 0
    hasPendingSpace = false
  }

  private mutating func write(_ block: BlockText) {
    write(block.opening)
    let margin = String(repeating: " ", count: lineIndentation)
    let inner = margin + String(repeating: " ", count: Self.indentation)
    for line in block.lines {
      output += "\n"
      if line.isIndented, !line.text.isEmpty { output += inner }
      output += line.text
    }
    output += "\n" + margin + block.closing
    column = lineIndentation + block.closing.utf8.count
  }

  // MARK: Groups

  private mutating func openValue(_ index: Int, hugs: Bool) {
    if isFlat {
      hasPendingSpace = true
      modes.append(.flat)
    } else if pendingNewlines > 0 || beginsWithComment(index) {
      move()
    } else if fits(index) {
      hasPendingSpace = true
      modes.append(.flat)
    } else if !hugs || fitsOnNextLine(index) {
      move()
    } else {
      hasPendingSpace = true
      modes.append(.broken)
    }
  }

  private mutating func move() {
    level += 1
    endLine()
    modes.append(.moved)
  }

  private func beginsWithComment(_ index: Int) -> Bool {
    guard index + 1 < pieces.count, case .ownComment = pieces[index + 1] else { return false }
    return true
  }

  private func fitsOnNextLine(_ index: Int) -> Bool {
    let column = (level + 1) * Self.indentation
    return !isBroken[index] && fits(from: index, column: column - 1, margin: column)
  }

  private func fits(_ index: Int) -> Bool {
    guard !isBroken[index] else { return false }
    if pendingNewlines > 0 {
      let column = pendingLevel * Self.indentation
      return fits(from: index, column: column, margin: column)
    }
    return fits(from: index, column: column + (hasPendingSpace ? 1 : 0), margin: lineIndentation)
  }

  /// The group that opens at `start` can be written on one line from `column`, and so can what
  /// follows it up to the next place where the line may end.
  private func fits(from start: Int, column: Int, margin: Int) -> Bool {
    var column = column
    var depth = 0
    var isBehind = false
    for piece in pieces[start...] {
      switch piece {
      case .text(let text): column += text.unicodeScalars.count
      case .ifFlat(let text): if !isBehind { column += text.unicodeScalars.count }
      case .space: column += 1
      case .line(let isBlank):
        if isBehind { return true }
        if isBlank { column += 1 }
      case .open(let group):
        depth += 1
        guard case .value = group else { break }
        if isBehind { return true }
        column += 1
      case .close:
        depth -= 1
        if depth == 0 { isBehind = true }
      case .block(let block):
        if column + block.opening.utf8.count > Self.width { return false }
        column = margin + block.closing.utf8.count
      case .trailingComment, .ownComment: return true
      case .indent, .mustBreak, .ifBroken, .blankLine: break
      }
      if column > Self.width { return false }
    }
    return true
  }
}
