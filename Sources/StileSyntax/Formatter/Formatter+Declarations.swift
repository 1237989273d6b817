extension Formatter {
  mutating func declaration(_ declaration: Declaration) {
    switch declaration.kind {
    case .use(let use): self.use(use)
    case .param(let field):
      token()
      space()
      self.field(field)
    case .secret(let secret): self.secret(secret)
    case .let(let binding): self.binding(binding)
    case .record(let record):
      words(2)
      space()
      braced(record.fields) { $0.field($1) }
    case .enum(let node):
      words(2)
      space()
      braced(node.cases) { formatter, found in
        formatter.token()
        if formatter.cursor.at(.leftParenthesis) { formatter.parameters(found.fields) }
      }
    case .callable(let callable): self.callable(callable)
    case .runbook(let runbook):
      header(runbook.clauses) { $0.title(runbook.title) }
      body(runbook.body)
    case .policy(let policy): self.policy(policy)
    case .test(let test):
      words(2)
      body(test.body)
    }
  }

  private mutating func use(_ use: UseDeclaration) {
    token()
    space()
    switch use {
    case .standard(let names):
      group { formatter in
        formatter.indented { formatter in
          for number in names.indices {
            if number > 0 {
              formatter.comma()
              formatter.line()
            }
            formatter.token()
          }
        }
      }
    case .relative(_, let names):
      token()
      space()
      bracketed(names) { formatter, _ in formatter.token() }
    }
  }

  private mutating func secret(_ secret: SecretDeclaration) {
    switch secret.origin {
    case .prompt(nil): words(4)
    case .environment, .file, .command, .prompt: words(5)
    case .missing: break
    }
  }

  /// `name: Type = default`.
  private mutating func field(_ field: Field) {
    token()
    token()
    space()
    type(field.type)
    if let value = field.defaultValue {
      space()
      token()
      self.value(value)
    }
  }

  private mutating func parameters(_ fields: [Field]) { bracketed(fields) { $0.field($1) } }

  private mutating func callable(_ callable: CallableDeclaration) {
    words(2)
    if !callable.generics.isEmpty {
      bracketed(callable.generics, endsInComma: false) { formatter, _ in formatter.token() }
    }
    parameters(callable.parameters)
    if let type = callable.returnType {
      space()
      token()
      space()
      self.type(type)
    }
    space()
    switch callable.body {
    case .expression(let expression):
      token()
      value(expression)
      if let simulation = callable.simulation {
        space()
        token()
        body(simulation)
      }
    case .block(let block): bodies(block, callable.simulation)
    }
  }

  private mutating func policy(_ policy: PolicyDeclaration) {
    header(policy.clauses) { formatter in
      formatter.title(policy.title)
      formatter.line()
      switch policy.period {
      case .interval, .missing: formatter.words(2)
      case .daily: formatter.words(4)
      case .monthly: formatter.words(6)
      }
      if policy.timeZone != nil {
        formatter.line()
        formatter.words(2)
      }
    }
    body(policy.body)
  }

  // MARK: Types

  mutating func type(_ type: TypeNode) {
    switch type.kind {
    case .named(_, let arguments):
      token()
      if !arguments.isEmpty { bracketed(arguments, endsInComma: false) { $0.type($1) } }
    case .optional(let inner):
      self.type(inner)
      token()
    case .function(let parameters, let result):
      bracketed(parameters) { $0.type($1) }
      space()
      token()
      space()
      self.type(result)
    case .missing: break
    }
  }
}
