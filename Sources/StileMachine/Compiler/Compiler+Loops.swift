import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compile(_ loop: TypedFor) {
    let list = allocate(2)
    compile(loop.sequence, to: list)
    if loop.hasItems { compileDistinctKeys(loop, list) }
    let variable = register(of: loop.variable)
    emit(.integer(to: list + 1, 0))
    let start = here
    let end = emitOpenJump(.next(to: variable, list: list, end: 0))
    if let by = loop.by { compile(by, to: register(of: loop.keyLocal)) }
    loops.append(LoopScope(openStages: openStages.count, openHandlers: openHandlers))
    compile(loop.body)
    emit(.jump(start))
    land(end)
    land(loops.removeLast().exits)
  }

  /// Walks the rounds once before the first: two with the same key value would be one item.
  private mutating func compileDistinctKeys(_ loop: TypedFor, _ list: Register) {
    scratch { compiler in
      let seen = compiler.allocate()
      compiler.emit(.map(to: seen))
      compiler.emit(.integer(to: list + 1, 0))
      let start = compiler.here
      let variable = compiler.register(of: loop.variable)
      let end = compiler.emitOpenJump(.next(to: variable, list: list, end: 0))
      let key = compiler.register(of: loop.keyLocal)
      if let by = loop.by { compiler.compile(by, to: key) }
      compiler.emit(.distinct(key, seen: seen))
      compiler.emit(.jump(start))
      compiler.land(end)
    }
  }
}
