import StileCheck

extension FunctionCompiler {
  ///     fork          all are over: ▼
  ///     jump ───────────────────────┐
  ///     jump branch 0               │
  ///     jump branch 1               │
  ///     branch 0 … join             │
  ///     branch 1 … join             │
  ///     ◄───────────────────────────┘
  mutating func compile(sideBySide branches: [[TypedStatement]]) {
    let results = branches.map { branch in
      branch.flatMap(\.declaredLocals).map { local in
        ForkResult(register: register(of: local), type: body.locals[local.index].type)
      }
    }
    emitFork(ForkCode(branches: .statements(results), width: nil), branches.count) {
      compiler, branch in
      compiler.compile(branches[branch])
    }
  }

  /// The rounds of a loop side by side.
  mutating func compile(_ loop: TypedFor, sideBySide width: TypedExpression) {
    let list = allocate(2)
    compile(loop.sequence, to: list)
    if loop.hasItems { compileDistinctKeys(loop, .list(list)) }
    let rounds = ForkCode.Branches.rounds(
      of: list, variable: register(of: loop.variable), gathering: nil)
    emitFork(ForkCode(branches: rounds, width: operand(width)), 1) { compiler, _ in
      if let by = loop.by { compiler.compile(by, to: compiler.register(of: loop.keyLocal)) }
      compiler.compile(loop.body)
    }
  }

  /// The same on each host of a list; `compile` gets the registers of the host and of the value.
  mutating func compileFanOut(
    _ hosts: TypedExpression, batch: TypedExpression? = nil, _ type: Type, into local: LocalID?,
    _ compile: (inout FunctionCompiler, _ host: Register, _ value: Register) -> Void
  ) {
    let list = allocate(2)
    self.compile(hosts, to: list)
    // A round's own host, and who logs in there.
    let host = allocate(Self.seatSize)
    emit(.none(to: host + 1))
    scratch { $0.compileDistinct(.list(list), host) { $1 } }
    let value = allocate()
    var gathering: Gathering?
    if let local, case .map(let element) = type {
      gathering = Gathering(
        from: ForkResult(register: value, type: element),
        into: ForkResult(register: register(of: local), type: type))
    }
    let rounds = ForkCode.Branches.rounds(of: list, variable: host, gathering: gathering)
    let code = ForkCode(
      branches: rounds, width: batch.map { operand($0) }, isBatched: batch != nil)
    let outer = (seat, hasSeat)
    (seat, hasSeat) = (host, true)
    emitFork(code, 1) { compiler, _ in compile(&compiler, host, value) }
    (seat, hasSeat) = outer
  }

  private mutating func emitFork(
    _ code: ForkCode, _ count: Int, _ branch: (inout FunctionCompiler, Int) -> Void
  ) {
    emit(.fork(Assembler.number(&assembler.code.forks, code)))
    let end = emitOpenJump(.jump(0))
    let starts = (0..<count).map { _ in emitOpenJump(.jump(0)) }
    for (number, start) in starts.enumerated() {
      land(start)
      scratch { branch(&$0, number) }
      emit(.join)
    }
    land(end)
  }
}

extension TypedStatement {
  /// What stands in it and is seen behind it.
  fileprivate var declaredLocals: [LocalID] {
    switch kind {
    case .set(let local, _): [local]
    case .item(_, let local), .procedure(_, _, _, _, let local): local.map { [$0] } ?? []
    case .stage(let stage): stage.body.flatMap(\.declaredLocals)
    case .parallel(let branches): branches.flatMap { $0.flatMap(\.declaredLocals) }
    case .evaluate, .forEach, .if, .ifLet, .match, .return, .returnFromStep, .break, .expect,
      .region, .condition, .number, .undo, .noUndo, .irreversible, .try:
      []
    }
  }
}
