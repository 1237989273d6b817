package import StileSyntax

/// Where a fiber stopped: what it needs answered before it goes on.
package enum Stop: Sendable {
  /// An item is reached, nothing of it has run: answered by `.go`, or `.value` from memory.
  case reached(ItemReached)
  /// The clauses of the item are known: answered by `.go`, or `.value` where it is skipped.
  case header(ItemHeader)
  /// An effect; the blocks in `arms` stand before it and are not armed yet, outermost first.
  /// Answered by `.value` or `.failure`. `arms` are handed over with any request that is an act
  /// (`EffectRequest.isAct`), exactly once.
  case request(EffectRequest, arms: [PendingArm])
  /// A region is reached: answered by `.go` (ask it), `.value(.none)` (it held, from memory) or
  /// `.failure`.
  case region(RegionHeader)
  /// A region was asked once: answered by `.again`, `.value(.none)` (go on) or `.failure`. To this
  /// and to `.region` an `ensure` is also answered by `.value(.bool(true))`: already so, the item
  /// ends at once; a sample by `.value` with its series.
  case asked(RegionOutcome)
  /// Code that runs side by side is reached: each branch is begun by its number, in order, and the
  /// fiber answered by `.go` when all of them are finished.
  case fork(ForkReached)
  /// The item's body ended with this value (`.none` without one): answered by `.go`.
  case ended(Datum)
  /// The item's body failed: answered by `.again` (its body from the top), `.value` (skipped or
  /// done by hand), or not at all.
  case failed(Failure)
  /// The fiber is done; a failure outside every item is one here.
  case finished(Result<Datum, Failure>)
}

/// What the engine says to a fiber that stopped.
package enum Answer: Sendable {
  case go
  case value(Datum)
  case failure(Failure)
  case again
}

package struct ItemReached: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case step
    case verify
    case wait
    case notify
    case confirm
    case manual
    case probe
    case sample
    case undoStep = "undo"
  }

  /// `move["eu"]/point["trac"]`.
  package let key: String
  /// The key without loop values and hosts: what `undo STEP` names.
  package let family: String
  package let kind: Kind
  package let title: String
  package let tags: [String]
  /// The titles of the stages around it, outermost first.
  package let stages: [String]
  package let isRequired: Bool
  package let isSafeToRepeat: Bool
  /// The name of its value's type; nil without a value.
  package let valueType: String?
  package let span: SourceSpan

  package init(
    key: String, family: String, kind: Kind, title: String, tags: [String], stages: [String],
    isRequired: Bool, isSafeToRepeat: Bool, valueType: String?, span: SourceSpan
  ) {
    self.key = key
    self.family = family
    self.kind = kind
    self.title = title
    self.tags = tags
    self.stages = stages
    self.isRequired = isRequired
    self.isSafeToRepeat = isSafeToRepeat
    self.valueType = valueType
    self.span = span
  }
}

package struct ItemHeader: Hashable, Sendable {
  package let host: HostValue?
  /// Nanoseconds.
  package let within: Int64?
  package let retry: RetryRule?
  /// The text of the `when` that does not hold; nil when the item is to run.
  package let skipReason: String?

  package init(
    host: HostValue?, within: Int64?, retry: RetryRule? = nil, skipReason: String?
  ) {
    self.host = host
    self.within = within
    self.retry = retry
    self.skipReason = skipReason
  }
}

/// How often an item that failed is tried again by itself.
package struct RetryRule: Hashable, Sendable {
  package let count: Int64
  /// Nanoseconds before each of these tries.
  package let pause: Int64

  package init(count: Int64, pause: Int64) {
    self.count = count
    self.pause = pause
  }
}

package struct ForkReached: Hashable, Sendable {
  package let branches: Int
  /// How many may run side by side.
  package let width: Int
  /// The next ones begin only when all of these are over.
  package let isBatched: Bool

  package init(branches: Int, width: Int, isBatched: Bool = false) {
    self.branches = branches
    self.width = width
    self.isBatched = isBatched
  }
}

package struct RegionHeader: Hashable, Sendable {
  package enum Kind: Sendable {
    case verify
    case ensure
    /// Its lines are numbers; `within` is how long it takes them.
    case sample
  }

  package let kind: Kind
  package let title: String?
  /// Nanoseconds, as the next two.
  package let within: Int64?
  package let every: Int64?
  package let holding: Int64?
  package let span: SourceSpan

  package init(
    kind: Kind, title: String?, within: Int64?, every: Int64?, holding: Int64?, span: SourceSpan
  ) {
    self.kind = kind
    self.title = title
    self.within = within
    self.every = every
    self.holding = holding
    self.span = span
  }
}

package enum RegionOutcome: Hashable, Sendable {
  case holds
  /// The lines that do not hold, each with the values of its sub-expressions.
  case fails([ConditionReport])
  /// The numbers of a sample's lines.
  case measured([Double])
  /// A line could not be asked.
  case unasked(Failure)
}

package struct ConditionReport: Hashable, Sendable {
  /// The line as written.
  package let text: String
  /// `expression = value`, one each.
  package let values: [String]

  package init(text: String, values: [String]) {
    self.text = text
    self.values = values
  }
}

/// An undo block, or a mark in its place, that stands before the acts to come.
package struct PendingArm: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case block(UndoReference, captures: [DatumField], seat: SeatValue?)
    /// `no undo "why"`.
    case nothing(String)
    /// `irreversible "why"`: the point of no return.
    case wall(String)
  }

  package let kind: Kind
  /// It stands in the item's own body, not in an action that the body calls.
  package let isOfItem: Bool

  package init(kind: Kind, isOfItem: Bool) {
    self.kind = kind
    self.isOfItem = isOfItem
  }
}

/// The name of an undo block in a program.
package struct UndoReference: Hashable, Sendable {
  /// `module.declaration`.
  package let declaration: String
  package let ordinal: Int

  package init(declaration: String, ordinal: Int) {
    self.declaration = declaration
    self.ordinal = ordinal
  }
}

extension EffectRequest {
  /// It changes something outside: its intention is durable before it leaves. A `native` one is an
  /// act if its callable is an action.
  package var isAct: Bool {
    switch self {
    case .command(let request): request.execution == .run
    case .native(let request): NativeCallables.isAction(request.name)
    case .question(let question): question.kind == .manual
    case .window, .wait, .notify, .undoStep: false
    }
  }
}
