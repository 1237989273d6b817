/// Walks over sh text to know how each hole in it is quoted.
///
/// It does not parse sh: it knows quotes, expansions, here-documents, where words and simple
/// commands begin and end, and enough of `case` not to take its `)` for another's. One walk goes
/// over one text after the other, in the room that it has made for itself.
struct ShellWalk: ~Copyable {
  /// `$(…)`, quotes and subshells may stand in each other this deep.
  static let deepest = 60
  struct HoleFacts {
    var quoting = CommandLiteral.Quoting.bare
    var isGlued = false
    var mayBeOption = false
    var isCommandPosition = false
  }

  var text = ShellText()
  var position = 0
  var holes: [HoleFacts] = []
  var diagnostics: [Diagnostic] = []
  /// The offsets of backslashes of `\#{` that sh must not see.
  var droppedBackslashes: Set<Int> = []
  var hasPipe = false
  var outputRedirection: SourceSpan?
  var commands: [CommandLiteral.SimpleCommand] = []
  /// The parts of the words that are being walked; those of an inner list stand last.
  var pieces: [CommandLiteral.SimpleCommand.Piece] = []
  /// Something in the text means that only a shell can execute it.
  var needsShell = false
  /// The here-documents whose text begins with the next line.
  var hereDocuments: [HereDocument] = []
  /// All here-documents so far.
  var documents: [CommandLiteral.HereDocument] = []
  /// The number of the first command of those whose output the next command reads, if it reads a
  /// pipe.
  var reading: Int?
  private var depth = 0

  /// Walks over the text of a literal; what the walk before found is forgotten.
  mutating func run(
    _ shape: LiteralShape, holes ranges: ArraySlice<Range<Int>>, in source: SourceID,
    _ view: ByteView
  ) {
    text.read(shape, holes: ranges, in: source, view)
    holes.removeAll(keepingCapacity: true)
    for _ in ranges { holes.append(HoleFacts()) }
    pieces.removeAll(keepingCapacity: true)
    (diagnostics, commands, documents, hereDocuments) = ([], [], [], [])
    if !droppedBackslashes.isEmpty { droppedBackslashes = [] }
    (hasPipe, needsShell, outputRedirection) = (false, false, nil)
    (position, depth, reading) = (0, 0, nil)
    walkList(closing: nil)
    if let document = hereDocuments.first {
      stop(.unclosedHereDocument(document.delimiter, at: document.span))
    }
  }

  var isAtEnd: Bool { position >= text.count }
  var current: UInt8 { text[position] }
  var next: UInt8 { text[position + 1] }

  /// The next byte is a hole.
  var isAtHole: Bool { !isAtEnd && current == Byte.null }

  /// Reports what makes the rest of the text unreadable.
  mutating func stop(_ diagnostic: Diagnostic) {
    if position < text.count || diagnostics.isEmpty { diagnostics.append(diagnostic) }
    position = text.count
    hereDocuments = []
  }

  mutating func refuse(_ diagnostic: Diagnostic) {
    if diagnostics.last?.primary.span != diagnostic.primary.span { diagnostics.append(diagnostic) }
  }

  /// Walks what may stand in itself; too deep, the walk is over.
  mutating func nested(_ walk: (inout ShellWalk) -> Void) {
    guard depth < Self.deepest else {
      return stop(.nestingTooDeep(at: text.span(position, position + 1)))
    }
    depth += 1
    walk(&self)
    depth -= 1
  }

  /// Gives the number of the hole that stands next, with its quoting noted, and goes behind it.
  mutating func takeHole(_ quoting: CommandLiteral.Quoting) -> Int {
    let number = text.holeNumber(at: position)
    holes[number].quoting = quoting
    position += 1
    return number
  }

  /// The next bytes are the `\#{` that is no hole.
  var isAtEscapedHole: Bool { text.escapedHoles.containsSorted(position) }

  /// The part of the text that sh sees.
  func shownText(_ range: Range<Int>) -> String {
    if droppedBackslashes.isEmpty { return text.text(range) }
    let shown = range.filter { !droppedBackslashes.contains($0) }.map { text.bytes[$0] }
    return String(decoding: shown, as: UTF8.self)
  }

  /// Outside of quotes sh itself takes the backslash of `\#{` away; elsewhere it must not see it.
  mutating func dropBackslash() {
    droppedBackslashes.insert(position)
    position += 1
  }
}
