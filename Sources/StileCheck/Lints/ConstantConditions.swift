import StileSyntax

/// Conditions whose answer is known before anything runs: they decide nothing, and what was meant
/// to be asked is not.
enum ConstantConditions {
  static func find(in linted: LintedProgram) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for body in linted.ownBodies {
      for statement in body.statements { collect(statement, linted, &found) }
    }
    return found
  }

  private static func collect(
    _ statement: TypedStatement, _ linted: LintedProgram, _ found: inout [Diagnostic]
  ) {
    if let condition = statement.asked, let answer = condition.knownAnswer(linted) {
      found.append(.constantCondition(answer, at: condition.span))
    }
    statement.forEachOwnExpression { inner in
      if case .if(let condition, _, _) = inner.kind, let answer = condition.knownAnswer(linted) {
        found.append(.constantCondition(answer, at: condition.span))
      }
    }
    statement.forEachStatement { collect($0, linted, &found) }
  }
}

extension TypedStatement {
  /// The condition that it decides on.
  fileprivate var asked: TypedExpression? {
    switch kind {
    case .if(let condition, _, _), .expect(let condition, _): condition
    case .condition(let condition): condition.expression
    case .item(let item, _): item.when
    default: nil
    }
  }
}

extension TypedExpression {
  fileprivate func knownAnswer(_ linted: LintedProgram) -> Bool? {
    switch kind {
    case .constant(.bool(let value)): return value
    case .not(let operand): return operand.knownAnswer(linted).map { !$0 }
    case .binary(.and, let left, let right):
      let (first, second) = (left.knownAnswer(linted), right.knownAnswer(linted))
      if first == false || second == false { return false }
      return first == true && second == true ? true : nil
    case .binary(.or, let left, let right):
      let (first, second) = (left.knownAnswer(linted), right.knownAnswer(linted))
      if first == true || second == true { return true }
      return first == false && second == false ? false : nil
    case .binary(let operation, let left, let right):
      guard operation == .equal || operation == .notEqual else { return nil }
      guard let isEqual = left.equals(right, linted) else { return nil }
      return isEqual == (operation == .equal)
    default: return nil
    }
  }

  /// Both are literals, or the same words that ask nobody.
  private func equals(_ other: TypedExpression, _ linted: LintedProgram) -> Bool? {
    if case .constant(let left) = kind, case .constant(let right) = other.kind {
      return left == right
    }
    guard isName, other.isName, let text = linted.sources[span.source]?.text(span),
      text == linted.sources[other.span.source]?.text(other.span)
    else { return nil }
    return true
  }

  private var isName: Bool {
    switch kind {
    case .local, .global: true
    case .field(let receiver, _): receiver.isName
    default: false
    }
  }
}
