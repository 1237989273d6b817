package import StileSyntax

package struct TypedStatement: Sendable {
  package indirect enum Kind: Sendable {
    /// Gives a local its first value (`let`, `var`) or another one (`x = …`).
    case set(LocalID, TypedExpression)
    case evaluate(TypedExpression)
    case item(TypedItem, into: LocalID?)
    case stage(TypedStage)
    /// A call of a procedure, with the part that it adds to the keys of its items.
    case procedure(KeyPart, FunctionID, [TypedExpression], Seat?, into: LocalID?)
    case forEach(TypedFor)
    /// Branches that run side by side; what they declare is there behind all of them.
    case parallel([[TypedStatement]])
    case `if`(TypedExpression, then: [TypedStatement], otherwise: [TypedStatement])
    /// Binds the local and runs `then` if the optional holds a value.
    case ifLet(LocalID, TypedExpression, then: [TypedStatement], otherwise: [TypedStatement])
    case match(TypedMatch)
    /// Leaves the callable, lambda, undo block or runbook.
    case `return`(TypedExpression?)
    /// Leaves the step that it stands in, which then has this value.
    case returnFromStep(TypedExpression?)
    case `break`
    case expect(TypedExpression, message: TypedExpression)
    /// A verification inside a body; `ensure` comes first in a step.
    case region(Region)
    /// A line of a region: must be true.
    case condition(Condition)
    /// A line of a sample: an Int or a Float.
    case number(TypedExpression)
    case undo(UndoBlock)
    case noUndo(String)
    case irreversible(String)
    case `try`([TypedStatement], error: LocalID, handler: [TypedStatement])
  }

  package let kind: Kind
  package let span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A part of a key: a name, and the loops between it and the part before.
package struct KeyPart: Hashable, Sendable {
  package let name: String
  /// The locals that hold the loops' key values, outermost first.
  package let loops: [LocalID]

  package init(name: String, loops: [LocalID]) {
    self.name = name
    self.loops = loops
  }
}

package struct TypedStage: Sendable {
  /// Absent for a stage without an id: it is a heading only.
  package let part: KeyPart?
  package let title: TypedExpression
  package let tags: [String]
  package let body: [TypedStatement]

  package init(part: KeyPart?, title: TypedExpression, tags: [String], body: [TypedStatement]) {
    self.part = part
    self.title = title
    self.tags = tags
    self.body = body
  }
}

package struct TypedFor: Sendable {
  package let variable: LocalID
  package let sequence: TypedExpression
  /// The local that names a round in keys: the variable itself, or the one that `by` fills.
  package let keyLocal: LocalID
  package let by: TypedExpression?
  /// How many rounds run side by side; absent for one after the other.
  package let width: TypedExpression?
  /// Items stand inside, so the rounds' key values must differ.
  package let hasItems: Bool
  package let body: [TypedStatement]

  package init(
    variable: LocalID, sequence: TypedExpression, keyLocal: LocalID, by: TypedExpression?,
    width: TypedExpression? = nil, hasItems: Bool, body: [TypedStatement]
  ) {
    self.variable = variable
    self.sequence = sequence
    self.keyLocal = keyLocal
    self.by = by
    self.width = width
    self.hasItems = hasItems
    self.body = body
  }
}

package struct TypedMatch: Sendable {
  package enum Pattern: Sendable {
    case anything
    case none
    case some(LocalID)
    case constant(Constant)
    case enumCase(Int, [LocalID])
  }

  package struct Arm: Sendable {
    package let patterns: [Pattern]
    package let body: [TypedStatement]

    package init(patterns: [Pattern], body: [TypedStatement]) {
      self.patterns = patterns
      self.body = body
    }
  }

  package let subject: TypedExpression
  package let arms: [Arm]

  package init(subject: TypedExpression, arms: [Arm]) {
    self.subject = subject
    self.arms = arms
  }
}

/// A statement that has a key, with its clauses.
package final class TypedItem: Sendable {
  package enum Kind: Sendable {
    case step([TypedStatement])
    case verify(Region)
    indirect case wait(TypedWait)
    indirect case notify(
      channels: TypedExpression, subject: TypedExpression?, text: TypedExpression)
    case confirm
    /// The block holds `undo`, `no undo` and `verify`s.
    case manual([TypedStatement])
    /// A `let` between steps that asks the world.
    indirect case probe(TypedExpression)
    indirect case sample(TypedSample)
    /// `undo STEP`: the part of the step's key, in the same flow.
    indirect case undoStep(KeyPart)
  }

  package let kind: Kind
  package let part: KeyPart
  /// A `String`; pure.
  package let title: TypedExpression
  package let tags: [String]
  /// Where its commands run: on a `Host`, or on a list of them for one item a host.
  package let seat: Seat
  /// How many hosts of a list at once; the next ones begin when all of these have ended.
  package let batch: TypedExpression?
  package let when: TypedExpression?
  /// Bounds all attempts of a step.
  package let within: TypedExpression?
  package let retry: TypedRetry?
  package let isRequired: Bool
  package let isSafeToRepeat: Bool
  /// The type of its value; `void` without one.
  package let resultType: Type
  /// From its first word to the end of its header: what is shown when it is reached.
  package let header: SourceSpan

  package init(
    kind: Kind, part: KeyPart, title: TypedExpression, tags: [String], seat: Seat,
    batch: TypedExpression? = nil, when: TypedExpression?, within: TypedExpression?,
    retry: TypedRetry? = nil, isRequired: Bool,
    isSafeToRepeat: Bool, resultType: Type, header: SourceSpan
  ) {
    self.kind = kind
    self.part = part
    self.title = title
    self.tags = tags
    self.seat = seat
    self.batch = batch
    self.when = when
    self.within = within
    self.retry = retry
    self.isRequired = isRequired
    self.isSafeToRepeat = isSafeToRepeat
    self.resultType = resultType
    self.header = header
  }
}

extension TypedItem {
  /// It stands for one item on each of several hosts, whose values make a map.
  package var isFanOut: Bool { seat.host?.type == .list(.host) }

  /// The type of its value; on several hosts, of the one that each of them gives.
  package var valueType: Type {
    if isFanOut, case .map(let value) = resultType { value } else { resultType }
  }
}

/// `retry N every D`: how often a step is tried again by itself, and how long it pauses before.
package struct TypedRetry: Sendable {
  package let count: TypedExpression
  package let pause: TypedExpression

  package init(count: TypedExpression, pause: TypedExpression) {
    self.count = count
    self.pause = pause
  }
}

/// A number that is taken again and again.
package struct TypedSample: Sendable {
  package let every: TypedExpression
  package let duration: TypedExpression
  package let body: [TypedStatement]

  package init(every: TypedExpression, duration: TypedExpression, body: [TypedStatement]) {
    self.every = every
    self.duration = duration
    self.body = body
  }
}

package enum TypedWait: Sendable {
  /// A `Duration`.
  case span(TypedExpression)
  /// A `Time`.
  case until(TypedExpression)
  /// An `Observation`.
  case ttl(TypedExpression)
  /// A `Window`.
  case window(TypedExpression)
}

/// Conditions that must hold together: a `verify` or an `ensure`.
package final class Region: Sendable {
  package enum Kind: Sendable {
    case verify
    /// Also asked first: already true means that the step is already so.
    case ensure
  }

  package let kind: Kind
  package let title: TypedExpression?
  package let seat: Seat
  package let within: TypedExpression?
  package let every: TypedExpression?
  package let holding: TypedExpression?
  package let body: [TypedStatement]

  package init(
    kind: Kind, title: TypedExpression?, seat: Seat, within: TypedExpression?,
    every: TypedExpression?, holding: TypedExpression?, body: [TypedStatement]
  ) {
    self.kind = kind
    self.title = title
    self.seat = seat
    self.within = within
    self.every = every
    self.holding = holding
    self.body = body
  }
}

/// A line of a region, with its source text and the sub-expressions whose values a failure shows.
package struct Condition: Sendable {
  package let expression: TypedExpression
  package let text: String

  package init(expression: TypedExpression, text: String) {
    self.expression = expression
    self.text = text
  }
}

/// `undo { … }`: code that is armed with the values of that moment.
package struct UndoBlock: Sendable {
  /// Counts the undo blocks of one declaration from 0; with the declaration's name it is the
  /// block's name in the journal.
  package let ordinal: Int
  /// The outer locals whose values it keeps; they are the first locals of `body`, in this order.
  package let captures: [LocalID]
  package let body: FunctionBody

  package init(ordinal: Int, captures: [LocalID], body: FunctionBody) {
    self.ordinal = ordinal
    self.captures = captures
    self.body = body
  }
}
