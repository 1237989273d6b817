/// A text whose line breaks are still open: its words in order, with the places where a line may
/// end and the groups that decide together.
///
/// A group is written on one line if it fits with what follows it up to the next place for a break;
/// else each line place directly in it ends its line, and the groups in it are tried in turn.
struct Layout {
  enum Piece {
    case text(String)
    case block(BlockText)
    /// One blank, unless a line ends here anyway.
    case space
    /// The line may end here; if it doesn't, this is a blank or nothing.
    case line(isBlank: Bool)
    case open(Group)
    case close
    /// From here on lines begin so many levels further right.
    case indent(Int)
    /// All groups around this place are broken.
    case mustBreak
    case ifBroken(String)
    case ifFlat(String)
    /// A comment behind code; it ends its line.
    case trailingComment(String)
    /// A comment on a line of its own.
    case ownComment(String, afterBlankLine: Bool)
    /// An empty line, if a line ends here.
    case blankLine
  }

  enum Group {
    case plain
    /// A value behind `=` or `=>`. It stays on that line if it fits there; else it goes to the next
    /// line if it fits on that; else it stays if it `hugs`, which means that its own breaks are
    /// good to read from there.
    case value(hugs: Bool)
  }

  private(set) var pieces: [Piece] = []

  mutating func append(_ piece: Piece) { pieces.append(piece) }

  /// Appends a mark that belongs before a comment that ends the line.
  mutating func appendBeforeComment(_ mark: Piece) {
    guard let place = pieces.lastIndex(where: { !$0.isInvisible }),
      case .trailingComment = pieces[place]
    else { return pieces.append(mark) }
    let comment = pieces.remove(at: place)
    pieces += [mark, comment]
  }

  /// The groups that can't be on one line, as a flag for each piece that opens one.
  var brokenGroups: [Bool] {
    var isBroken = [Bool](repeating: false, count: pieces.count)
    var open: [Int] = []
    /// Below this depth all groups are marked already.
    var marked = 0
    var endsLine = false
    for (index, piece) in pieces.enumerated() {
      if case .open = piece { open.append(index) }
      switch piece {
      case .mustBreak, .ownComment: endsLine = true
      case .trailingComment:
        endsLine = true
        continue
      case .text, .block, .line, .open(.value): break
      case .open(.plain), .space, .indent, .ifBroken, .ifFlat, .blankLine: continue
      case .close:
        if !open.isEmpty { open.removeLast() }
        marked = min(marked, open.count)
        continue
      }
      guard endsLine else { continue }
      while marked < open.count {
        isBroken[open[marked]] = true
        marked += 1
      }
      endsLine = false
    }
    return isBroken
  }
}

extension Layout.Piece {
  /// It ends what stands before it and writes nothing.
  fileprivate var isInvisible: Bool {
    switch self {
    case .close, .indent: true
    case .text, .block, .space, .line, .open, .mustBreak, .ifBroken, .ifFlat, .trailingComment,
      .ownComment, .blankLine:
      false
    }
  }
}

/// A block string or a block command: its marks stand where the line around begins, its lines one
/// level further right.
struct BlockText {
  struct Line {
    let text: String
    /// It begins where the layout says; else at column 0, because the blanks are its text.
    let isIndented: Bool
  }

  let opening: String
  let lines: [Line]
  let closing: String
}
