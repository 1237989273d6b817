/// The statements between two braces.
package struct Block: Sendable {
  package let statements: [Statement]
  package let span: SourceSpan

  package init(_ statements: [Statement], _ span: SourceSpan) {
    self.statements = statements
    self.span = span
  }
}

package struct Statement: Sendable {
  package enum Kind: Sendable {
    indirect case `let`(Binding)
    indirect case `var`(Binding)
    indirect case stage(Title, [Clause], Block)
    case item(Item)
    indirect case undo(UndoStatement)
    indirect case parallel(Block)
    indirect case `for`(ForStatement)
    indirect case `if`(IfNode)
    indirect case match(MatchNode)
    indirect case `try`(Block, error: Name, handler: Block)
    case `return`(Expression?)
    case `break`
    indirect case expect(Expression, message: Expression)
    case given(Expression)
    indirect case assign(target: Expression, value: Expression)
    case expression(Expression)
    /// What stood here could not be read; a diagnostic says so.
    case missing
  }

  package let span: SourceSpan
  package let kind: Kind

  package init(_ kind: Kind, span: SourceSpan) {
    self.span = span
    self.kind = kind
  }
}

/// `name [: type] = value`.
package struct Binding: Sendable {
  package enum Value: Sendable {
    case expression(Expression)
    case item(Item)
  }

  package let name: Name
  package let type: TypeNode?
  package let value: Value

  package init(name: Name, type: TypeNode?, value: Value) {
    self.name = name
    self.type = type
    self.value = value
  }
}

/// A statement that has a key of its own: it is remembered, shown and settled by that name.
package final class Item: Sendable {
  package enum Kind: Sendable {
    case step(Title, Block, simulation: Block?)
    case verify(Title, Block)
    case ensure(Title, Block)
    case wait(WaitOperand)
    case notify(channels: Expression, subject: Expression?, text: Expression)
    case confirm(Title)
    case manual(Title, Block?)
    indirect case sample(Title, every: Expression, duration: Expression, Block)
  }

  package enum WaitOperand: Sendable {
    case until(Expression)
    case ttl(Expression)
    /// A duration or a window; the type decides.
    case value(Expression)
  }

  package let kind: Kind
  package let clauses: [Clause]
  package let span: SourceSpan
  /// The word that begins it.
  package let keyword: SourceSpan

  package init(_ kind: Kind, clauses: [Clause], span: SourceSpan, keyword: SourceSpan) {
    self.kind = kind
    self.clauses = clauses
    self.span = span
    self.keyword = keyword
  }
}

/// A clause of an item's header.
package struct Clause: Sendable {
  package enum Kind: Sendable {
    case on(Expression)
    case `as`(Expression)
    case batch(Expression)
    case within(Expression)
    case every(Expression)
    case holding(Expression)
    case tags(Expression)
    case alert(Expression)
    case when(Expression)
    case required
    indirect case retry(Expression, every: Expression)
    case safeToRepeat
    case reverts(Expression)
  }

  package let span: SourceSpan
  package let kind: Kind
  /// The word that begins it.
  let keyword: Keyword

  init(_ kind: Kind, _ keyword: Keyword, _ span: SourceSpan) {
    self.kind = kind
    self.keyword = keyword
    self.span = span
  }

  var keywordSpan: SourceSpan {
    SourceSpan(span.source, Int(span.lower), Int(span.lower) + keyword.rawValue.utf8.count)
  }
}

package enum UndoStatement: Sendable {
  case block(Block)
  /// `undo STEP`: takes a step back as part of the plan.
  case step(Name)
  /// `no undo "why"`.
  case nothing(StringLiteral)
  case irreversible(StringLiteral)
}

package struct ForStatement: Sendable {
  package let variable: Name
  package let sequence: Expression
  package let by: Expression?
  package let parallel: Expression?
  package let body: Block

  package init(
    variable: Name, sequence: Expression, by: Expression?, parallel: Expression?, body: Block
  ) {
    self.variable = variable
    self.sequence = sequence
    self.by = by
    self.parallel = parallel
    self.body = body
  }
}

/// `if`, as a statement and as an expression.
package struct IfNode: Sendable {
  package indirect enum Alternative: Sendable {
    case block(Block)
    case elseIf(IfNode)
  }

  /// The name of `if let name = …`.
  package let binding: Name?
  package let condition: Expression
  package let then: Block
  package let alternative: Alternative?
  package let span: SourceSpan

  package init(
    binding: Name?, condition: Expression, then: Block, alternative: Alternative?, span: SourceSpan
  ) {
    self.binding = binding
    self.condition = condition
    self.then = then
    self.alternative = alternative
    self.span = span
  }
}

/// `match`, as a statement and as an expression.
package struct MatchNode: Sendable {
  package struct Arm: Sendable {
    package let patterns: [Pattern]
    /// A block, or one statement as a block of its own.
    package let body: Block

    package init(patterns: [Pattern], body: Block) {
      self.patterns = patterns
      self.body = body
    }
  }

  package let subject: Expression
  package let arms: [Arm]
  package let span: SourceSpan

  package init(subject: Expression, arms: [Arm], span: SourceSpan) {
    self.subject = subject
    self.arms = arms
    self.span = span
  }
}

package struct Pattern: Sendable {
  package enum Kind: Sendable {
    case anything
    case none
    case some(Name)
    case literal(Expression)
    case enumCase(Name, [Name])
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
