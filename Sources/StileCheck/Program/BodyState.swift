import StileSyntax

/// All that belongs to the body that is being checked; saved and restored when another one must be
/// known first.
struct BodyState {
  let module: Int
  /// The names of the type parameters.
  var generics: [String] = []
  var frames: [Frame] = []
  var visible = VisibleLocals()
  var place = Place.topLevel("a top-level value")
  /// The strongest effect since somebody set it to pure.
  var effect = Effect.pure
  var facts = BodyFacts()
  /// Regions around the place at hand, by number; a `var` may be assigned in its own only.
  var region = 0
  var regionCount = 0
  /// What a `return` gives; the innermost callable or step last.
  var results: [ResultContext] = []
  /// The keys of the runbook or procedure.
  var flow: Flow?
  /// The header of the item at hand.
  var item: SourceSpan?
  /// The step at hand ends after a time that is written down.
  var isBounded = false
  var loopDepth = 0
  /// How many branches and loops are open: what stands in one may never be reached.
  var conditions = 0
  /// The last line of a callable that must return something: if it is a value, it should be
  /// returned.
  var lastStatement: SourceSpan?
  /// The call of a procedure that stands where one may.
  var admittedProcedure: SourceSpan?
  var undoCount = 0
  /// What the branches beside the one at hand declare, which it can't read.
  var siblings: [String: SourceSpan] = [:]
  /// It runs beside other code, so it can't leave what is around it.
  var isBranch = false
  /// What undoes the changes of the step or action at hand.
  var duty: UndoDuty?
  /// Something in it may be finished only when all is known, besides what `inheriting` says.
  var isOpen = false
  /// The calls that take the host of their place, if the callee needs one.
  var inheriting: [FunctionID] = []

  init(module: Int) { self.module = module }
}

extension Checker {
  /// Begins another body; gives the one at hand, which is taken up again behind it.
  mutating func setBodyAside(for module: Int) -> BodyState {
    var other = BodyState(module: module)
    swap(&other.visible, &spareLocals)
    swap(&other, &body)
    return other
  }

  mutating func takeUpAgain(_ saved: consuming BodyState) {
    swap(&body.visible, &spareLocals)
    spareLocals.removeAll()
    body = saved
  }
}

/// Where a `return` leads, and what it must give.
struct ResultContext {
  enum Kind: Equatable {
    case callable
    /// With the place of its word.
    case step(SourceSpan)
    /// A runbook, an undo: `return` gives nothing.
    case flow
  }

  let kind: Kind
  /// The result's type: declared, or an unknown that the returns solve; absent before the first.
  var type: Type?
  let isDeclared: Bool
  /// A `return` with a value was met.
  var hasValue = false
  /// A secret that was put together here would be returned.
  var hasMadeSecret = false
}
