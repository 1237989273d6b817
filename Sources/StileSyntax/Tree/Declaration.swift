/// Something that stands at column 0.
package struct Declaration: Sendable {
  package enum Kind: Sendable {
    indirect case use(UseDeclaration)
    indirect case param(Field)
    indirect case secret(SecretDeclaration)
    indirect case `let`(Binding)
    indirect case record(RecordDeclaration)
    indirect case `enum`(EnumDeclaration)
    case callable(CallableDeclaration)
    indirect case runbook(RunbookDeclaration)
    indirect case policy(PolicyDeclaration)
    indirect case test(TestDeclaration)
  }

  package let kind: Kind
  /// The text of the `##` lines above it, joined by newlines, without the marks.
  package let documentation: String?
  package let span: SourceSpan

  package init(_ kind: Kind, documentation: String?, span: SourceSpan) {
    self.kind = kind
    self.documentation = documentation
    self.span = span
  }
}

/// `use dns, http` or `use "hosts.stile" (old, new)`.
package enum UseDeclaration: Sendable {
  case standard([Name])
  case relative(path: StringLiteral, names: [Name])
}

/// `name: Type = default`, of a param, a callable or a record.
package struct Field: Sendable {
  package let name: Name
  package let type: TypeNode
  /// Few fields have one, so it stands in a box of its own.
  private let initial: Initial?
  package let span: SourceSpan

  private indirect enum Initial {
    case value(Expression)
  }

  package init(name: Name, type: TypeNode, defaultValue: Expression?, span: SourceSpan) {
    self.name = name
    self.type = type
    initial = defaultValue.map { .value($0) }
    self.span = span
  }

  package var defaultValue: Expression? {
    if case .value(let value) = initial { value } else { nil }
  }
}

/// `secret name from …`.
package struct SecretDeclaration: Sendable {
  package enum Origin: Sendable {
    case environment(StringLiteral)
    case file(StringLiteral)
    case command(Expression)
    case prompt(StringLiteral?)
    case missing
  }

  package let name: Name
  package let origin: Origin

  package init(name: Name, origin: Origin) {
    self.name = name
    self.origin = origin
  }
}

package struct RecordDeclaration: Sendable {
  package let name: Name
  package let fields: [Field]

  package init(name: Name, fields: [Field]) {
    self.name = name
    self.fields = fields
  }
}

package struct EnumDeclaration: Sendable {
  package struct Case: Sendable {
    package let name: Name
    package let fields: [Field]

    package init(name: Name, fields: [Field]) {
      self.name = name
      self.fields = fields
    }
  }

  package let name: Name
  package let cases: [Case]

  package init(name: Name, cases: [Case]) {
    self.name = name
    self.cases = cases
  }
}

/// What a callable may do, weakest first; each may call what is not stronger than itself.
package enum Effect: Int, Comparable, Sendable {
  /// `fn`: pure.
  case pure
  /// `probe`: only reads the world.
  case probe
  /// `action`: changes it.
  case action
  /// `procedure`: contains steps.
  case procedure

  package static func < (left: Effect, right: Effect) -> Bool { left.rawValue < right.rawValue }

  /// The word that declares it.
  package var keyword: String {
    switch self {
    case .pure: "fn"
    case .probe: "probe"
    case .action: "action"
    case .procedure: "procedure"
    }
  }
}

package final class CallableDeclaration: Sendable {
  package enum Body: Sendable {
    case expression(Expression)
    case block(Block)
  }

  package let effect: Effect
  package let name: Name
  /// Type parameters: `[T, U]`.
  package let generics: [Name]
  package let parameters: [Field]
  package let returnType: TypeNode?
  package let body: Body
  package let simulation: Block?

  package init(
    effect: Effect, name: Name, generics: [Name], parameters: [Field], returnType: TypeNode?,
    body: Body, simulation: Block?
  ) {
    self.effect = effect
    self.name = name
    self.generics = generics
    self.parameters = parameters
    self.returnType = returnType
    self.body = body
    self.simulation = simulation
  }
}

/// `[id] "title"` of an item, a stage or a runbook.
package struct Title: Sendable {
  package let id: Name?
  package let text: StringLiteral?
  package let span: SourceSpan

  package init(id: Name?, text: StringLiteral?, span: SourceSpan) {
    self.id = id
    self.text = text
    self.span = span
  }
}

package struct RunbookDeclaration: Sendable {
  package let title: Title
  package let clauses: [Clause]
  package let body: Block

  package init(title: Title, clauses: [Clause], body: Block) {
    self.title = title
    self.clauses = clauses
    self.body = body
  }
}

package struct PolicyDeclaration: Sendable {
  package enum Period: Sendable {
    /// Nanoseconds.
    case interval(Int64)
    /// A day's name or `day`, with minutes since midnight.
    case daily(Name, minutes: Int)
    case monthly(day: Int64, minutes: Int)
    case missing
  }

  package let title: Title
  package let period: Period
  package let timeZone: StringLiteral?
  package let clauses: [Clause]
  package let body: Block

  package init(
    title: Title, period: Period, timeZone: StringLiteral?, clauses: [Clause], body: Block
  ) {
    self.title = title
    self.period = period
    self.timeZone = timeZone
    self.clauses = clauses
    self.body = body
  }
}

package struct TestDeclaration: Sendable {
  package let title: StringLiteral
  package let body: Block

  package init(title: StringLiteral, body: Block) {
    self.title = title
    self.body = body
  }
}
