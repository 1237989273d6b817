import StileSyntax

extension Finisher {
  mutating func finish(_ statement: TypedStatement) -> TypedStatement {
    TypedStatement(finish(statement.kind), statement.span)
  }

  mutating func finish(_ statements: [TypedStatement]) -> [TypedStatement] {
    statements.map { finish($0) }
  }

  private mutating func finish(_ kind: TypedStatement.Kind) -> TypedStatement.Kind {
    switch kind {
    case .set(let id, let value): return .set(local(id), finish(value))
    case .evaluate(let value): return .evaluate(finish(value))
    case .item(let item, let id): return .item(finish(item), into: id.map { local($0) })
    case .stage(let stage): return .stage(finish(stage))
    case .procedure(let part, let id, let arguments, let seat, let into):
      return .procedure(
        finish(part), id, finish(arguments), finish(seat, calling: id), into: into.map { local($0) }
      )
    case .forEach(let loop): return .forEach(finish(loop))
    case .if(let condition, let then, let otherwise):
      return .if(finish(condition), then: finish(then), otherwise: finish(otherwise))
    case .ifLet(let id, let value, let then, let otherwise):
      return .ifLet(local(id), finish(value), then: finish(then), otherwise: finish(otherwise))
    case .match(let match):
      let subject = finish(match.subject)
      let arms = match.arms.map { arm in
        TypedMatch.Arm(patterns: arm.patterns.map { finish($0) }, body: finish(arm.body))
      }
      return .match(TypedMatch(subject: subject, arms: arms))
    case .return(let value): return .return(value.map { finish($0) })
    case .returnFromStep(let value): return .returnFromStep(value.map { finish($0) })
    case .break, .noUndo, .irreversible: return kind
    case .expect(let condition, let message):
      return .expect(finish(condition), message: finish(message))
    case .region(let region): return .region(finish(region))
    case .condition(let condition):
      return .condition(
        Condition(expression: finish(condition.expression), text: condition.text))
    case .undo(let undo): return .undo(finish(undo))
    case .try(let statements, let error, let handler):
      return .try(finish(statements), error: local(error), handler: finish(handler))
    }
  }

  private func finish(_ part: KeyPart) -> KeyPart {
    KeyPart(name: part.name, loops: part.loops.map { local($0) })
  }

  private mutating func finish(_ stage: TypedStage) -> TypedStage {
    TypedStage(
      part: stage.part.map { finish($0) }, title: finish(stage.title), tags: stage.tags,
      body: finish(stage.body))
  }

  private mutating func finish(_ loop: TypedFor) -> TypedFor {
    TypedFor(
      variable: local(loop.variable), sequence: finish(loop.sequence),
      keyLocal: local(loop.keyLocal), by: loop.by.map { finish($0) }, hasItems: loop.hasItems,
      body: finish(loop.body))
  }

  private mutating func finish(_ item: TypedItem) -> TypedItem {
    let inner = finish(under: item.host) { finisher in
      (
        kind: finisher.finish(item.kind), title: finisher.finish(item.title),
        when: item.when.map { finisher.finish($0) }, within: item.within.map { finisher.finish($0) }
      )
    }
    return TypedItem(
      kind: inner.part.kind, part: finish(item.part), title: inner.part.title, tags: item.tags,
      host: inner.host, when: inner.part.when, within: inner.part.within,
      isRequired: item.isRequired, isSafeToRepeat: item.isSafeToRepeat,
      resultType: type(item.resultType), header: item.header)
  }

  private mutating func finish(_ kind: TypedItem.Kind) -> TypedItem.Kind {
    switch kind {
    case .step(let statements): .step(finish(statements))
    case .verify(let region): .verify(finish(region))
    case .wait(let wait): .wait(finish(wait))
    case .notify(let channels, let subject, let text):
      .notify(
        channels: finish(channels), subject: subject.map { finish($0) }, text: finish(text))
    case .confirm: .confirm
    case .manual(let statements): .manual(finish(statements))
    case .probe(let value): .probe(finish(value))
    case .sample(let sample):
      .sample(
        TypedSample(
          every: finish(sample.every), duration: finish(sample.duration), body: finish(sample.body))
      )
    case .undoStep(let part): .undoStep(finish(part))
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
    let inner = finish(under: region.host) { finisher in
      (
        title: region.title.map { finisher.finish($0) },
        within: region.within.map { finisher.finish($0) },
        every: region.every.map { finisher.finish($0) },
        holding: region.holding.map { finisher.finish($0) }, body: finisher.finish(region.body)
      )
    }
    return Region(
      kind: region.kind, title: inner.part.title, host: inner.host, within: inner.part.within,
      every: inner.part.every, holding: inner.part.holding, body: inner.part.body)
  }

  private mutating func finish(_ undo: UndoBlock) -> UndoBlock {
    let captures = undo.captures.map { local($0) }
    return UndoBlock(
      ordinal: undo.ordinal, captures: captures, body: finish(undo.body, captures: captures.count))
  }
}
