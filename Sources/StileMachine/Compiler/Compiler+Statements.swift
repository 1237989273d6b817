import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compile(_ statements: [TypedStatement]) {
    for statement in statements {
      at(statement.span) { compiler in compiler.scratch { $0.compile(statement) } }
    }
  }

  private mutating func compile(_ statement: TypedStatement) {
    switch statement.kind {
    case .set(let local, let value):
      if !compileUpdate(of: local, value) { compile(value, to: register(of: local)) }
    case .evaluate(let value): _ = operand(value)
    case .item(let item, let local): compile(item, into: local)
    case .stage(let stage): compile(stage)
    case .procedure(let part, let function, let arguments, let seat, let local):
      compileProcedure(part, function, arguments, seat, into: local)
    case .forEach(let loop): compile(loop)
    case .parallel(let branches): compile(sideBySide: branches)
    case .if(let condition, let then, let otherwise):
      compileBranches(compileJumps(when: false, condition), then, otherwise)
    case .ifLet(let local, let value, let then, let otherwise):
      let target = register(of: local)
      compile(value, to: target)
      compileBranches([emitOpenJump(.jumpIfNone(target, 0))], then, otherwise)
    case .match(let match): compile(match)
    case .return(let value): compileReturn(value)
    case .returnFromStep(let value): compileReturnFromStep(value)
    case .break: compileBreak()
    case .expect(let condition, let message): compileExpect(condition, message)
    case .region(let region): compile(region, as: region.kind == .ensure ? .ensure : .verify)
    case .condition(let condition): compile(condition)
    case .number(let value): scratch { $0.emit(.number($0.operand(value))) }
    case .undo(let block): compile(block)
    case .noUndo(let reason): emitArm(.nothing(reason))
    case .irreversible(let reason): emitArm(.wall(reason))
    case .try(let body, let error, let handler): compileTry(body, error, handler)
    }
  }

  private mutating func compileBranches(
    _ skip: [Int], _ then: [TypedStatement], _ otherwise: [TypedStatement]
  ) {
    compile(then)
    if otherwise.isEmpty {
      land(skip)
    } else {
      let end = emitOpenJump(.jump(0))
      land(skip)
      compile(otherwise)
      land(end)
    }
  }

  mutating func compileReturn(_ value: TypedExpression?) {
    guard let value else {
      let nothing = allocate()
      emit(.none(to: nothing))
      closeStages(to: 0)
      closeHandlers(to: 0)
      emit(.returnValue(nothing))
      return
    }
    switch value.kind {
    case .if, .ifLet, .match: at(value.span) { $0.compileChoice(value, into: .result) }
    default:
      let result = operand(value)
      closeStages(to: 0)
      closeHandlers(to: 0)
      emit(.returnValue(result))
    }
  }

  private mutating func compileBreak() {
    guard let loop = loops.last else { preconditionFailure("`break` stands in a loop") }
    closeStages(to: loop.openStages)
    closeHandlers(to: loop.openHandlers)
    let exit = emitOpenJump(.jump(0))
    loops[loops.count - 1].exits.append(exit)
  }

  /// Leaves stages on the way out of a loop or a flow; they stay open for the code that follows.
  private mutating func closeStages(to count: Int) {
    for stage in openStages.dropFirst(count).reversed() { emit(.leaveStage(stage)) }
  }

  mutating func closeHandlers(to count: Int) {
    for _ in count..<max(count, openHandlers) { emit(.popHandler) }
  }

  private mutating func compileTry(
    _ body: [TypedStatement], _ error: LocalID, _ handler: [TypedStatement]
  ) {
    let push = emitOpenJump(.pushHandler(catch: 0, error: register(of: error)))
    openHandlers += 1
    compile(body)
    openHandlers -= 1
    emit(.popHandler)
    let end = emitOpenJump(.jump(0))
    land(push)
    compile(handler)
    land(end)
  }

  private mutating func compile(_ match: TypedMatch) {
    let subject = operand(match.subject)
    var ends: [Int] = []
    for arm in match.arms {
      let next = compilePatterns(arm.patterns, of: subject)
      compile(arm.body)
      ends.append(emitOpenJump(.jump(0)))
      land(next)
    }
    land(ends)
  }

  /// Tests the patterns of an arm, binds their names, and goes on with the arm's body; the jumps
  /// given back go to the next arm.
  mutating func compilePatterns(
    _ patterns: [TypedMatch.Pattern], of subject: Register
  ) -> [Int] {
    var matched: [Int] = []
    var failed: [Int] = []
    for (position, pattern) in patterns.enumerated() {
      land(failed)
      failed = compile(pattern, of: subject)
      if position < patterns.count - 1 { matched.append(emitOpenJump(.jump(0))) }
    }
    land(matched)
    return failed
  }

  private mutating func compile(_ pattern: TypedMatch.Pattern, of subject: Register) -> [Int] {
    switch pattern {
    case .anything: return []
    case .none:
      let isNone = emitOpenJump(.jumpIfNone(subject, 0))
      let skip = emitOpenJump(.jump(0))
      land(isNone)
      return [skip]
    case .some(let local):
      let skip = emitOpenJump(.jumpIfNone(subject, 0))
      emit(.move(to: register(of: local), subject))
      return [skip]
    case .constant(let constant):
      return scratch { compiler in
        let value = compiler.allocate()
        compiler.emit(.constant(to: value, compiler.assembler.constant(constant)))
        compiler.emit(.equal(to: value, subject, value))
        return [compiler.emitOpenJump(.jumpIfFalse(value, 0))]
      }
    case .enumCase(let number, let locals):
      return scratch { compiler in
        let isCase = compiler.allocate()
        compiler.emit(.isCase(to: isCase, subject, Int32(truncatingIfNeeded: number)))
        let skip = compiler.emitOpenJump(.jumpIfFalse(isCase, 0))
        for (position, local) in locals.enumerated() {
          compiler.emit(
            .payload(
              to: compiler.register(of: local), subject, Int32(truncatingIfNeeded: position)))
        }
        return [skip]
      }
    }
  }
}
