/// Lists of commands: the whole text, a subshell, what stands in `$(…)`.
extension ShellWalk {
  /// What the next word of a list is.
  enum Place {
    case command
    case argument
    case loopName
    case loopWords
    case caseSubject
    case caseIn
    case casePattern

    /// Words here are handed to a command, which may take them for options.
    var hasOptions: Bool { self == .command || self == .argument }
  }

  /// What a walk over one list has seen.
  struct List {
    let closing: UInt8?
    /// What the list as a whole reads, as `reading` says it.
    let input: Int?
    /// The number of the first command of the pipe that is being walked.
    var pipeLower: Int
    var place = Place.command
    /// How many words the command has so far, and where their parts begin.
    var wordCount = 0
    let firstPiece: Int
    var lower = 0
    var upper = 0
    var sawOptionsEnd = false
    var openCases = 0
    var isClosed = false
    /// The compound commands that are open, the innermost last.
    var openings: [Opening] = []
    /// The compound command that has just ended, by the numbers of the commands in it.
    var compound: Range<Int>?
    /// The numbers of the here-documents of the command that is being walked.
    var documents: [Int] = []
  }

  /// Walks to behind `closing`, or to the end of the text.
  mutating func walkList(closing: UInt8?) {
    var list = List(
      closing: closing, input: reading, pipeLower: commands.count, firstPiece: pieces.count)
    let opening = position
    while !list.isClosed {
      while Byte.isBlank(current) { position += 1 }
      guard !isAtEnd else { break }
      walkElement(&list)
    }
    endCommand(&list)
    reading = list.input
    if closing != nil, !list.isClosed {
      let isExpansion = opening >= 2 && text[opening - 2] == Byte.dollar
      let lower = opening - (isExpansion ? 2 : 1)
      stop(.unclosedExpansion(isExpansion ? "$(" : "(", at: text.span(lower, opening)))
    }
  }

  private mutating func walkElement(_ list: inout List) {
    switch current {
    case Byte.lineFeed:
      position += 1
      endLine(&list)
    case Byte.hash: walkComment()
    case Byte.backslash where next == Byte.lineFeed: position += 2
    case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"): walkOperator(&list)
    case Byte.leftParenthesis: walkOpening(&list)
    case Byte.rightParenthesis: walkClosing(&list)
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      if let document = walkRedirection() { list.documents.append(document) }
    default: walkListWord(&list)
    }
  }

  private mutating func walkComment() {
    needsShell = true
    while !isAtEnd, current != Byte.lineFeed {
      if isAtHole { refuse(.hole(.comment, at: text.span(position, position + 1))) }
      position += 1
    }
  }

  // MARK: Between commands

  private mutating func endLine(_ list: inout List) {
    // A pipe goes on over the end of a line.
    let isComplete = list.wordCount > 0 || list.compound != nil
    endCommand(&list)
    if isComplete { endPipe(&list) }
    walkHereDocuments()
  }

  /// A command is complete; the next word begins another, or is a pattern of a `case`.
  private mutating func endCommand(_ list: inout List) {
    if list.wordCount > 0 {
      list.compound = commands.count..<commands.count + 1
      commands.append(
        CommandLiteral.SimpleCommand(
          // `Array(…)` would keep the room of all pieces.
          pieces: pieces[list.firstPiece...].map { $0 },
          pipedFrom: (reading ?? commands.count)..<commands.count,
          span: text.span(list.lower, list.upper)))
    }
    giveDocuments(&list)
    dropWords(&list)
    list.sawOptionsEnd = false
    switch list.place {
    case .command, .argument, .loopName, .loopWords: list.place = .command
    case .caseSubject, .caseIn, .casePattern: break
    }
  }

  private mutating func dropWords(_ list: inout List) {
    pieces.removeLast(pieces.count - list.firstPiece)
    list.wordCount = 0
  }

  private mutating func walkOperator(_ list: inout List) {
    needsShell = true
    let lower = position
    let isDoubled = next == current
    position += isDoubled ? 2 : 1
    let mark = text[lower]
    if list.place == .casePattern { return }
    if mark == UInt8(ascii: "|"), !isDoubled {
      hasPipe = true
      if current == UInt8(ascii: "&") { refuseForeign(lower, position + 1) }
    }
    if mark == UInt8(ascii: "&"), !isDoubled, current == UInt8(ascii: ">") {
      refuseForeign(lower, position + 1)
    }
    endCommand(&list)
    if mark == UInt8(ascii: "|"), !isDoubled { beginPipe(list) } else { endPipe(&list) }
    if mark == UInt8(ascii: ";"), isDoubled, list.openCases > 0 { list.place = .casePattern }
  }

