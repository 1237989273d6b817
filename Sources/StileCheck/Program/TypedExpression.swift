package import StileSyntax

package struct TypedExpression: Sendable {
  /// One word: a part of an expression is in a box, but a name or a list is not.
  package enum Kind: Sendable {
    indirect case constant(Constant)
    /// A string with holes.
    case text([TextPiece])
    case command(CommandTemplate)
    case local(LocalID)
    case global(GlobalID)
    /// `host`: the host of the seat.
    case seatHost
    /// `local: Host`, this machine.
    case localHost
    /// `console: Channel`.
    case console
    /// A record's field, by position.
    indirect case field(TypedExpression, Int)
    indirect case member(BuiltInMember, TypedExpression, [TypedExpression])
    indirect case function(BuiltInFunction, [TypedExpression])
    /// Without a seat the callee needs none.
    indirect case call(FunctionID, [TypedExpression], Seat?)
    /// A call of a function that came as a parameter.
    indirect case callLocal(LocalID, [TypedExpression])
    /// `world.NAME(…)`; every parameter is present, in the order of its signature.
    indirect case native(String, [TypedExpression])
    /// Every field is present, in order.
    indirect case record(RecordID, [TypedExpression])
    indirect case enumCase(EnumID, Int, [TypedExpression])
    case list([TypedExpression])
    case map([(key: TypedExpression, value: TypedExpression)])
    indirect case lambda(Lambda)
    /// A declared callable passed as a function.
    case functionValue(FunctionID)
    indirect case not(TypedExpression)
    indirect case negate(TypedExpression)
    /// The operands' types decide what it does.
    indirect case binary(BinaryOperator, TypedExpression, TypedExpression)
    /// `xs[i]`, `m[k]`, `json[k]`, `json[i]`.
    indirect case index(TypedExpression, TypedExpression)
    /// Each branch is statements that end in the value.
    indirect case `if`(TypedExpression, then: Branch, otherwise: Branch)
    indirect case ifLet(LocalID, TypedExpression, then: Branch, otherwise: Branch)
    indirect case match(TypedExpression, [MatchArm])
    indirect case fail(TypedExpression)
    /// `ask "question"`: what a person answers, as a value of the expression's type.
    indirect case ask(TypedExpression)
    case execute(TypedExecution)
    /// A value of a checked type made of a String: stops the item if it is not one.
    indirect case convert(Conversion, TypedExpression)
    /// `Record.decode(json)`: stops the item if it does not fit.
    indirect case decode(Type, TypedExpression)
  }

  package let kind: Kind
  package let type: Type
  package let span: SourceSpan

  package init(_ kind: Kind, _ type: Type, _ span: SourceSpan) {
    self.kind = kind
    self.type = type
    self.span = span
  }
}

/// A value that is known when the program is checked.
package enum Constant: Hashable, Sendable {
  case none
  case bool(Bool)
  case int(Int64)
  case float(Double)
  case string(String)
  /// Nanoseconds.
  case duration(Int64)
  /// Nanoseconds since 1970, UTC.
  case time(Int64)
  /// Bytes.
  case size(Int64)
  case path(String)
  case domainName(String)
  case user(String)
  case url(String)
}

package enum TextPiece: Sendable {
  case text(String)
  case hole(TypedExpression)
}

/// The types that are validated when a value of them is made of a String.
package enum Conversion: Sendable {
  case path
  /// Of `Bytes`, as `lines0` gives them.
  case pathOfBytes
  case domainName
  case user
  case url
  /// A Host with this name and every other field at its default.
  case host
}

/// A branch of a value: statements, then the value.
package struct Branch: Sendable {
  package let statements: [TypedStatement]
  package let value: TypedExpression

  package init(statements: [TypedStatement], value: TypedExpression) {
    self.statements = statements
    self.value = value
  }
}

package struct MatchArm: Sendable {
  package let patterns: [TypedMatch.Pattern]
  package let branch: Branch

  package init(patterns: [TypedMatch.Pattern], branch: Branch) {
    self.patterns = patterns
    self.branch = branch
  }
}

/// Where commands run and as whom, as `on` and `as` say it; without them, as the place says.
package struct Seat: Sendable {
  /// With a host of its own it is no longer the place that says who runs something there.
  package let host: TypedExpression?
  /// A `User`; absent for the one who logs in, or whom the place says.
  package let user: TypedExpression?

  package static let ofPlace = Seat(host: nil, user: nil)

  package init(host: TypedExpression?, user: TypedExpression?) {
    self.host = host
    self.user = user
  }
}

/// `x => …`; a function that is only passed and called.
package struct Lambda: Sendable {
  /// The outer locals that it reads; they are the first locals of `body`, in this order.
  package let captures: [LocalID]
  package let body: FunctionBody

  package init(captures: [LocalID], body: FunctionBody) {
    self.captures = captures
    self.body = body
  }
}

/// A command's sh text with typed holes.
package final class CommandTemplate: Sendable {
  package struct Hole: Sendable {
    package let value: TypedExpression
    package let quoting: CommandLiteral.Quoting
    package let isGlued: Bool
    package let mayBeOption: Bool
    package let isCommandPosition: Bool

    package init(
      value: TypedExpression, quoting: CommandLiteral.Quoting, isGlued: Bool, mayBeOption: Bool,
      isCommandPosition: Bool
    ) {
      self.value = value
      self.quoting = quoting
      self.isGlued = isGlued
      self.mayBeOption = mayBeOption
      self.isCommandPosition = isCommandPosition
    }
  }

  package enum Segment: Sendable {
    case text(String)
    /// An index into `holes`.
    case hole(Int)
  }

  package let segments: [Segment]
  package let holes: [Hole]
  /// The words of a text of plain words, one behind the other; absent where a shell is needed.
  package let plainPieces: [CommandLiteral.SimpleCommand.Piece]?
  package let hasPipe: Bool

  package init(
    segments: [Segment], holes: [Hole], plainPieces: [CommandLiteral.SimpleCommand.Piece]?,
    hasPipe: Bool
  ) {
    self.segments = segments
    self.holes = holes
    self.plainPieces = plainPieces
    self.hasPipe = hasPipe
  }

  /// The parts of each word; absent where a shell is needed.
  package var plainWords: [[CommandLiteral.WordPart]]? { plainPieces?.words }
}

/// `run`, `probe` or `succeeds` of a command.
package final class TypedExecution: Sendable {
  package let execution: Execution
  package let command: TypedExpression
  package let seat: Seat
  package let directory: TypedExpression?
  /// `String`, `Bytes`, `Output` (its stdout) or `Secret`.
  package let stdin: TypedExpression?
  package let within: TypedExpression?
  /// Exit statuses besides 0 that are no failure.
  package let allowed: [Int64]
  /// It has ended when the host is up again in another boot.
  package let reboots: Bool
  package let environment: [(name: String, value: TypedExpression)]
  /// Code reads its output, so stdout is kept apart and must be whole.
  package let isOutputRead: Bool

  package init(
    execution: Execution, command: TypedExpression, seat: Seat, directory: TypedExpression?,
    stdin: TypedExpression?, within: TypedExpression?, allowed: [Int64],
    reboots: Bool = false, environment: [(name: String, value: TypedExpression)], isOutputRead: Bool
  ) {
    self.execution = execution
    self.command = command
    self.seat = seat
    self.directory = directory
    self.stdin = stdin
    self.within = within
    self.allowed = allowed
    self.reboots = reboots
    self.environment = environment
    self.isOutputRead = isOutputRead
  }
}
