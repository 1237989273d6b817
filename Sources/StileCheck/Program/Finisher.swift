import StileSyntax

/// Rewrites checked code into its finished form: unknown types solved, captures moved to the front
/// of the locals, globals renumbered, and each call told whether it needs a host.
///
/// Most code is in that form already: what nothing changes in is taken over as it is.
struct Finisher {
  let inference: Inference
  /// For each function whether it needs a host.
  let seats: [Bool]
  /// The final position of each global.
  let globalPositions: [Int]
  /// Some global changes its position.
  private let isReordered: Bool
  /// The unknowns that nothing solved.
  private(set) var unsolved: [Int] = []
  /// How much was rewritten so far.
  var changes = 0
  /// The captures of the code at hand, which come before its own locals.
  private var captureCount = 0
  /// The code at hand needs the host of its place.
  var usesSeat = false

  init(inference: Inference, seats: [Bool], globalPositions: [Int]) {
    self.inference = inference
    self.seats = seats
    self.globalPositions = globalPositions
    isReordered = !globalPositions.elementsEqual(globalPositions.indices)
  }

  mutating func type(_ type: Type) -> Type {
    guard type.hasUnknown else { return type }
    changes += 1
    let resolved = inference.resolve(type)
    noteUnsolved(resolved)
    return resolved
  }

  private mutating func noteUnsolved(_ type: Type) {
    switch type {
    case .variable(let id): unsolved.append(id.index)
    case .list(let inner), .map(let inner), .optional(let inner): noteUnsolved(inner)
    case .function(let parameters, let result):
      for parameter in parameters { noteUnsolved(parameter) }
      noteUnsolved(result)
    default: break
    }
  }

  mutating func local(_ id: LocalID) -> LocalID {
    let isCapture = id.index >= Frame.captureBase
    let shift = isCapture ? -Frame.captureBase : captureCount
    if shift != 0 { changes += 1 }
    return LocalID(id.index + shift)
  }

  mutating func global(_ id: GlobalID) -> GlobalID {
    let position = globalPositions[id.index]
    if position != id.index { changes += 1 }
    return GlobalID(position)
  }

  /// Finishes each element; the list stays the same one if none of them changes.
  mutating func finish<Element>(
    _ list: [Element], each work: (inout Finisher, Element) -> Element
  ) -> [Element] {
    var finished = list
    for index in list.indices {
      let before = changes
      let element = work(&self, list[index])
      if changes != before { finished[index] = element }
    }
    return finished
  }

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
    let locals = finish(body.locals) { finisher, local in
      let type = finisher.type(local.type)
      return FunctionBody.Local(name: local.name, type: type, isVariable: local.isVariable)
    }
    let statements = finish(body.statements)
    let needsSeat = usesSeat
    if needsSeat != body.needsSeat { changes += 1 }
    captureCount = saved.0
    usesSeat = saved.1 || needsSeat
    return FunctionBody(
      locals: locals, parameterCount: body.parameterCount, statements: statements,
      needsSeat: needsSeat)
  }

  /// The body of a callable, which is looked through only if something in it waits for that.
  mutating func finish(
    _ body: FunctionBody, of entry: FunctionEntry, at index: Int
  ) -> FunctionBody {
    let isOpen = entry.isOpen || isReordered || !entry.inheriting.allSatisfy { seats[$0.index] }
    if isOpen { return finish(body, captures: 0) }
    return FunctionBody(
      locals: body.locals, parameterCount: body.parameterCount, statements: body.statements,
      needsSeat: seats[index])
  }

  /// Without a host of its own it is taken from the place.
  mutating func finish(_ seat: Seat) -> Seat {
    if seat.host == nil { usesSeat = true }
    return finishWords(of: seat)
  }

  mutating func finish(_ seat: Seat?, calling id: FunctionID) -> Seat? {
    guard let seat else { return nil }
    if seats[id.index] || seat.host != nil { return finish(seat) }
    changes += 1
    return nil
  }

  /// Something with an `on` of its own needs no host from around it.
  mutating func finish<Part>(
    under seat: Seat, _ work: (inout Finisher) -> Part
  ) -> (seat: Seat, part: Part) {
    let finishedSeat = finishWords(of: seat)
    let saved = usesSeat
    let part = work(&self)
    if seat.host != nil { usesSeat = saved }
    return (finishedSeat, part)
  }

  mutating func finishWords(of seat: Seat) -> Seat {
    Seat(host: seat.host.map { finish($0) }, user: seat.user.map { finish($0) })
  }
}
