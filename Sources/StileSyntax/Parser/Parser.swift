/// Reads a source into its tree by recursive descent, one function a construct, without
/// backtracking.
///
/// It can't fail: what it can't read becomes a `missing` node and a diagnostic. After a mistake it
/// is silent until it stands again where it knows what comes (`Parser+Recovery.swift`), so that one
/// mistake has one message.
///
/// It is an object: as a value it would be copied for whatever looks at it.
package final class Parser {
  /// How deep brackets, blocks and operators may stand in each other, in the text and in the tree.
  ///
  /// Every later phase walks the tree by recursion, on the 8 MiB of a thread's stack. In a debug
  /// build a level costs the parser up to 20 KiB of it, so this bound leaves other phases twice as
  /// much and more than any text that people can read needs.
  static let deepest = 128
  /// Offsets are kept in 32 bits, and no person writes a runbook of this size.
  static let largestSource = 16 << 20

  let source: SourceText
  let bytes: ByteView
  /// The place where the source begins.
  private let beginning: SourceSpan
  private(set) var words: WordTable
  private(set) var tokens: [Token] = []
  private(set) var literals = LiteralTable()
  var diagnostics: [Diagnostic] = []
  /// The offsets that the encoding check has reported.
  let reported: [Int]
  /// Reads the holes, one after the other.
  private var holeParser: Parser?
  /// Walks over the commands, one after the other.
  var walk = ShellWalk()

  /// The token that stands next; it counts as the end of the file at `segmentEnd`.
  private(set) var index = 0
  private(set) var kind = Token.Kind.endOfFile
  /// The literal behind the one that was read last.
  var literalIndex = 0
  /// Where the last consumed token ends.
  private(set) var previousUpper = 0
  /// The declaration that is read ends before this token, whatever brackets are open.
  var segmentEnd = 0
  /// How many `}` too many this declaration has, negative when some are missing. Layout is only
  /// trusted where braces are wrong, so that code that is merely badly indented stays right.
  var excessBraces = 0
  /// A missing `}` of this declaration was reported: what is left outside of it belongs inside.
  var lacksBrace = false
  /// The `}` that declarations above lacked: they may follow, as the ends of blocks that a line at
  /// column 0 cut off.
  var owedBraces = 0
  /// The margins of the open blocks, outermost first.
  var blockMargins: [Int] = []

  /// A mistake was reported and the parser does not know yet where it stands.
  var isRecovering = false
  /// What was skipped behind mistakes, ascending: characters without meaning in it are no news.
  var skipped: [Range<Int>] = []
  /// How many constructs are open around the next token.
  var depth = 0
  /// The height of the highest tree since the construct around began.
  var height = 0
  /// The indentation of the line on which the statement around began.
  var margin = 0
  /// A pattern of this `match` began with a dot, which is said once.
  var sawPatternDot = false
  /// The token with which the innermost statement began; it is consumed before the statement ends.
  var statementStart = 0
  /// `on` and its like may follow a call; not in a head, where they are clauses of the item.
  var allowsTails = true

  init(
    source: SourceText, bytes: ByteView, reported: [Int] = [],
    words: WordTable = WordTable(of: Keyword.allCases)
  ) {
    self.source = source
    self.bytes = bytes
    beginning = SourceSpan(source.id, 0, 0)
    self.words = words
    self.reported = reported
  }

  func lexer(of range: Range<Int>, isHole: Bool = false) -> Lexer {
    Lexer(source: source.id, bytes: bytes, range: range, isHole: isHole, reported: reported)
  }

  /// Begins with a part of the source; `isHole` means that newlines in it mean nothing.
  func begin(_ range: Range<Int>, isHole: Bool = false) {
    var lexer = lexer(of: range, isHole: isHole)
    use(&lexer) { $0.lex() }
    jump(to: 0)
    previousUpper = range.lowerBound
  }

  /// Reads on to where the next declaration begins.
  func lexDeclaration(_ lexer: inout Lexer) {
    use(&lexer) { $0.lexDeclaration() }
    segmentEnd = lexer.declaration ?? segmentEnd
  }

  /// Lends the lexer the tokens, the literals and the words so far, so that it goes on with them.
  private func use(_ lexer: inout Lexer, _ lex: (inout Lexer) -> Void) {
    (lexer.tokens, lexer.literals, lexer.words) = (tokens, literals, words)
    (tokens, literals, words) = ([], LiteralTable(), WordTable())
    lex(&lexer)
    (tokens, literals, words) = (lexer.tokens, lexer.literals, lexer.words)
    (lexer.tokens, lexer.literals, lexer.words) = ([], LiteralTable(), WordTable())
    if !lexer.diagnostics.isEmpty { diagnostics += lexer.diagnostics }
    lexer.diagnostics = []
    segmentEnd = tokens.count - 1
  }

  /// Forgets the tokens and the literals before an index, but for the last token that means
  /// something; gives the index that this one has then.
  func dropTokens(before index: Int) -> Int {
    var left = (tokens: tokens, literals: literals)
    (tokens, literals) = ([], LiteralTable())
    left.literals.removeAll(before: Int(left.tokens[index].lower))
    literalIndex = 0
    var first = max(0, index - 1)
    while first > 0, left.tokens[first].kind == .invalid { first -= 1 }
    left.tokens.removeSubrange(..<first)
    (tokens, literals) = left
    return index - first
  }

  /// Reads a hole's inside by itself: no mistake in it reaches what stands around it.
  func inHole<Node>(_ range: Range<Int>, _ read: (Parser) -> Node) -> Node {
    let parser = holeParser ?? Parser(source: source, bytes: bytes, words: WordTable())
    holeParser = parser
    (parser.words, words) = (words, WordTable())
    parser.restart(depth: depth)
    parser.begin(range, isHole: true)
    let node = read(parser)
    (words, parser.words) = (parser.words, WordTable())
    return node
  }

  /// Forgets what was read, to read something else.
  private func restart(depth: Int) {
    (diagnostics, literalIndex) = ([], 0)
    (excessBraces, owedBraces, lacksBrace) = (0, 0, false)
    (isRecovering, sawPatternDot, allowsTails) = (false, false, true)
    (self.depth, height, margin, statementStart) = (depth, 0, 0, 0)
    (blockMargins, skipped) = ([], [])
  }

  // MARK: The cursor

  private func advanceIndex() {
    index += 1
    while index < segmentEnd, tokens[index].kind == .invalid { index += 1 }
    kind = index < segmentEnd ? tokens[index].kind : .endOfFile
  }

  /// Consumes the next token; the end is never consumed.
  func advance() {
    guard index < segmentEnd else { return }
    previousUpper = Int(tokens[index].upper)
    advanceIndex()
  }

  /// Goes on at the given token, which no open construct of the parser needs.
  func jump(to target: Int) {
    index = target - 1
    previousUpper = index >= 0 ? Int(tokens[index].upper) : 0
    advanceIndex()
  }

  /// The kind of the token behind the next one.
  func kind(ahead count: Int) -> Token.Kind {
    var left = count
    var offset = index
    while left > 0, offset < segmentEnd {
      offset += 1
      if offset < segmentEnd, tokens[offset].kind == .invalid { continue }
      left -= 1
    }
    return offset < segmentEnd ? tokens[offset].kind : .endOfFile
  }

  var isAtEnd: Bool { index >= segmentEnd }
  /// Inside brackets no line ends, but where the next declaration shows that one was not closed.
  var isAtLineEnd: Bool { isAtEnd || kind == .newline }
  var token: Token { tokens[min(index, tokens.count - 1)] }
  /// Where the next token begins.
  var lower: Int { Int(token.lower) }

  func at(_ mark: Punctuation) -> Bool {
    if case .punctuation(let found) = kind { found == mark } else { false }
  }

  func at(_ keyword: Keyword) -> Bool {
    if case .keyword(let found) = kind { found == keyword } else { false }
  }

  /// The next token is this contextual word.
  func at(word: StaticString) -> Bool {
    guard kind == .name else { return false }
    let token = token
    return Int(token.upper - token.lower) == word.utf8CodeUnitCount
      && bytes.has(word, at: Int(token.lower))
  }

  /// The text of the next token.
  var text: String {
    switch kind {
    case .newline, .endOfFile: ""
    default: text(of: token)
    }
  }

  private func text(of token: Token) -> String {
    token.word == Token.noWord
      ? bytes.text(Int(token.lower)..<Int(token.upper)) : words[token.word].text
  }

  /// Consumes the next token, which is a word.
  func takeName() -> Name {
    let token = token
    defer { advance() }
    return Name(text(of: token), span(Int(token.lower), Int(token.upper)))
  }

  func consume(_ mark: Punctuation) -> Bool {
    guard at(mark) else { return false }
    advance()
    return true
  }

  func consume(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  func consume(word: StaticString) -> Bool {
    guard at(word: word) else { return false }
    advance()
    return true
  }

  func skipNewlines() {
    while kind == .newline { advance() }
  }

  /// Nothing stands between the last token and the next.
  var touchesPrevious: Bool { lower == previousUpper && !isAtEnd }

  // MARK: Spans

  func span(_ lower: Int, _ upper: Int) -> SourceSpan { beginning.at(lower, upper) }

  /// From an offset to the end of the last consumed token.
  func span(from lower: Int) -> SourceSpan { span(lower, max(lower, previousUpper)) }

  /// The next token; at the end of a line or of the file, the place behind the last one.
  var tokenSpan: SourceSpan {
    switch kind {
    case .newline, .endOfFile: span(previousUpper, previousUpper)
    default: span(lower, Int(token.upper))
    }
  }

  // MARK: Depth

  /// Counts a construct that may stand in itself; false when there are too many.
  func enter() -> Bool {
    guard depth < Self.deepest else {
      giveUp()
      return false
    }
    depth += 1
    return true
  }

  func leave() { depth -= 1 }

  /// Counts a node over what was read since the construct around began.
  func raiseHeight() {
    height += 1
    if height > Self.deepest { giveUp() }
  }

  /// Reads a construct whose height counts on its own.
  func measured<Node>(_ read: (Parser) -> Node) -> Node {
    let outer = height
    height = 0
    let node = read(self)
    height = max(outer, height)
    return node
  }

  /// Leaves the whole declaration: nothing in it can be read any more.
  private func giveUp() {
    report(.nestingTooDeep(at: tokenSpan))
    jump(to: segmentEnd)
  }
}
