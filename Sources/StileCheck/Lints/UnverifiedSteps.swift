import StileSyntax

/// Steps that change something, and nothing asks whether it worked: no `verify` or `ensure` of
/// their own or of an action that they call, and no `verify` after them.
enum UnverifiedSteps {
  static func find(in linted: LintedProgram) -> [Diagnostic] {
    linted.flows.flatMap { flow -> [Diagnostic] in
      var open: [SourceSpan] = []
      for statement in flow.statements { collect(statement, linted, &open) }
      return open.map { .unverifiedStep(at: $0) }
    }
  }

  private static func collect(
    _ statement: TypedStatement, _ linted: LintedProgram, _ open: inout [SourceSpan]
  ) {
    guard case .item(let item, _) = statement.kind else {
      return statement.forEachStatement { collect($0, linted, &open) }
    }
    switch item.kind {
    case .step(let body):
      var seen: Set<FunctionID> = []
      if body.contains(where: { $0.changes(linted) }),
        !body.contains(where: { $0.verifies(linted, &seen) })
      {
        let lower = Int(item.header.lower)
        open.append(SourceSpan(item.header.source, lower, lower + "step".utf8.count))
      }
    case .verify: open = []
    case .wait, .notify, .confirm, .manual, .probe, .sample, .undoStep: break
    }
  }
}

extension TypedStatement {
  /// It changes something, itself or by an action; what an undo does does not count.
  fileprivate func changes(_ linted: LintedProgram) -> Bool {
    if case .undo = kind { return false }
    if case .item(let item, _) = kind, case .manual = item.kind { return true }
    var isChanging = false
    forEachOwnExpression { isChanging = isChanging || $0.changes(linted) }
    forEachStatement { isChanging = isChanging || $0.changes(linted) }
    return isChanging
  }

  /// It asks whether it worked, itself or by an action.
  fileprivate func verifies(_ linted: LintedProgram, _ seen: inout Set<FunctionID>) -> Bool {
    switch kind {
    case .region: return true
    case .undo: return false
    default: break
    }
    var called: Set<FunctionID> = []
    forEachOwnExpression {
      if case .call(let id, _, _) = $0.kind, linted.effect(of: id) == .action { called.insert(id) }
    }
    for id in called.sorted(by: { $0.index < $1.index }) where seen.insert(id).inserted {
      guard let callee = linted.function(id) else { continue }
      if callee.body.statements.contains(where: { $0.verifies(linted, &seen) }) { return true }
    }
    var isVerified = false
    forEachStatement { isVerified = isVerified || $0.verifies(linted, &seen) }
    return isVerified
  }
}

extension TypedExpression {
  fileprivate func changes(_ linted: LintedProgram) -> Bool {
    switch kind {
    case .execute(let execution): execution.execution == .run
    case .call(let id, _, _): linted.effect(of: id) == .action
    default: false
    }
  }
}
