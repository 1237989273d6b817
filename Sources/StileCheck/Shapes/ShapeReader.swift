import StileSyntax

/// Walks the flow of a runbook and of the procedures that it calls, and takes the shape of each
/// item.
struct ShapeReader {
  private let program: Program
  private(set) var items: [ItemShape] = []
  private(set) var undos: [UndoShape] = []
  /// The declaration whose flow is read: `module.name`.
  private var declaration = ""
  /// What each callable does, and what it calls and reads itself.
  private let callables: [ShapeWriter.Piece]
  private let undoes: [ShapeWriter.Piece]

  init(_ program: Program) {
    self.program = program
    let writers = program.functions.map { function in
      var writer = ShapeWriter(program, function.body, isWhole: true)
      writer.write(function.body.statements)
      return writer
    }
    callables = writers.map { $0.piece(.does) }
    undoes = writers.map { $0.piece(.undoes) }
    for function in program.functions where function.effect == .action {
      let blocks = UndoShape.blocks(in: function.body.statements)
      let name = "\(program.modules[function.module].name).\(function.name)"
      add(blocks, in: function.body, of: name, at: name)
    }
  }

  mutating func read(_ body: FunctionBody, of declaration: String, under parts: [String]) {
    let outer = self.declaration
    self.declaration = declaration
    read(body.statements, of: body, under: parts)
    self.declaration = outer
  }

  private mutating func read(
    _ statements: [TypedStatement], of body: FunctionBody, under parts: [String]
  ) {
    for statement in statements {
      switch statement.kind {
      case .item(let item, let local):
        let shape = shape(of: item, into: local, in: body, under: parts)
        items.append(shape)
        add(
          UndoShape.blocks(in: item.kind.statements), in: body, of: declaration,
          at: "step \(shape.family)")
      case .stage(let stage):
        read(stage.body, of: body, under: parts + (stage.part.map { [$0.name] } ?? []))
      case .procedure(let part, let function, _, _, _):
        let callee = program.functions[function.index]
        read(
          callee.body, of: "\(program.modules[callee.module].name).\(callee.name)",
          under: parts + [part.name])
      case .forEach(let loop): read(loop.body, of: body, under: parts)
      case .parallel(let branches):
        for branch in branches { read(branch, of: body, under: parts) }
      case .if(_, let then, let otherwise), .ifLet(_, _, let then, let otherwise):
        read(then, of: body, under: parts)
        read(otherwise, of: body, under: parts)
      case .match(let match):
        for arm in match.arms { read(arm.body, of: body, under: parts) }
      case .try(let tried, _, let handler):
        read(tried, of: body, under: parts)
        read(handler, of: body, under: parts)
      case .set, .evaluate, .return, .returnFromStep, .break, .expect, .region, .condition, .number,
        .undo, .noUndo, .irreversible:
        break
      }
    }
  }

  private mutating func add(
    _ blocks: [(block: UndoBlock, span: SourceSpan)], in body: FunctionBody,
    of declaration: String, at place: String
  ) {
    for (number, (block, span)) in blocks.enumerated() {
      var writer = ShapeWriter(program, body, isWhole: false)
      writer.body(block.body, capturing: block.captures)
      undos.append(
        UndoShape(
          declaration: declaration, ordinal: block.ordinal, place: "\(place) \(number)",
          undoes: part(writer.piece(.does)), span: span))
    }
  }

  private func shape(
    of item: TypedItem, into local: LocalID?, in body: FunctionBody, under parts: [String]
  ) -> ItemShape {
    var writer = ShapeWriter(program, body, isWhole: false)
    writer.write(item)
    let does = writer.piece(.does)
    let checks = writer.piece(.checks)
    // A verification reads by what it asks; all others by what they do.
    let reading = item.kind.isVerification ? [does, checks] : [does]
    let reached = reading.flatMap { reach($0) }
    var globals = reading.flatMap(\.globals)
    globals += reached.flatMap { callables[$0].globals }
    let locals = reading.flatMap(\.reads)
    let undoing = writer.piece(.undoes)
    return ItemShape(
      family: (parts + [item.part.name]).joined(separator: "/"), kind: item.kind.word,
      does: part(does), checks: part(checks), undoes: undoPart(undoing, behind: does),
      reads: locals.map {
        ItemShape.Read(
          name: body.locals[$0.index].name, local: $0, parameterCount: body.parameterCount)
      },
      binding: local.map { body.locals[$0.index].name },
      globals: Set(globals).sorted().map { program.globals[$0].name },
      valueType: item.valueType == .void ? nil : program.describe(item.valueType),
      isSafeToRepeat: item.isSafeToRepeat,
      isPointOfNoReturn: undoing.isWall || reach(does).contains { undoes[$0].isWall },
      header: item.header)
  }

  private func part(_ piece: ShapeWriter.Piece) -> ItemShape.Part {
    var callees: [String: String] = [:]
    for index in reach(piece) { callees[program.name(of: index)] = callables[index].form }
    return ItemShape.Part(form: piece.form, callees: callees)
  }

  /// The blocks of an item, and those of what it calls.
  private func undoPart(
    _ piece: ShapeWriter.Piece, behind does: ShapeWriter.Piece
  ) -> ItemShape.Part {
    var callees = part(piece).callees
    for index in reach(does) where !undoes[index].form.isEmpty {
      let block = part(undoes[index])
      callees["undo of \(program.name(of: index))"] = block.form
      callees.merge(block.callees) { $1 }
    }
    return ItemShape.Part(form: piece.form, callees: callees)
  }

  /// The callables that a piece calls, and those that they call in turn.
  private func reach(_ piece: ShapeWriter.Piece) -> Set<Int> {
    var reached = Set<Int>()
    var open = Array(piece.callees)
    while let next = open.popLast() {
      if reached.insert(next).inserted { open += callables[next].callees }
    }
    return reached
  }
}

extension Program {
  /// `module.name` of a callable; that of the file that is run is `name`.
  func name(of function: Int) -> String {
    let callable = functions[function]
    if callable.module == 0 { return callable.name }
    return "\(modules[callable.module].name).\(callable.name)"
  }
}

extension TypedItem.Kind {
  fileprivate var isVerification: Bool {
    if case .verify = self { true } else { false }
  }

  fileprivate var word: String {
    switch self {
    case .step: "step"
    case .verify: "verify"
    case .wait: "wait"
    case .notify: "notify"
    case .confirm: "confirm"
    case .manual: "manual"
    case .probe: "probe"
    case .sample: "sample"
    case .undoStep: "undo"
    }
  }
}