  private mutating func walkOpening(_ list: inout List) {
    needsShell = true
    let lower = position
    position += 1
    if list.place == .casePattern { return }
    if list.wordCount == 1, isFunctionHead {
      while current != Byte.rightParenthesis { position += 1 }
      position += 1
      dropWords(&list)
      list.place = .command
      return
    }
    if list.place == .command, current == Byte.leftParenthesis {
      refuseForeign(lower, position + 1)
    }
    let commandsLower = commands.count
    nested { $0.walkList(closing: Byte.rightParenthesis) }
    list.compound = commandsLower..<commands.count
    list.place = .argument
  }

  /// Only white space stands before the next `)`: `name()` declares a function.
  private var isFunctionHead: Bool {
    var offset = position
    while text[offset] == Byte.space { offset += 1 }
    return offset < text.count && text[offset] == Byte.rightParenthesis
  }

  private mutating func walkClosing(_ list: inout List) {
    needsShell = true
    position += 1
    if list.place == .casePattern {
      list.place = .command
    } else if list.closing == Byte.rightParenthesis {
      list.isClosed = true
    } else {
      endCommand(&list)
      endPipe(&list)
    }
  }

  // MARK: Words of a list

  private mutating func walkListWord(_ list: inout List) {
    let lower = position
    let word = walkWord()
    if take(word, from: lower, &list) {
      if pieces.count == word.lower {
        pieces.append(CommandLiteral.SimpleCommand.Piece(part: nil))
      }
      pieces[pieces.count - 1].endsWord = true
      list.wordCount += 1
    } else {
      drop(word)
    }
  }

  /// Notes what a word means for the list; true if it is one of its command.
  private mutating func take(_ word: Word, from lower: Int, _ list: inout List) -> Bool {
    if current == UInt8(ascii: "<") || current == UInt8(ascii: ">"), isDescriptor(word) {
      return false
    }
    if list.place == .command, word.isAssignment {
      noteGlue(word.lower + 1)
      needsShell = true
      return false
    }
    note(word, list)
    if list.wordCount == 0 { list.lower = lower }
    list.upper = position
    switch list.place {
    case .command: return beginCommand(word, &list)
    case .argument:
      if unquotedText(of: word) == "--" { list.sawOptionsEnd = true }
      return true
    case .loopName: list.place = .loopWords
    case .loopWords: break
    case .caseSubject: list.place = .caseIn
    case .caseIn: list.place = .casePattern
    case .casePattern:
      if unquotedText(of: word) == "esac" { endCase(&list) }
    }
    return false
  }

  private mutating func endCase(_ list: inout List) {
    close(&list)
    list.openCases = max(0, list.openCases - 1)
    list.place = .argument
  }

  /// True if the word is the name of a command.
  private mutating func beginCommand(_ word: Word, _ list: inout List) -> Bool {
    if let name = text(of: word), PlainWords.shellOnly.contains(name) {
      needsShell = true
      if !word.isQuoted, beginConstruct(name, &list) { return false }
    }
    list.place = .argument
    return true
  }

  /// Goes on behind a keyword; false if the word is none, but begins a command.
  private mutating func beginConstruct(_ word: String, _ list: inout List) -> Bool {
    switch word {
    case "then", "elif", "else", "do", "!": break
    case "if", "while", "until", "{": open(&list)
    case "fi", "done", "}":
      close(&list)
      list.place = .argument
    case "esac":
      endCase(&list)
    case "for":
      open(&list)
      list.place = .loopName
    case "case":
      open(&list)
      list.openCases += 1
      list.place = .caseSubject
    case "[[":
      refuseForeign(list.lower, position)
      return false
    default: return false
    }
    return true
  }

  /// Notes what the place of a word says about its holes.
  private mutating func note(_ word: Word, _ list: List) {
    noteGlue(word.lower)
    guard pieces.count > word.lower, case .hole(let first) = pieces[word.lower].part else { return }
    holes[first].mayBeOption = list.place.hasOptions && !list.sawOptionsEnd
    holes[first].isCommandPosition =
      list.place == .command && pieces.count == word.lower + 1 && holes[first].quoting == .bare
  }

  /// Notes which holes of the last word have neighbours, from one of its parts on.
  mutating func noteGlue(_ lower: Int) {
    for index in lower..<pieces.count {
      if case .hole(let number) = pieces[index].part {
        holes[number].isGlued = pieces.count > lower + 1
      }
    }
  }

  /// Refuses what dash and bash read differently.
  mutating func refuseForeign(_ lower: Int, _ upper: Int) {
    needsShell = true
    let end = min(upper, text.count)
    refuse(.notPosix(text.text(lower..<end), at: text.span(lower, end)))
  }
}
