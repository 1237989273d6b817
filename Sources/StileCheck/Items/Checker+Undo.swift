import StileSyntax

extension Checker {
  mutating func checkUndo(_ undo: UndoStatement, _ span: SourceSpan) -> TypedStatement? {
    let word = keyword(span, undo.word)
    if case .step(let name) = undo {
      guard body.place == .flow else {
        report(.undoStepInside(at: word))
        return nil
      }
      return checkUndoStep(name, span)
    }
    switch body.place {
    case .step, .action, .manual: break
    case .undo:
      report(.undoNested(at: word))
      return nil
    default:
      report(.undoNotHere(undo.words, body.place.subject, at: word))
      return nil
    }
    answerDuty(at: word)
    switch undo {
    case .block(let block): return TypedStatement(.undo(checkUndoBlock(block)), span)
    case .nothing(let why):
      return literalText(why).map { TypedStatement(.noUndo($0), span) }
    case .irreversible(let why):
      return literalText(why).map { TypedStatement(.irreversible($0), span) }
    case .step: return nil
    }
  }

  /// It is armed where it stands, so it stands before the first change that it answers for.
  private mutating func answerDuty(at word: SourceSpan) {
    guard body.duty != nil, body.duty?.answer == nil else { return }
    if let change = body.duty?.firstChange {
      report(.undoLate(at: word, change: change.span, change.words))
      body.duty?.isTold = true
    }
    body.duty?.answer = word
  }

  private mutating func checkUndoBlock(_ block: Block) -> UndoBlock {
    let saved = (place: body.place, duty: body.duty, loops: body.loopDepth)
    let savedRegion = enterRegion()
    let needs = body.facts.seats.count
    let ordinal = body.undoCount
    body.undoCount += 1
    body.place = .undo
    body.duty = nil
    body.loopDepth = 0
    openFrame(.undo, at: block.span)
    body.results.append(ResultContext(kind: .flow, type: .void, isDeclared: true))
    let statements = checkBlock(block)
    body.results.removeLast()
    let frame = closeFrame()
    body.place = saved.place
    body.duty = saved.duty
    body.loopDepth = saved.loops
    leaveRegion(savedRegion)
    if block.statements.isEmpty { report(.emptyUndo(at: block.span)) }
    for capture in frame.captures { refuseCapture(capture.variable) }
    return UndoBlock(
      ordinal: ordinal, captures: frame.captures.map(\.id),
      body: FunctionBody(
        locals: frame.finishedLocals, parameterCount: frame.captures.count,
        statements: statements, needsSeat: needsSeat(since: needs)))
  }

  /// A command needs the host of the place; whether a call does is known only at the end.
  private mutating func needsSeat(since count: Int) -> Bool {
    let needs = body.facts.seats.dropFirst(count)
    let isNeeded = needs.contains { need in
      switch need.cause {
      case .command, .host: true
      case .call, .mistake: false
      }
    }
    if !isNeeded, !needs.isEmpty { body.isOpen = true }
    return isNeeded
  }

  /// An undo keeps values, so what it reads must be something that can be kept.
  private mutating func refuseCapture(_ capture: LocalVariable) {
    refuseUnstorable(
      capture.type, "what an `undo` keeps (`\(capture.name)`)", at: capture.span,
      isMadeSecret: capture.isMadeSecret)
  }

  /// A change of its own obliges a step or an action to say how it is taken back.
  mutating func checkDuty(_ duty: UndoDuty, of owner: SourceSpan, _ what: String) {
    guard let change = duty.unanswered, !duty.isTold else { return }
    report(.undoMissing(what, change: change.span, change.words, owner: owner))
  }

  /// `undo STEP`: an item of the plan that takes back all rounds of an earlier step.
  private mutating func checkUndoStep(_ name: Name, _ span: SourceSpan) -> TypedStatement? {
    guard let flow = body.flow else { return nil }
    let source = KeySource(span: span, idPlace: nil, what: "an `undo`")
    let part = keyPart("undo_\(name.text)", source)
    let steps = flow.steps[name.text] ?? []
    guard !steps.isEmpty else {
      let nearest = NearestName.find(name.text, in: flow.steps.names.sorted())
      report(.unknownStep(name, nearest: nearest, all: flow.steps.names.sorted()))
      return nil
    }
    let near = steps.first { $0.path.map(\.name) == flow.path.map(\.name) }
    guard let step = near ?? (steps.count == 1 ? steps.first : nil) else {
      report(.ambiguousStep(name))
      return nil
    }
    let shared = zip(step.part.loops, flow.loops).prefix { $0.0 == $0.1 }.map(\.0)
    let target = KeyPart(name: step.part.name, loops: shared)
    let title = constant(.string("undo \(name.text)"), .string, span)
    let item = TypedItem(
      kind: .undoStep(target), part: part, title: title, tags: [], seat: .ofPlace, when: nil,
      within: nil, isRequired: false, isSafeToRepeat: false, resultType: .void, header: span)
    return TypedStatement(.item(item, into: nil), span)
  }
}

extension UndoStatement {
  /// The word that it begins with.
  var word: String {
    switch self {
    case .block, .step: "undo"
    case .nothing: "no undo"
    case .irreversible: "irreversible"
    }
  }

  var words: String { "`\(word)`" }
}
