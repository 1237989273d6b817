import StileSyntax

extension Finisher {
  mutating func finish(_ statements: [TypedStatement]) -> [TypedStatement] {
    var finished = statements
    for index in statements.indices {
      if let new = rewritten(statements[index]) { finished[index] = new }
    }
    return finished
  }

  /// Absent where nothing changes.
  private mutating func rewritten(_ statement: TypedStatement) -> TypedStatement? {
    rewritten(statement.kind).map { TypedStatement($0, statement.span) }
  }

  /// A new box only for what changes.
  private mutating func rewritten(_ kind: TypedStatement.Kind) -> TypedStatement.Kind? {
    let before = changes
    switch kind {
    case .break, .noUndo, .irreversible: return nil
    case .set(let id, let value):
      let (id, value) = (local(id), finish(value))
      return changes == before ? nil : .set(id, value)
    case .evaluate(let value):
      let value = finish(value)
      return changes == before ? nil : .evaluate(value)
    case .item(let item, let id):
      let (item, id) = (finish(item), id.map { local($0) })
      return changes == before ? nil : .item(item, into: id)
    case .stage(let stage):
      let stage = finish(stage)
      return changes == before ? nil : .stage(stage)
    case .procedure(let part, let id, let arguments, let seat, let into):
      let (part, arguments) = (finish(part), finish(arguments))
      let (seat, into) = (finish(seat, calling: id), into.map { local($0) })
      return changes == before ? nil : .procedure(part, id, arguments, seat, into: into)
    case .forEach(let loop):
      let loop = finish(loop)
      return changes == before ? nil : .forEach(loop)
    case .parallel(let branches):
      let branches = finish(branches) { $0.finish($1) }
      return changes == before ? nil : .parallel(branches)
    case .if(let condition, let then, let otherwise):
      let (condition, then, otherwise) = (finish(condition), finish(then), finish(otherwise))
      return changes == before ? nil : .if(condition, then: then, otherwise: otherwise)
    case .ifLet(let id, let value, let then, let otherwise):
      let (id, value) = (local(id), finish(value))
      let (then, otherwise) = (finish(then), finish(otherwise))
      return changes == before ? nil : .ifLet(id, value, then: then, otherwise: otherwise)
    case .match(let match):
      let match = finish(match)
      return changes == before ? nil : .match(match)
    case .return(let value):
      let value = value.map { finish($0) }
      return changes == before ? nil : .return(value)
    case .returnFromStep(let value):
      let value = value.map { finish($0) }
      return changes == before ? nil : .returnFromStep(value)
    case .expect(let condition, let message):
      let (condition, message) = (finish(condition), finish(message))
      return changes == before ? nil : .expect(condition, message: message)
    case .region(let region):
      let region = finish(region)
      return changes == before ? nil : .region(region)
    case .condition(let condition):
      let new = Condition(expression: finish(condition.expression), text: condition.text)
      return changes == before ? nil : .condition(new)
    case .number(let value):
      let value = finish(value)
      return changes == before ? nil : .number(value)
    case .undo(let undo):
      let undo = finish(undo)
      return changes == before ? nil : .undo(undo)
    case .try(let statements, let error, let handler):
      let (statements, error, handler) = (finish(statements), local(error), finish(handler))
      return changes == before ? nil : .try(statements, error: error, handler: handler)
    }
  }

  private mutating func finish(_ match: TypedMatch) -> TypedMatch {
    let subject = finish(match.subject)
    let arms = finish(match.arms) { finisher, arm in
      TypedMatch.Arm(
        patterns: finisher.finish(arm.patterns) { $0.finish($1) }, body: finisher.finish(arm.body))
    }
    return TypedMatch(subject: subject, arms: arms)
  }

  private mutating func finish(_ part: KeyPart) -> KeyPart {
    if part.loops.isEmpty { return part }
    return KeyPart(name: part.name, loops: finish(part.loops) { $0.local($1) })
  }

  private mutating func finish(_ stage: TypedStage) -> TypedStage {
    TypedStage(
      part: stage.part.map { finish($0) }, title: finish(stage.title), tags: stage.tags,
      body: finish(stage.body))
  }

  private mutating func finish(_ loop: TypedFor) -> TypedFor {
    TypedFor(
      variable: local(loop.variable), sequence: finish(loop.sequence),
      keyLocal: local(loop.keyLocal), by: loop.by.map { finish($0) },
      width: loop.width.map { finish($0) }, hasItems: loop.hasItems, body: finish(loop.body))
  }

  private mutating func finish(_ item: TypedItem) -> TypedItem {
    let before = changes
    let inner = finish(under: item.seat) { finisher in
      (
        kind: finisher.finish(item.kind), title: finisher.finish(item.title),
        when: item.when.map { finisher.finish($0) },
        within: item.within.map { finisher.finish($0) },
        batch: item.batch.map { finisher.finish($0) },
        retry: item.retry.map {
          TypedRetry(count: finisher.finish($0.count), pause: finisher.finish($0.pause))
        }
      )
    }
    let (part, resultType) = (finish(item.part), type(item.resultType))
    if changes == before { return item }
    return TypedItem(
      kind: inner.part.kind, part: part, title: inner.part.title, tags: item.tags,
      seat: inner.seat, batch: inner.part.batch, when: inner.part.when, within: inner.part.within,
      retry: inner.part.retry, isRequired: item.isRequired, isSafeToRepeat: item.isSafeToRepeat,
      resultType: resultType, header: item.header)
  }

  private mutating func finish(_ kind: TypedItem.Kind) -> TypedItem.Kind {
    let before = changes
    switch kind {
    case .step(let statements): return .step(finish(statements))
    case .verify(let region): return .verify(finish(region))
    case .wait(let wait):
      let wait = finish(wait)
      return changes == before ? kind : .wait(wait)
    case .notify(let channels, let subject, let text):
      let (channels, subject) = (finish(channels), subject.map { finish($0) })
      let text = finish(text)
      return changes == before ? kind : .notify(channels: channels, subject: subject, text: text)
    case .confirm: return .confirm
    case .manual(let statements): return .manual(finish(statements))
    case .probe(let value):
      let value = finish(value)
      return changes == before ? kind : .probe(value)
    case .sample(let sample):
      let sample = TypedSample(
        every: finish(sample.every), duration: finish(sample.duration), body: finish(sample.body))
      return changes == before ? kind : .sample(sample)
    case .undoStep(let part):
      let part = finish(part)
      return changes == before ? kind : .undoStep(part)
    }
  }

  private mutating func finish(_ wait: TypedWait) -> TypedWait {
    switch wait {
    case .span(let value): .span(finish(value))
    case .until(let value): .until(finish(value))
    case .ttl(let value): .ttl(finish(value))
    case .window(let value): .window(finish(value))
    }
  }

  private mutating func finish(_ region: Region) -> Region {
    let before = changes
    let inner = finish(under: region.seat) { finisher in
      (
        title: region.title.map { finisher.finish($0) },
        within: region.within.map { finisher.finish($0) },
        every: region.every.map { finisher.finish($0) },
        holding: region.holding.map { finisher.finish($0) }, body: finisher.finish(region.body)
      )
    }
    if changes == before { return region }
    return Region(
      kind: region.kind, title: inner.part.title, seat: inner.seat, within: inner.part.within,
      every: inner.part.every, holding: inner.part.holding, body: inner.part.body)
  }

  private mutating func finish(_ undo: UndoBlock) -> UndoBlock {
    let captures = finish(undo.captures) { $0.local($1) }
    return UndoBlock(
      ordinal: undo.ordinal, captures: captures, body: finish(undo.body, captures: captures.count))
  }
}
