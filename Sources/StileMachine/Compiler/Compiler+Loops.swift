import StileCheck
import StileSyntax

extension FunctionCompiler {
  ///       jump ────────┐
  ///     round: ◄───────│──┐
  ///       body         │  │
  ///     test: ◄────────┘  │
  ///       next ───────────┘
  ///     end:
  mutating func compile(_ loop: TypedFor) {
    if let width = loop.width { return compile(loop, sideBySide: width) }
    let variable = register(of: loop.variable)
    let rounds = compileRounds(of: loop)
    if loop.hasItems { compileDistinctKeys(loop, rounds) }
    compileRounds(rounds, into: variable) { compiler in
      if let by = loop.by { compiler.compile(by, to: compiler.register(of: loop.keyLocal)) }
      compiler.loops.append(
        LoopScope(
          openStages: compiler.openStages.count, openHandlers: compiler.openHandlers))
      compiler.compile(loop.body)
    }
    land(loops.removeLast().exits)
  }

  /// What a loop walks over: a list, or the bounds of a range that no list is made of.
  enum Rounds {
    case list(Register)
    case integers(Register)
  }

  private mutating func compileRounds(of loop: TypedFor) -> Rounds {
    let first = allocate(2)
    guard !loop.hasItems, case .function(.range, let arguments) = loop.sequence.kind else {
      compile(loop.sequence, to: first)
      return .list(first)
    }
    at(loop.sequence.span) { compiler in
      compiler.compileBounds(arguments, to: first)
    }
    return .integers(first)
  }

  /// Runs `body` once for each element.
  mutating func compileRounds(
    _ rounds: Rounds, into variable: Register, _ body: (inout FunctionCompiler) -> Void
  ) {
    switch rounds {
    case .list(let list): emit(.integer(to: list + 1, 0))
    case .integers(let bounds): emit(.startRange(to: variable, bounds))
    }
    let test = emitOpenJump(.jump(0))
    let round = here
    body(&self)
    land(test)
    switch rounds {
    case .list(let list): emit(.next(to: variable, list: list, round: round))
    case .integers(let bounds): emit(.nextInt(to: variable, upper: bounds + 1, round: round))
    }
  }

  /// Walks the rounds once before the first: two with the same key value would be one item.
  mutating func compileDistinctKeys(_ loop: TypedFor, _ rounds: Rounds) {
    scratch { compiler in
      let variable = compiler.register(of: loop.variable)
      compiler.compileDistinct(rounds, variable) { compiler, _ in
        let key = compiler.register(of: loop.keyLocal)
        if let by = loop.by { compiler.compile(by, to: key) }
        return key
      }
    }
  }

  /// Walks over all rounds; `key` gives the register that names the round at hand.
  mutating func compileDistinct(
    _ rounds: Rounds, _ variable: Register,
    key: (inout FunctionCompiler, Register) -> Register
  ) {
    let seen = allocate()
    emit(.map(to: seen))
    compileRounds(rounds, into: variable) { compiler in
      compiler.emit(.distinct(key(&compiler, variable), seen: seen))
    }
  }
}
