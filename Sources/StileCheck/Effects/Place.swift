import StileSyntax

/// Where an expression or a statement stands, which decides what it may do.
enum Place: Equatable {
  case function
  case probe
  case action
  case step
  case undo
  /// `verify` or `ensure`.
  case region(String)
  /// The block of a `manual` between steps.
  case manual
  /// A statement between steps.
  case flow
  /// The value of a `let` between steps: it may probe, and is an item then.
  case flowLet
  /// An operand or the `when` of an item: asked once, with it.
  case operand
  /// What `if`, `for`, `match` and the like decide on between steps.
  case condition(String)
  case title
  /// What a procedure is given: it is no item, so nothing remembers an answer.
  case procedureArgument
  case topLevel(String)
  case test
  /// A model: what the simulated world does instead.
  case simulation
  /// Inside a lambda that stands somewhere else.
  indirect case lambda(in: Place)

  /// The strongest thing that may be done here.
  var allowed: Effect {
    switch self {
    case .function, .flow, .condition, .title, .topLevel, .manual, .procedureArgument, .test,
      .simulation:
      .pure
    case .probe, .region, .flowLet, .operand: .probe
    case .action, .step, .undo: .action
    case .lambda(let outer): min(.probe, outer.allowed)
    }
  }

  /// A body whose statements change things.
  var isChanging: Bool {
    switch self {
    case .action, .step, .undo: true
    default: false
    }
  }

  /// The words for the place in "… and SUBJECT only reads it".
  var subject: String {
    switch self {
    case .function: "a `fn`"
    case .probe: "a `probe`"
    case .action: "an `action`"
    case .step: "a step"
    case .undo: "an `undo`"
    case .region(let word): word == "ensure" ? "an `ensure`" : "a `\(word)`"
    case .manual: "the block of a `manual`"
    case .flow, .flowLet: "the code between steps"
    case .operand: "what an item is given"
    case .condition(let word): word == "if" ? "an `if` between steps" : "a `\(word)` between steps"
    case .title: "a title"
    case .procedureArgument: "an argument of a procedure"
    case .topLevel(let words): words
    case .test: "a `test`"
    case .simulation: "a model"
    case .lambda: "a lambda"
    }
  }
}
