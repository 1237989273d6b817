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
    var words: [[CommandLiteral.SimpleCommand.Part]] = []
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
    var list = List(closing: closing, input: reading, pipeLower: commands.count)
    let opening = position
    while !isAtEnd, !list.isClosed { walkElement(&list) }
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
    case Byte.space, Byte.tab: position += 1
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
    let isComplete = !list.words.isEmpty || list.compound != nil
    endCommand(&list)
    if isComplete { endPipe(&list) }
    walkHereDocuments()
  }

  /// A command is complete; the next word begins another, or is a pattern of a `case`.
  private mutating func endCommand(_ list: inout List) {
    if !list.words.isEmpty {
      list.compound = commands.count..<commands.count + 1
      commands.append(
        CommandLiteral.SimpleCommand(
          words: list.words, pipedFrom: (reading ?? commands.count)..<commands.count,
          span: text.span(list.lower, list.upper)))
    }
    giveDocuments(&list)
    list.words = []
    list.sawOptionsEnd = false
    switch list.place {
    case .command, .argument, .loopName, .loopWords: list.place = .command
    case .caseSubject, .caseIn, .casePattern: break
    }
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
    if list.words.count == 1, isFunctionHead {
      while current != Byte.rightParenthesis { position += 1 }
      position += 1
      list.words = []
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
    if word.isDescriptor, current == UInt8(ascii: "<") || current == UInt8(ascii: ">") { return }
    let mayAssign = list.place == .command
    let assignment = mayAssign ? word.assignmentLength : nil
    note(word, from: assignment ?? 0, list)
    if assignment != nil {
      needsShell = true
      return
    }
    if list.words.isEmpty { list.lower = lower }
    list.upper = position
    let keyword = word.unquoted
    switch list.place {
    case .command: beginCommand(word, keyword, &list)
    case .argument:
      if keyword == "--" { list.sawOptionsEnd = true }
      list.words.append(word.parts)
    case .loopName: list.place = .loopWords
    case .loopWords: break
    case .caseSubject: list.place = .caseIn
    case .caseIn: list.place = .casePattern
    case .casePattern:
      guard keyword == "esac" else { return }
      list.openCases = max(0, list.openCases - 1)
      close(&list)
      list.place = .argument
    }
  }

  private mutating func beginCommand(_ word: Word, _ keyword: String?, _ list: inout List) {
    switch keyword {
    case "then", "elif", "else", "do", "!":
      needsShell = true
    case "if", "while", "until", "{":
      needsShell = true
      open(&list)
    case "fi", "done", "}":
      needsShell = true
      close(&list)
      list.place = .argument
    case "esac":
      needsShell = true
      close(&list)
      list.openCases = max(0, list.openCases - 1)
      list.place = .argument
    case "for":
      needsShell = true
      open(&list)
      list.place = .loopName
    case "case":
      needsShell = true
      open(&list)
      list.openCases += 1
      list.place = .caseSubject
    case "[[":
      refuseForeign(list.lower, position)
      fallthrough
    default:
      list.words.append(word.parts)
      list.place = .argument
    }
  }

  /// Notes what the place of a word says about its holes; `lower` is where the value of an
  /// assignment begins, counted in parts.
  private mutating func note(_ word: Word, from lower: Int, _ list: List) {
    let value = word.parts.dropFirst(lower)
    for case .hole(let number) in value {
      holes[number].isGlued = value.count > 1
    }
    guard lower == 0, case .hole(let first)? = word.parts.first else { return }
    holes[first].mayBeOption = list.place.hasOptions && !list.sawOptionsEnd
    holes[first].isCommandPosition =
      list.place == .command && word.parts.count == 1 && holes[first].quoting == .bare
  }

  /// Refuses what dash and bash read differently.
  mutating func refuseForeign(_ lower: Int, _ upper: Int) {
    needsShell = true
    let end = min(upper, text.count)
    let spelling = String(decoding: text.bytes[lower..<end], as: UTF8.self)
    refuse(.notPosix(spelling, at: text.span(lower, end)))
  }
}
