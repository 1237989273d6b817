import StileSyntax

/// A parameter of a callable, or a field of a record: what an argument is given for.
struct Parameter {
  let name: String
  let type: Type
  /// Absent: the argument must be written.
  let defaultValue: TypedExpression?
  /// Where it is declared; absent for built-in ones.
  let span: SourceSpan?
}

/// What a call of something takes and gives.
struct Signature {
  var parameters: [Parameter]
  var result: Type
}

/// A native's signature is resolved once for each module that calls it.
struct NativeKey: Hashable {
  let module: Int
  let name: String
}

/// A name that a file does not know.
struct ToldName: Hashable {
  let module: Int
  let name: String
}

/// Where a record or an enum is declared, and how far its defaults are checked.
struct NominalDeclaration {
  let module: Int
  let span: SourceSpan
  /// The fields as written: of a record, or of each case of an enum.
  let fields: [[Field]]
  var defaults = CheckingState.waiting
  /// What the defaults read and call.
  var facts = BodyFacts()
}

/// How far the checking of something has come; what is met under way again needs itself.
enum CheckingState {
  case waiting
  case underWay
  case finished
}

/// A param, a secret or a top-level let while the program is being checked.
struct GlobalEntry {
  enum Declaration {
    case param(Field)
    case secret(SecretDeclaration)
    case binding(Binding)
  }

  let name: Name
  let module: Int
  let declaration: Declaration
  let documentation: String?
  var type: Type = .erroneous
  var state = CheckingState.waiting
  var kind: Global.Kind?
  var facts = BodyFacts()
}

/// A callable while the program is being checked; one object, since each call of it looks at it.
final class FunctionEntry {
  let name: Name
  let module: Int
  let effect: Effect
  /// Absent for what the checker made itself: the value of a let that needs locals.
  let declaration: CallableDeclaration?
  var generics: [String] = []
  var parameters: [Parameter] = []
  /// Absent until it is known: a callable with `=` may leave it to its body.
  var result: Type?
  var defaults = CheckingState.waiting
  var state = CheckingState.waiting
  var body: FunctionBody?
  /// Something in its body may be finished only when all is known, besides the calls that take the
  /// host of their place.
  var isOpen = true
  var inheriting: [FunctionID] = []
  var facts = BodyFacts()

  init(name: Name, module: Int, effect: Effect, declaration: CallableDeclaration?) {
    self.name = name
    self.module = module
    self.effect = effect
    self.declaration = declaration
  }
}

struct RunbookEntry {
  let id: String
  let title: String
  let module: Int
  let tags: [String]
  let seat: Seat
  let body: FunctionBody
  let documentation: String?
  let span: SourceSpan
  let facts: BodyFacts
}

/// What a body does that others must know.
struct BodyFacts {
  var reads: Set<GlobalID> = []
  var calls: Set<FunctionID> = []
  /// Globals that an `on` reads.
  var hosts: Set<GlobalID> = []
  var seats: [SeatNeed] = []
  var questions: [Question] = []
  /// It changes the world itself, not only through actions.
  var changes = false
  /// What this version checks and can't run.
  var unbuilt: [Unbuilt] = []
  /// Every question to a person, whether or not it is sure to be reached.
  var asks: [SourceSpan] = []

  /// Adds what something else reads and calls, which happens here too.
  mutating func add(_ other: BodyFacts) {
    reads.formUnion(other.reads)
    calls.formUnion(other.calls)
    hosts.formUnion(other.hosts)
    unbuilt += other.unbuilt
  }

  /// A question to a person, or a procedure that may ask one, that stands unconditionally.
  enum Question {
    case here(SourceSpan)
    case procedure(FunctionID)
  }
}

/// A construct of the language that is checked, and that a run refuses.
struct Unbuilt: Hashable {
  /// As it is called in a message.
  let construct: String
  let span: SourceSpan
}

/// A place that needs a host from around it.
struct SeatNeed {
  enum Cause {
    /// A command without `on`.
    case command
    /// The name `host`.
    case host
    /// A call, which needs one if the callee does.
    case call(FunctionID)
    /// A host that a message was given for: nothing more is said about it.
    case mistake
  }

  let cause: Cause
  let span: SourceSpan
  /// The item that it stands in, so that one missing `on` is told once.
  let item: SourceSpan?
}

extension SeatNeed {
  var isMistake: Bool { if case .mistake = cause { true } else { false } }
}

/// What is asked only when all bodies are known.
struct PendingChecks {
  /// An `on` or an `as` over something, and all that could need it.
  struct Seated {
    let clause: SourceSpan
    let word: SeatWord
    let needs: [SeatNeed]
    /// Absent for a call, which its only need names.
    let what: String?
  }

  /// What needs a host where none can be.
  struct Unseated {
    let needs: [SeatNeed]
  }

  /// A value that a type parameter stands for, which must be data.
  struct GenericUse {
    let type: Type
    let name: String
    let callee: String
    let span: SourceSpan
  }

  /// A value whose type must be comparable or ordered, when inference knows it.
  struct Comparison {
    let type: Type
    let word: String
    let span: SourceSpan
  }

  /// A policy, and all that it does itself.
  struct Policy {
    let facts: BodyFacts
    let policy: SourceSpan
  }

  var policies: [Policy] = []
  var seated: [Seated] = []
  var unseated: [Unseated] = []
  var genericUses: [GenericUse] = []
  var comparisons: [Comparison] = []
}
