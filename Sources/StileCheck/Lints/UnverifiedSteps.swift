import StileSyntax

/// Steps that change something, and nothing asks whether it worked: no `verify` or `ensure` of
/// their own or of an action that they call, and no `verify` after them.
enum UnverifiedSteps {
  static func find(in linted: LintedProgram) -> [Diagnostic] {
    linted.flows.flatMap { flow -> [Diagnostic] in
      var open: [SourceSpan] = []
      collect(flow.statements, linted, &open)
      return open.map { .unverifiedStep(at: $0) }
    }
  }

  private static func collect(
    _ statements: [TypedStatement], _ linted: LintedProgram, _ open: inout [SourceSpan]
  ) {
    for statement in statements {
      guard case .item(let item, _) = statement.kind else {
        collect(statement.parts.statements, linted, &open)
        continue
      }
      switch item.kind {
      case .step(let body):
        var seen: Set<FunctionID> = []
        if body.change(linted), !body.verify(linted, &seen) {
          let lower = Int(item.header.lower)
          open.append(SourceSpan(item.header.source, lower, lower + "step".utf8.count))
        }
      case .verify: open = []
      case .wait, .notify, .confirm, .manual, .probe, .sample, .undoStep: break
      }
    }
  }
}

extension [TypedStatement] {
  /// They change something, themselves or by an action; what an undo does does not count.
  fileprivate func change(_ linted: LintedProgram) -> Bool {
    contains { statement in
      if case .undo = statement.kind { return false }
      if case .item(let item, _) = statement.kind, case .manual = item.kind { return true }
      var isChanging = false
      for expression in statement.parts.expressions {
        expression.forEach { isChanging = isChanging || $0.changes(linted) }
      }
      return isChanging || statement.parts.statements.change(linted)
    }
  }

  /// They ask whether it worked, themselves or by an action.
  fileprivate func verify(_ linted: LintedProgram, _ seen: inout Set<FunctionID>) -> Bool {
    for statement in self {
      switch statement.kind {
      case .region: return true
      case .undo: continue
      default: break
      }
      var called: Set<FunctionID> = []
      for expression in statement.parts.expressions {
        expression.forEach { if case .call(let id, _, _) = $0.kind { called.insert(id) } }
      }
      for id in called.sorted(by: { $0.index < $1.index }) where seen.insert(id).inserted {
        guard let callee = linted.function(id), callee.effect == .action else { continue }
        if callee.body.statements.verify(linted, &seen) { return true }
      }
      if statement.parts.statements.verify(linted, &seen) { return true }
    }
    return false
  }
}

extension TypedExpression {
  fileprivate func changes(_ linted: LintedProgram) -> Bool {
    switch kind {
    case .execute(let execution): execution.execution == .run
    case .call(let id, _, _): linted.function(id)?.effect == .action
    default: false
    }
  }
}
