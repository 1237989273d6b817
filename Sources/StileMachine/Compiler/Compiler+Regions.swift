import StileCheck
import StileSyntax

extension FunctionCompiler {
  ///     clauses
  ///     region        .go ▼      else ─┐
  ///     start: ask                     │
  ///       lines                        │
  ///     asked         .again ▲ start   │
  ///     end: ◄─────────────────────────┘
  mutating func compile(_ region: Region, as kind: RegionHeader.Kind) {
    if kind == .ensure { item?.ensure = region }
    compile(under: region.seat) { compiler in
      let code = RegionCode(
        kind: kind, title: region.title.map { compiler.operand($0) },
        within: region.within.map { compiler.operand($0) },
        every: region.every.map { compiler.operand($0) },
        holding: region.holding.map { compiler.operand($0) }, span: compiler.span)
      compiler.compile(code, asking: region.body)
    }
  }

  /// A sample is asked as a region is; its answer is the series.
  mutating func compile(_ sample: TypedSample, title: TypedExpression, to result: Register) {
    let code = RegionCode(
      kind: .sample, title: operand(title), within: operand(sample.duration),
      every: operand(sample.every), holding: nil, span: span, result: result)
    compile(code, asking: sample.body)
  }

  private mutating func compile(_ code: RegionCode, asking body: [TypedStatement]) {
    let number = Assembler.number(&assembler.code.regions, code)
    emit(.region(number))
    let end = emitOpenJump(.jump(0))
    let start = here
    emit(.ask(number))
    // The fiber keeps a handler for the region's lines; nothing in them jumps out.
    compile(body)
    emit(.asked(number))
    emit(.jump(start))
    land(end)
  }

  mutating func compile(_ condition: Condition) {
    scratch { compiler in
      let value = compiler.allocate()
      let shown = compiler.compileShowing(condition.expression, to: value)
      let code = ConditionCode(text: condition.text, shown: shown)
      compiler.emit(
        .condition(value, Assembler.number(&compiler.assembler.code.conditions, code)))
    }
  }

  mutating func compileExpect(_ condition: TypedExpression, _ message: TypedExpression) {
    let value = allocate()
    let shown = compileShowing(condition, to: value)
    // The message may be costly or fail itself: it is made only when it is needed.
    let holds = emitOpenJump(.jumpIfTrue(value, 0))
    let text = operand(message)
    let code = ConditionCode(text: assembler.text(condition.span), shown: shown)
    emit(
      .expect(value, message: text, Assembler.number(&assembler.code.conditions, code)))
    land(holds)
  }

  // What a failing condition shows: the operands of its comparisons, and the names in it.

  private mutating func compileShowing(
    _ condition: TypedExpression, to target: Register
  ) -> [ConditionCode.Shown] {
    var operands: [TypedExpression] = []
    condition.collectShownOperands(&operands)
    var registers: [SourceSpan: Register] = [:]
    var shown: [ConditionCode.Shown] = []
    for operand in operands where registers[operand.span] == nil {
      let register = allocate()
      emit(.unset(to: register))
      registers[operand.span] = register
      shown.append(
        ConditionCode.Shown(text: assembler.text(operand.span), source: .register(register)))
    }
    compile(condition, keeping: registers, to: target)
    condition.visitNames { name in
      switch name.kind {
      case .local(let local):
        shown.append(
          ConditionCode.Shown(
            text: assembler.text(name.span), source: .register(register(of: local))))
      case .global(let global):
        shown.append(
          ConditionCode.Shown(text: assembler.text(name.span), source: .global(global.index)))
      default: break
      }
    }
    return shown
  }

  /// Compiles a condition so that its shown operands stay in their registers.
  private mutating func compile(
    _ condition: TypedExpression, keeping registers: [SourceSpan: Register], to target: Register
  ) {
    guard !registers.isEmpty else { return compile(condition, to: target) }
    at(condition.span) { compiler in
      switch condition.kind {
      case .binary(let binary, let left, let right) where binary == .and || binary == .or:
        compiler.compile(left, keeping: registers, to: target)
        let end = compiler.emitOpenJump(
          binary == .and ? .jumpIfFalse(target, 0) : .jumpIfTrue(target, 0))
        compiler.compile(right, keeping: registers, to: target)
        compiler.land(end)
      case .binary(let binary, let left, let right) where binary.isComparison:
        compiler.scratch { compiler in
          let first = compiler.operand(left, keeping: registers)
          let second = compiler.operand(right, keeping: registers)
          compiler.compileComparison(
            binary, left.type == .int && right.type == .int, first, second, to: target)
        }
      case .not(let operand):
        compiler.compile(operand, keeping: registers, to: target)
        compiler.emit(.not(to: target, target))
      default: compiler.compile(condition, to: target)
      }
    }
  }

  private mutating func operand(
    _ expression: TypedExpression, keeping registers: [SourceSpan: Register]
  ) -> Register {
    let register = registers[expression.span] ?? allocate()
    compile(expression, to: register)
    return register
  }
}

extension BinaryOperator {
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    case .or, .and, .coalesce, .add, .subtract, .multiply, .divide, .remainder: false
    }
  }
}

extension TypedExpression {
  /// The operands of the comparisons that a condition is made of, but for literals and names.
  fileprivate func collectShownOperands(_ operands: inout [TypedExpression]) {
    switch kind {
    case .binary(let binary, let left, let right):
      if binary == .and || binary == .or {
        left.collectShownOperands(&operands)
        right.collectShownOperands(&operands)
      } else if binary.isComparison {
        for operand in [left, right] where operand.isWorthShowing { operands.append(operand) }
      }
    case .not(let operand): operand.collectShownOperands(&operands)
    default: break
    }
  }

  private var isWorthShowing: Bool {
    switch kind {
    case .constant, .local, .global, .seatHost, .localHost, .console: false
    case .list(let elements): elements.contains(where: \.isWorthShowing)
    case .enumCase(_, _, let payload): payload.contains(where: \.isWorthShowing)
    case .convert(_, let value): value.isWorthShowing
    default: true
    }
  }

  /// The locals and globals that are read wherever the whole is read.
  fileprivate func visitNames(_ visit: (TypedExpression) -> Void) {
    switch kind {
    case .local, .global: visit(self)
    case .constant, .seatHost, .localHost, .console, .lambda, .functionValue, .if, .ifLet, .match:
      break
    case .field(let value, _), .not(let value), .negate(let value), .fail(let value),
      .ask(let value), .convert(_, let value), .decode(_, let value):
      value.visitNames(visit)
    case .member(_, let receiver, let values):
      receiver.visitNames(visit)
      for value in values { value.visitNames(visit) }
    case .call(_, let values, _), .callLocal(_, let values), .native(_, let values),
      .record(_, let values), .enumCase(_, _, let values), .list(let values),
      .function(_, let values):
      for value in values { value.visitNames(visit) }
    case .map(let entries):
      for entry in entries {
        entry.key.visitNames(visit)
        entry.value.visitNames(visit)
      }
    case .binary(_, let left, let right), .index(let left, let right):
      left.visitNames(visit)
      right.visitNames(visit)
    case .text(let pieces):
      for piece in pieces { if case .hole(let value) = piece { value.visitNames(visit) } }
    case .command(let template): for hole in template.holes { hole.value.visitNames(visit) }
    case .execute(let execution): execution.command.visitNames(visit)
    }
  }
}
