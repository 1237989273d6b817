import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compile(_ stage: TypedStage) {
    let code = StageCode(
      part: stage.part.map { self.code(of: $0) }, title: operand(stage.title), tags: stage.tags)
    let number = Assembler.number(&assembler.code.stages, code)
    emit(.enterStage(number))
    openStages.append(number)
    compile(stage.body)
    openStages.removeLast()
    emit(.leaveStage(number))
  }

  /// A statement with a key is an item between steps, and a plain request within the body of one.
  mutating func compile(_ item: TypedItem, into local: LocalID?) {
    if place.isFlow && self.item == nil {
      compileInFlow(item, into: local)
    } else {
      compileInBody(item, into: local)
    }
  }

  ///     title
  ///     reached        .go ▼    .value ─┐
  ///     clauses                         │
  ///     header         .go ▼    .value ─┤
  ///     body                            │
  ///     ended                           │
  ///     ◄───────────────────────────────┘
  private mutating func compileInFlow(_ item: TypedItem, into local: LocalID?) {
    let isUnused = local == nil
    if item.isFanOut, let hosts = item.seat.host {
      compileFanOut(hosts, batch: item.batch, item.resultType, into: local) {
        $0.compileInFlow(item, at: $1, to: $2, isUnused: isUnused)
      }
    } else {
      compileInFlow(
        item, at: nil, to: local.map { register(of: $0) } ?? allocate(), isUnused: isUnused)
    }
  }

  /// `host` is the one of a list that the item is compiled for.
  private mutating func compileInFlow(
    _ item: TypedItem, at host: Register?, to result: Register, isUnused: Bool
  ) {
    let outerSeat = seat
    let outerHasSeat = hasSeat
    let title = operand(item.title)
    let number = Assembler.number(
      &assembler.code.items, reserved(item, at: host, title, result, isUnused: isUnused))
    emit(.reached(number))
    let known = emitOpenJump(.jump(0))
    compileClauses(item, number)
    emit(.header(number))
    let skipped = emitOpenJump(.jump(0))
    emit(.none(to: result))
    self.item = ItemScope(result: result, openHandlers: openHandlers)
    compileBody(of: item, result)
    finishItem()
    emit(.ended(number))
    land(known, skipped)
    seat = outerSeat
    hasSeat = outerHasSeat
  }

  private func reserved(
    _ item: TypedItem, at host: Register?, _ title: Register, _ result: Register, isUnused: Bool
  ) -> ItemCode {
    ItemCode(
      kind: item.kind.reachedKind, part: code(of: item.part, at: host), title: title,
      tags: item.tags, isRequired: item.isRequired, isSafeToRepeat: item.isSafeToRepeat,
      type: item.valueType,
      header: item.header, result: result, isResultUnused: isUnused)
  }

  private mutating func compileClauses(_ item: TypedItem, _ number: Int32) {
    // The host of a list is that of the round.
    sit(on: Seat(host: item.isFanOut ? nil : item.seat.host, user: item.seat.user))
    var code = assembler.code.items[Int(number)]
    code.host = hasSeat ? seat : nil
    code.within = item.within.map { operand($0) }
    code.retry = item.retry.map {
      RetryCode(count: operand($0.count), pause: operand($0.pause))
    }
    if let when = item.when {
      code.when = operand(when)
      code.whenText = assembler.text(when.span)
    }
    assembler.code.items[Int(number)] = code
  }

  private mutating func compileBody(of item: TypedItem, _ result: Register) {
    switch item.kind {
    case .step(let body): compile(body)
    case .verify(let region): compile(region, as: .verify)
    case .probe(let value): compile(value, to: result)
    case .undoStep(let part): compileUndoStep(part, result)
    case .wait(let wait): compile(wait)
    case .notify(let channels, let subject, let text):
      compileNotify(channels, subject, text, isRequired: item.isRequired)
    case .confirm: compileQuestion(.confirm, item.title)
    case .manual(let body): compileManual(item.title, body)
    case .sample(let sample): compile(sample, title: item.title, to: result)
    }
  }

  /// A step's `ensure` is asked again where its body ends.
  private mutating func finishItem() {
    guard let scope = item else { return }
    if let ensure = scope.ensure { scratch { $0.compile(ensure, as: .verify) } }
    land(item?.exits ?? [])
    item = nil
  }

  mutating func compileReturnFromStep(_ value: TypedExpression?) {
    guard let scope = item else { preconditionFailure("a step's `return` stands in a step") }
    if let value { compile(value, to: scope.result) }
    closeHandlers(to: scope.openHandlers)
    if let ensure = scope.ensure { scratch { $0.compile(ensure, as: .verify) } }
    let exit = emitOpenJump(.jump(0))
    item?.exits.append(exit)
  }

  // Within a body: requests without a key.

  private mutating func compileInBody(_ item: TypedItem, into local: LocalID?) {
    compile(under: item.seat) { compiler in
      let skip = item.when.map { compiler.emitOpenJump(.jumpIfFalse(compiler.operand($0), 0)) }
      compiler.compileBody(
        of: item, local.map { compiler.register(of: $0) } ?? compiler.allocate())
      if let skip { compiler.land(skip) }
    }
  }

  private mutating func compile(_ wait: TypedWait) {
    let code: WaitCode
    switch wait {
    case .span(let duration): code = .span(operand(duration))
    case .until(let time): code = .until(operand(time))
    case .ttl(let observation): code = .ttl(operand(observation))
    case .window(let window): code = .window(operand(window))
    }
    emitRequest(.wait(code), to: allocate(), .void)
  }

  private mutating func compileNotify(
    _ channels: TypedExpression, _ subject: TypedExpression?, _ text: TypedExpression,
    isRequired: Bool
  ) {
    let channels = operand(channels)
    let subject = subject.map { operand($0) }
    let text = operand(text)
    emitRequest(
      .notify(channels: channels, subject: subject, text: text, isRequired: isRequired),
      to: allocate(), .void)
  }

  private mutating func compileQuestion(_ kind: Question.Kind, _ title: TypedExpression) {
    emitRequest(.question(kind, text: operand(title)), to: allocate(), .void)
  }

  /// What arms stands before the question, for a person changes something; what verifies, behind
  /// it.
  private mutating func compileManual(_ title: TypedExpression, _ body: [TypedStatement]) {
    compile(body.filter(\.preparesChange))
    compileQuestion(.manual, title)
    compile(body.filter { !$0.preparesChange })
  }

  private mutating func compileUndoStep(_ part: KeyPart, _ result: Register) {
    let families = stepFamilies ?? FlowFamilies.steps(in: body.statements)
    stepFamilies = families
    let open = openStages.compactMap { assembler.code.stages[Int($0)].part?.name }
    let candidates = families[part.name] ?? []
    // The step of the same stage, else the first of that name in the flow.
    let family = candidates.first { $0.dropLast().elementsEqual(open) } ?? candidates.first
    emitRequest(.undoStep(family ?? [part.name]), to: result, .void)
  }
}

extension TypedItem.Kind {
  fileprivate var reachedKind: ItemReached.Kind {
    switch self {
    case .step: .step
    case .verify: .verify
    case .wait: .wait
    case .notify: .notify
    case .confirm: .confirm
    case .manual: .manual
    case .probe: .probe
    case .sample: .sample
    case .undoStep: .undoStep
    }
  }
}

extension TypedStatement {
  fileprivate var preparesChange: Bool {
    switch kind {
    case .undo, .noUndo, .irreversible, .set: true
    default: false
    }
  }
}
