package import StileSyntax

/// A program that passed the checker: every name resolved, every type known, every conversion
/// written out.
///
/// This is all that the compiler reads; nothing in it refers back to the syntax tree but spans.
package struct Program: Sendable {
  package var modules: [Module]
  package var records: [RecordType]
  package var enums: [EnumType]
  /// Params, secrets and top-level lets, in an order in which each reads only earlier ones.
  package var globals: [Global]
  package var functions: [Function]
  package var runbooks: [Runbook]
  /// The bodies of the policies: they are checked, and no run reads them.
  package var policies: [FunctionBody]

  package init(
    modules: [Module], records: [RecordType], enums: [EnumType], globals: [Global],
    functions: [Function], runbooks: [Runbook], policies: [FunctionBody] = []
  ) {
    self.modules = modules
    self.records = records
    self.enums = enums
    self.globals = globals
    self.functions = functions
    self.runbooks = runbooks
    self.policies = policies
  }
}

/// One file of a program.
package struct Module: Sendable {
  /// `dns` for a standard module, the path as written from the entry file for others.
  package let name: String
  package let source: SourceID
  package let isStandard: Bool

  package init(name: String, source: SourceID, isStandard: Bool) {
    self.name = name
    self.source = source
    self.isStandard = isStandard
  }
}

/// A name at the top level of a file that holds a value.
package struct Global: Sendable {
  package enum Kind: Sendable {
    case `let`(TypedExpression)
    /// Absent: the run must give it.
    case param(defaultValue: TypedExpression?)
    case secret(SecretOrigin)
  }

  /// Its name in `--set` and in messages: `zone`, or `dns.resolver` for a standard module's.
  package let name: String
  package let type: Type
  package let kind: Kind
  package let documentation: String?
  package let span: SourceSpan

  package init(
    name: String, type: Type, kind: Kind, documentation: String?, span: SourceSpan
  ) {
    self.name = name
    self.type = type
    self.kind = kind
    self.documentation = documentation
    self.span = span
  }
}

package enum SecretOrigin: Sendable {
  case environment(String)
  case file(String)
  /// A `Command` that runs on this machine; what it prints is the secret.
  case command(TypedExpression)
  /// Typed by a person; the question, if there is one.
  case prompt(String?)
}

/// A callable: `fn`, `probe`, `action` or `procedure`.
package struct Function: Sendable {
  package let name: String
  /// An index into `Program.modules`.
  package let module: Int
  package let effect: Effect
  package let body: FunctionBody
  package let resultType: Type
  package let span: SourceSpan

  package init(
    name: String, module: Int, effect: Effect, body: FunctionBody, resultType: Type,
    span: SourceSpan
  ) {
    self.name = name
    self.module = module
    self.effect = effect
    self.body = body
    self.resultType = resultType
    self.span = span
  }
}

/// Code with locals of its own: a callable, a lambda, an undo block or a runbook.
package struct FunctionBody: Sendable {
  package struct Local: Sendable {
    package let name: String
    package let type: Type
    /// Declared by `var`: code assigns it.
    package let isVariable: Bool

    package init(name: String, type: Type, isVariable: Bool = false) {
      self.name = name
      self.type = type
      self.isVariable = isVariable
    }
  }

  package var locals: [Local]
  /// The first locals: captured values (lambdas and undo blocks), then parameters.
  package var parameterCount: Int
  package var statements: [TypedStatement]
  /// It, or something that it calls, has a command without `on`: the caller's host is handed in.
  package var needsSeat: Bool

  package init(
    locals: [Local], parameterCount: Int, statements: [TypedStatement], needsSeat: Bool
  ) {
    self.locals = locals
    self.parameterCount = parameterCount
    self.statements = statements
    self.needsSeat = needsSeat
  }
}

package struct Runbook: Sendable {
  /// Its id, else the slug of its title.
  package let id: String
  package let title: String
  package let module: Int
  package let tags: [String]
  /// `on` and `as` of the runbook itself: the seat of its items.
  package let seat: Seat
  package let body: FunctionBody
  package let documentation: String?
  package let span: SourceSpan
  /// Questions to a person that stand unconditionally in the flow: `--no-input` refuses them.
  package let questions: [SourceSpan]
  /// Params and top-level lets of type Host that an `on` reads: preflight says hello to them.
  package let hosts: [GlobalID]
  /// Secrets that it, or anything it calls, may read: fetched before the first item.
  package let secrets: [GlobalID]
  /// Why this version can't run it: what it, or anything it calls, has that is only checked.
  package let refusals: [Diagnostic]

  package init(
    id: String, title: String, module: Int, tags: [String], seat: Seat,
    body: FunctionBody, documentation: String?, span: SourceSpan, questions: [SourceSpan],
    hosts: [GlobalID], secrets: [GlobalID], refusals: [Diagnostic] = []
  ) {
    self.id = id
    self.title = title
    self.module = module
    self.tags = tags
    self.seat = seat
    self.body = body
    self.documentation = documentation
    self.span = span
    self.questions = questions
    self.hosts = hosts
    self.secrets = secrets
    self.refusals = refusals
  }
}
