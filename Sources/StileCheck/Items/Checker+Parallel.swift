import StileSyntax

/// What runs side by side.
extension Checker {
  /// `parallel { … }`: each statement is a branch. It opens no scope, and the branches do not see
  /// what their siblings declare.
  mutating func checkParallel(_ block: Block, _ span: SourceSpan) -> TypedStatement? {
    let word = keyword(span, "parallel")
    guard body.place == .flow else {
      report(.itemNotHere("parallel", body.place, at: word))
      return nil
    }
    if block.statements.isEmpty { report(.emptyParallel(at: block.span)) }
    let outerSiblings = body.siblings
    let start = body.visible.variables.count
    var declared: [String: LocalVariable] = [:]
    var branches: [[TypedStatement]] = []
    for branch in block.statements {
      branches.append(inBranch { $0.checkBranch(branch) })
      for variable in body.visible.variables[start...] {
        if let earlier = declared[variable.name] {
          report(.nameTaken(variable.name, at: variable.span, earlier: earlier.span))
        }
        declared[variable.name] = variable
        body.siblings[variable.name] = variable.span
      }
      body.visible.forget(from: start)
    }
    body.siblings = outerSiblings
    for variable in declared.values where body.visible.position(of: variable.name) == nil {
      body.visible.declare(variable)
    }
    return TypedStatement(.parallel(branches), span)
  }

  /// Code that runs beside other code: it assigns nothing of theirs, and leaves nothing around it.
  mutating func inBranch<Value>(_ work: (inout Checker) -> Value) -> Value {
    let saved = (region: enterRegion(), loops: body.loopDepth, isBranch: body.isBranch)
    body.loopDepth = 0
    body.isBranch = true
    let value = work(&self)
    body.isBranch = saved.isBranch
    body.loopDepth = saved.loops
    leaveRegion(saved.region)
    return value
  }

  /// An item, a stage of items, or a `let` of one.
  private mutating func checkBranch(_ statement: Statement) -> [TypedStatement] {
    let marker = beginItems()
    let before = diagnostics.count
    let statements = checkStatements([statement])
    guard !hasErrors(since: before) else { return statements }
    switch statement.kind {
    case .item, .stage, .undo, .parallel: break
    case .for where endItems(marker): break
    case .let, .expression:
      if !endItems(marker) { report(.branchWithoutItem(at: statement.span)) }
    default: report(.branchWithoutItem(at: statement.span))
    }
    return statements
  }
}
