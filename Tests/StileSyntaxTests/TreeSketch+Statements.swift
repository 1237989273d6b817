import StileSyntax

extension TreeSketch {
  static func sketch(_ statement: Statement) -> String { sketch(statement.kind) }

  private static func sketch(_ kind: Statement.Kind) -> String {
    switch kind {
    case .let(let binding): "(let \(sketch(binding)))"
    case .var(let binding): "(var \(sketch(binding)))"
    case .stage(let title, let clauses, let body):
      "(stage \(sketch(title))\(sketch(clauses)) \(sketch(body)))"
    case .item(let item): sketch(item)
    case .undo(let undo): sketch(undo)
    case .parallel(let body): "(parallel \(sketch(body)))"
    case .for(let node): sketch(node)
    case .if(let node): sketch(node)
    case .match(let node): sketch(node)
    case .try(let body, let error, let handler):
      "(try \(sketch(body)) catch \(error.text) \(sketch(handler)))"
    case .return(let value): "(return\(value.map { " " + sketch($0) } ?? ""))"
    case .break: "(break)"
    case .expect(let condition, let message): "(expect \(sketch(condition)) \(sketch(message)))"
    case .given(let value): "(given \(sketch(value)))"
    case .assign(let target, let value): "(= \(sketch(target)) \(sketch(value)))"
    case .expression(let value): sketch(value)
    case .missing: "<missing>"
    }
  }

  static func sketch(_ block: Block) -> String {
    "{" + block.statements.map(sketch).joined(separator: " ") + "}"
  }

  static func sketch(_ binding: Binding) -> String {
    let value =
      switch binding.value {
      case .expression(let value): sketch(value)
      case .item(let item): sketch(item)
      }
    return "\(binding.name.text)\(binding.type.map { ": " + sketch($0) } ?? "") \(value)"
  }

  static func sketch(_ title: Title) -> String {
    let parts = [title.id?.text, title.text.map { sketch($0) }].compactMap(\.self)
    return parts.isEmpty ? "-" : parts.joined(separator: " ")
  }

  private static func sketch(_ item: Item) -> String {
    let clauses = sketch(item.clauses)
    switch item.kind {
    case .step(let title, let body, let simulation):
      return "(step \(sketch(title))\(clauses) \(sketch(body))"
        + (simulation.map { " simulate \(sketch($0))" } ?? "") + ")"
    case .verify(let title, let body):
      return "(verify \(sketch(title))\(clauses) \(sketch(body)))"
    case .ensure(let title, let body):
      return "(ensure \(sketch(title))\(clauses) \(sketch(body)))"
    case .wait(.until(let value)): return "(wait until \(sketch(value))\(clauses))"
    case .wait(.ttl(let value)): return "(wait ttl \(sketch(value))\(clauses))"
    case .wait(.value(let value)): return "(wait \(sketch(value))\(clauses))"
    case .notify(let channels, let subject, let text):
      let words = [channels, subject, text].compactMap(\.self).map { sketch($0) }
      return "(notify \(words.joined(separator: " "))\(clauses))"
    case .confirm(let title): return "(confirm \(sketch(title))\(clauses))"
    case .manual(let title, let body):
      return "(manual \(sketch(title))\(clauses)\(body.map { " " + sketch($0) } ?? ""))"
    case .sample(let title, let every, let duration, let body):
      return "(sample \(sketch(title)) \(sketch(every)) \(sketch(duration))\(clauses) "
        + "\(sketch(body)))"
    }
  }

  static func sketch(_ clauses: [Clause]) -> String {
    clauses.map { " " + sketch($0) }.joined()
  }

  private static func sketch(_ clause: Clause) -> String {
    switch clause.kind {
    case .on(let value): "on=\(sketch(value))"
    case .as(let value): "as=\(sketch(value))"
    case .batch(let value): "batch=\(sketch(value))"
    case .within(let value): "within=\(sketch(value))"
    case .every(let value): "every=\(sketch(value))"
    case .holding(let value): "holding=\(sketch(value))"
    case .tags(let value): "tags=\(sketch(value))"
    case .alert(let value): "alert=\(sketch(value))"
    case .when(let value): "when=\(sketch(value))"
    case .required: "required"
    case .retry(let count, let every): "retry=\(sketch(count))/\(sketch(every))"
    case .safeToRepeat: "safe"
    case .reverts(let value): "reverts=\(sketch(value))"
    }
  }

  private static func sketch(_ undo: UndoStatement) -> String {
    switch undo {
    case .block(let body): "(undo \(sketch(body)))"
    case .step(let name): "(undo \(name.text))"
    case .nothing(let reason): "(no-undo \(sketch(reason)))"
    case .irreversible(let reason): "(irreversible \(sketch(reason)))"
    }
  }

  private static func sketch(_ node: ForStatement) -> String {
    let by = node.by.map { " by=\(sketch($0))" } ?? ""
    let parallel = node.parallel.map { " parallel=\(sketch($0))" } ?? ""
    return "(for \(node.variable.text) \(sketch(node.sequence))\(by)\(parallel) "
      + "\(sketch(node.body)))"
  }

  static func sketch(_ node: IfNode) -> String {
    let binding = node.binding.map { "let \($0.text) " } ?? ""
    let alternative =
      switch node.alternative {
      case nil: ""
      case .block(let block)?: " else \(sketch(block))"
      case .elseIf(let node)?: " else \(sketch(node))"
      }
    return "(if \(binding)\(sketch(node.condition)) \(sketch(node.then))\(alternative))"
  }

  static func sketch(_ node: MatchNode) -> String {
    let arms = node.arms.map { arm in
      "(" + arm.patterns.map(sketch).joined(separator: ", ") + " -> \(sketch(arm.body)))"
    }
    return "(match \(sketch(node.subject)) \(arms.joined(separator: " ")))"
  }

  private static func sketch(_ pattern: Pattern) -> String {
    switch pattern.kind {
    case .anything: "_"
    case .none: "none"
    case .some(let name): "some \(name.text)"
    case .literal(let value): sketch(value)
    case .enumCase(let name, let names):
      name.text + (names.isEmpty ? "" : "(" + names.map(\.text).joined(separator: " ") + ")")
    }
  }
}
