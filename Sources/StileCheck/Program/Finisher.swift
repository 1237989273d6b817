import StileSyntax

/// Rewrites checked code into its finished form: unknown types solved, captures moved to the front
/// of the locals, globals renumbered, and each call told whether it needs a host.
struct Finisher {
  let inference: Inference
  /// For each function whether it needs a host.
  let seats: [Bool]
  /// The final position of each global.
  let globalPositions: [Int]
  /// The unknowns that nothing solved.
  private(set) var unsolved: [Int] = []
  /// The captures of the code at hand, which come before its own locals.
  private var captureCount = 0
  /// The code at hand needs the host of its place.
  var usesSeat = false

  init(inference: Inference, seats: [Bool], globalPositions: [Int]) {
    self.inference = inference
    self.seats = seats
    self.globalPositions = globalPositions
  }

  mutating func type(_ type: Type) -> Type {
    let resolved = inference.resolve(type)
    noteUnsolved(resolved)
    return resolved
  }

  private mutating func noteUnsolved(_ type: Type) {
    switch type {
    case .variable(let index): unsolved.append(index)
    case .list(let inner), .map(let inner), .optional(let inner): noteUnsolved(inner)
    case .function(let parameters, let result):
      for parameter in parameters { noteUnsolved(parameter) }
      noteUnsolved(result)
    default: break
    }
  }

  func local(_ id: LocalID) -> LocalID {
    id.index >= Frame.captureBase
      ? LocalID(id.index - Frame.captureBase) : LocalID(id.index + captureCount)
  }

  func global(_ id: GlobalID) -> GlobalID { GlobalID(globalPositions[id.index]) }

  mutating func finish(_ record: RecordType) -> RecordType {
    RecordType(
      name: record.name, fields: record.fields.map { finish($0) },
      isConstructible: record.isConstructible)
  }

  mutating func finish(_ enumeration: EnumType) -> EnumType {
    EnumType(
      name: enumeration.name,
      cases: enumeration.cases.map { enumCase in
        EnumType.Case(name: enumCase.name, fields: enumCase.fields.map { finish($0) })
      })
  }

  private mutating func finish(_ field: RecordType.Field) -> RecordType.Field {
    RecordType.Field(
      field.name, field.type, defaultValue: field.defaultValue.map { finish($0) })
  }

  mutating func finish(_ kind: Global.Kind) -> Global.Kind {
    switch kind {
    case .let(let value): .let(finish(value))
    case .param(let value): .param(defaultValue: value.map { finish($0) })
    case .secret(.command(let command)): .secret(.command(finish(command)))
    case .secret: kind
    }
  }

  /// Code with locals of its own. What it needs of a host, the code around it needs too.
  mutating func finish(_ body: FunctionBody, captures: Int) -> FunctionBody {
    let saved = (captureCount, usesSeat)
    captureCount = captures
    usesSeat = false
    let locals = body.locals.map {
      FunctionBody.Local(name: $0.name, type: type($0.type), isVariable: $0.isVariable)
    }
    let statements = body.statements.map { finish($0) }
    let needsSeat = usesSeat
    captureCount = saved.0
    usesSeat = saved.1 || needsSeat
    return FunctionBody(
      locals: locals, parameterCount: body.parameterCount, statements: statements,
      needsSeat: needsSeat)
  }

  mutating func finish(_ seat: SeatUse, calling id: FunctionID) -> SeatUse {
    switch seat {
    case .none: return .none
    case .inherited:
      guard seats[id.index] else { return .none }
      usesSeat = true
      return .inherited
    case .host(let host): return .host(finish(host))
    }
  }

  /// Something with an `on` of its own needs no host from around it.
  mutating func finish<Part>(
    under host: TypedExpression?, _ work: (inout Finisher) -> Part
  ) -> (host: TypedExpression?, part: Part) {
    let finishedHost = host.map { finish($0) }
    let saved = usesSeat
    let part = work(&self)
    if host != nil { usesSeat = saved }
    return (finishedHost, part)
  }
}
