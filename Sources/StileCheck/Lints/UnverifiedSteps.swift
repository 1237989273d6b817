import StileSyntax

/// Steps that change something, and nothing asks whether it worked: no `verify` or `ensure` of
/// their own or of an action that they call, and no `verify` after them.
enum UnverifiedSteps {
  static func find(in linted: LintedProgram) -> [Diagnostic] {
    linted.flows.flatMap { flow -> [Diagnostic] in
      var open: [TypedItem] = []
      for statement in flow.statements { collect(statement, &open) }
      return open.compactMap { remark(on: $0, linted) }
    }
  }

  /// The steps that no `verify` follows; what they do is looked at only then.
  private static func collect(_ statement: TypedStatement, _ open: inout [TypedItem]) {
    guard case .item(let item, _) = statement.kind else {
      return statement.forEachStatement { collect($0, &open) }
    }
    switch item.kind {
    case .step: open.append(item)
    case .verify: open = []
    case .wait, .notify, .confirm, .manual, .probe, .sample, .undoStep: break
    }
  }

  private static func remark(on step: TypedItem, _ linted: LintedProgram) -> Diagnostic? {
    guard case .step(let body) = step.kind else { return nil }
    var seen: Set<FunctionID> = []
    guard body.contains(where: { $0.changes(linted) }),
      !body.contains(where: { $0.verifies(linted, &seen) })
    else { return nil }
    let lower = Int(step.header.lower)
    return .unverifiedStep(
      at: SourceSpan(step.header.source, lower, lower + "step".utf8.count))
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
