import StileSyntax

/// The clauses of a step that need each other, or something in its body.
extension Checker {
  mutating func checkStepClauses(_ clauses: [Clause], _ header: HeaderClauses) {
    if let span = header.span(.batch), header.on?.isFanOut != true {
      report(.batchOfOne(at: span))
    }
    if let span = header.span(.retry), !header.isSafeToRepeat {
      report(.retryUnsafe(at: span))
    }
  }

  /// What takes a step back by itself, with nobody there, is a few commands on its one host.
  mutating func checkReverts(_ header: HeaderClauses, _ block: Block) {
    guard let clause = header.span(.reverts) else { return }
    if header.on?.isFanOut == true {
      report(.revertsOnMany(at: clause))
    }
    let undos = block.statements.compactMap { statement in
      if case .undo(.block(let block)) = statement.kind { block } else { nil }
    }
    guard let undo = undos.first else {
      report(.revertsWithoutUndo(at: clause))
      return
    }
    for statement in undos.flatMap(\.statements) where !statement.isRunOnHost {
      report(.revertsByOther(at: statement.span, clause: clause))
    }
    if undo.statements.isEmpty { report(.revertsWithoutUndo(at: clause)) }
  }
}

extension Statement {
  /// A `run` on the host of the place, as the user of the place.
  fileprivate var isRunOnHost: Bool {
    guard case .expression(let expression) = kind,
      case .execute(.run, _, let tails) = expression.withoutParentheses.kind
    else { return false }
    return tails.allSatisfy { tail in
      switch tail.kind {
      case .on, .as, .reboots: false
      case .in, .stdin, .within, .allow, .environment: true
      }
    }
  }
}
