extension ShapeWriter {
  mutating func write(_ statements: [TypedStatement]) {
    for statement in statements { write(statement) }
  }

  private mutating func block(_ statements: [TypedStatement]) {
    list("block") { $0.write(statements) }
  }

  private mutating func write(_ statement: TypedStatement) {
    switch statement.kind {
    case .set(let local, let value):
      list("set") {
        $0.write(value)
        $0.declare(local)
        $0.name(local)
      }
    case .evaluate(let value), .number(let value): write(value)
    case .item(let item, let local):
      list("item") {
        $0.write(item)
        if let local { $0.declare(local) }
      }
    case .stage(let stage): block(stage.body)
    case .procedure(_, let function, let arguments, let seat, let local):
      list("procedure") {
        $0.name(function)
        $0.write(arguments)
        $0.write(seat)
        if let local { $0.declare(local) }
      }
    case .forEach(let loop): write(loop)
    case .parallel(let branches):
      list("parallel") { writer in for branch in branches { writer.block(branch) } }
    case .if(let condition, let then, let otherwise):
      list("if") {
        $0.write(condition)
        $0.block(then)
        $0.block(otherwise)
      }
    case .ifLet(let local, let value, let then, let otherwise):
      list("iflet") {
        $0.write(value)
        $0.declare(local)
        $0.block(then)
        $0.block(otherwise)
      }
    case .match(let match): write(match)
    case .return(let value): leave("return", value)
    case .returnFromStep(let value): leave("leave", value)
    case .break: word("break")
    case .expect(let condition, let message):
      list("expect") {
        $0.write(condition)
        $0.write(message)
      }
    case .region(let region): apart(.checks) { $0.write(region) }
    case .condition(let condition): list("holds") { $0.write(condition.expression) }
    case .undo(let block):
      apart(.undoes) { writer in
        writer.list("undo") { $0.body(block.body, capturing: block.captures) }
      }
    case .noUndo: apart(.undoes) { $0.word("none") }
    case .irreversible: apart(.undoes) { $0.wall() }
    case .try(let body, let error, let handler):
      list("try") {
        $0.block(body)
        $0.declare(error)
        $0.block(handler)
      }
    }
  }

  private mutating func leave(_ name: String, _ value: TypedExpression?) {
    list(name) { if let value { $0.write(value) } }
  }

  private mutating func write(_ loop: TypedFor) {
    list("for") {
      $0.write(loop.sequence)
      $0.declare(loop.variable)
      if let by = loop.by { $0.write(by) }
      $0.declare(loop.keyLocal)
      $0.block(loop.body)
    }
  }

  private mutating func write(_ match: TypedMatch) {
    list("match") {
      $0.write(match.subject)
      for arm in match.arms {
        for pattern in arm.patterns { $0.write(pattern) }
        $0.block(arm.body)
      }
    }
  }

  mutating func write(_ pattern: TypedMatch.Pattern) {
    switch pattern {
    case .anything: word("_")
    case .none: word("none")
    case .some(let local):
      word("some")
      declare(local)
    case .constant(let constant): text("\(constant)")
    case .enumCase(let number, let locals):
      word("case\(number)")
      for local in locals { declare(local) }
    }
  }
}

// MARK: - Items

extension ShapeWriter {
  /// The clauses of an item and what it does; its title counts where it is what people are asked.
  mutating func write(_ item: TypedItem) {
    // The host of a list stands in the key: which others are in it changes nothing.
    if item.isFanOut {
      word("each")
    } else if let host = item.seat.host {
      list("on") { $0.write(host) }
    }
    write(user: item.seat.user)
    apart(.checks) { $0.clauses(item) }
    switch item.kind {
    case .step(let body): write(body)
    case .verify(let region): apart(.checks) { $0.write(region) }
    case .wait(let wait): write(wait)
    case .notify(let channels, let subject, let message):
      list("notify") {
        $0.write(channels)
        if let subject { $0.write(subject) } else { $0.word("-") }
        $0.write(message)
      }
    case .confirm: list("confirm") { $0.write(item.title) }
    case .manual(let body):
      list("manual") {
        $0.write(item.title)
        $0.write(body)
      }
    case .probe(let value): list("ask") { $0.write(value) }
    case .sample(let sample):
      list("sample") {
        $0.write(sample.every)
        $0.write(sample.duration)
        $0.write(sample.body)
      }
    case .undoStep(let part): list("take back") { $0.text(part.name) }
    }
  }

  private mutating func clauses(_ item: TypedItem) {
    if let when = item.when { list("when") { $0.write(when) } }
    if let within = item.within { list("within") { $0.write(within) } }
    if let retry = item.retry { list("retry") { $0.write([retry.count, retry.pause]) } }
    if item.isRequired { word("required") }
    if item.isSafeToRepeat { word("safe") }
  }

  private mutating func write(_ wait: TypedWait) {
    let (word, value) =
      switch wait {
      case .span(let value): ("span", value)
      case .until(let value): ("until", value)
      case .ttl(let value): ("ttl", value)
      case .window(let value): ("window", value)
      }
    list(word) { $0.write(value) }
  }

  private mutating func write(_ region: Region) {
    list("\(region.kind)") {
      for value in [region.seat.host, region.within, region.every, region.holding] {
        if let value { $0.write(value) } else { $0.word("-") }
      }
      $0.write(user: region.seat.user)
      $0.write(region.body)
    }
  }
}
