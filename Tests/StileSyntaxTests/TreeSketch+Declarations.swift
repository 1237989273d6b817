import StileSyntax

extension TreeSketch {
  /// All that a file means, its documentation too.
  static func file(_ tree: SyntaxTree) -> String {
    tree.root.declarations.map { declaration in
      sketch(declaration) + (declaration.documentation.map { " ##\($0)" } ?? "")
    }.joined(separator: "\n") + codes(tree.diagnostics)
  }

  private static func sketch(_ declaration: Declaration) -> String {
    switch declaration.kind {
    case .use(.standard(let names)): "(use \(names.map(\.text).joined(separator: " ")))"
    case .use(.relative(let path, let names)):
      "(use \(sketch(path)) \(names.map(\.text).joined(separator: " ")))"
    case .param(let field): "(param \(sketch(field)))"
    case .secret(let secret): "(secret \(secret.name.text) \(sketch(secret.origin)))"
    case .let(let binding): "(let \(sketch(binding)))"
    case .record(let record): "(record \(record.name.text) \(sketch(record.fields)))"
    case .enum(let node):
      "(enum \(node.name.text) "
        + node.cases.map { "\($0.name.text)\(sketch($0.fields))" }.joined(separator: " ") + ")"
    case .callable(let callable): sketch(callable)
    case .runbook(let runbook):
      "(runbook \(sketch(runbook.title))\(sketch(runbook.clauses)) \(sketch(runbook.body)))"
    case .policy(let policy):
      "(policy \(sketch(policy.title)) \(sketch(policy.period))"
        + "\(policy.timeZone.map { sketch($0) } ?? "")\(sketch(policy.clauses)) "
        + "\(sketch(policy.body)))"
    case .test(let test): "(test \(sketch(test.title)) \(sketch(test.body)))"
    }
  }

  private static func sketch(_ callable: CallableDeclaration) -> String {
    let body =
      switch callable.body {
      case .expression(let value): "= \(sketch(value))"
      case .block(let block): sketch(block)
      }
    return "(\(callable.effect.keyword) \(callable.name.text) \(callable.generics.map(\.text)) "
      + "\(sketch(callable.parameters)) -> \(callable.returnType.map { sketch($0) } ?? "()") "
      + "\(body) \(callable.simulation.map { sketch($0) } ?? ""))"
  }

  private static func sketch(_ fields: [Field]) -> String {
    "(" + fields.map { sketch($0) }.joined(separator: ", ") + ")"
  }

  private static func sketch(_ field: Field) -> String {
    "\(field.name.text): \(sketch(field.type))"
      + (field.defaultValue.map { " = \(sketch($0))" } ?? "")
  }

  private static func sketch(_ origin: SecretDeclaration.Origin) -> String {
    switch origin {
    case .environment(let name): "env \(sketch(name))"
    case .file(let path): "file \(sketch(path))"
    case .command(let command): "command \(sketch(command))"
    case .prompt(let question): "prompt \(question.map { sketch($0) } ?? "")"
    case .missing: "<missing>"
    }
  }

  private static func sketch(_ period: PolicyDeclaration.Period) -> String {
    switch period {
    case .interval(let nanoseconds): "every \(nanoseconds)"
    case .daily(let day, let minutes): "every \(day.text) at \(minutes)"
    case .monthly(let day, let minutes): "every month on \(day) at \(minutes)"
    case .missing: "<missing>"
    }
  }
}
