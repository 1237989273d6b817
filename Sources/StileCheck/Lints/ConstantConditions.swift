import StileSyntax

/// Conditions whose answer is known before anything runs: they decide nothing, and what was meant
/// to be asked is not.
extension Checker {
  mutating func remarkKnownAnswer(of condition: TypedExpression) {
    guard !isStandardModule, let answer = condition.knownAnswer(sources) else { return }
    report(.constantCondition(answer, at: condition.span))
  }
}

extension TypedExpression {
  fileprivate func knownAnswer(_ sources: SourceMap) -> Bool? {
    switch kind {
    case .constant(.bool(let value)): return value
    case .not(let operand): return operand.knownAnswer(sources).map { !$0 }
    case .binary(.and, let left, let right):
      let (first, second) = (left.knownAnswer(sources), right.knownAnswer(sources))
      if first == false || second == false { return false }
      return first == true && second == true ? true : nil
    case .binary(.or, let left, let right):
      let (first, second) = (left.knownAnswer(sources), right.knownAnswer(sources))
      if first == true || second == true { return true }
      return first == false && second == false ? false : nil
    case .binary(let operation, let left, let right):
      guard operation == .equal || operation == .notEqual else { return nil }
      guard let isEqual = left.equals(right, sources) else { return nil }
      return isEqual == (operation == .equal)
    default: return nil
    }
  }

  /// Both are literals, or the same words that ask nobody.
  private func equals(_ other: TypedExpression, _ sources: SourceMap) -> Bool? {
    if case .constant(let left) = kind, case .constant(let right) = other.kind {
      return left == right
    }
    guard isName, other.isName, let text = sources[span.source]?.text(span),
      text == sources[other.span.source]?.text(other.span)
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
