extension Instruction {
  /// The same instruction with its target moved.
  func movedJump(by offset: CodeAddress) -> Instruction {
    target.map { withTarget($0 &+ offset) } ?? self
  }

  private var target: CodeAddress? {
    switch self {
    case .jump(let target), .jumpIfFalse(_, let target), .jumpIfTrue(_, let target),
      .jumpIfNone(_, let target), .jumpIfLess(_, _, let target),
      .jumpUnlessLess(_, _, let target), .jumpIfLessThan(_, _, let target),
      .jumpUnlessLessThan(_, _, let target), .jumpIfEqual(_, _, let target),
      .jumpUnlessEqual(_, _, let target), .jumpIfEqualTo(_, _, let target),
      .jumpUnlessEqualTo(_, _, let target), .next(_, _, let target), .nextInt(_, _, let target),
      .pushHandler(let target, _):
      target
    default: nil
    }
  }

  /// The same jump to another place; any other instruction as it is.
  func withTarget(_ target: CodeAddress) -> Instruction {
    switch self {
    case .jump: .jump(target)
    case .jumpIfFalse(let register, _): .jumpIfFalse(register, target)
    case .jumpIfTrue(let register, _): .jumpIfTrue(register, target)
    case .jumpIfNone(let register, _): .jumpIfNone(register, target)
    case .jumpIfLess(let left, let right, _): .jumpIfLess(left, right, target)
    case .jumpUnlessLess(let left, let right, _): .jumpUnlessLess(left, right, target)
    case .jumpIfLessThan(let left, let number, _): .jumpIfLessThan(left, number, target)
    case .jumpUnlessLessThan(let left, let number, _): .jumpUnlessLessThan(left, number, target)
    case .jumpIfEqual(let left, let right, _): .jumpIfEqual(left, right, target)
    case .jumpUnlessEqual(let left, let right, _): .jumpUnlessEqual(left, right, target)
    case .jumpIfEqualTo(let left, let number, _): .jumpIfEqualTo(left, number, target)
    case .jumpUnlessEqualTo(let left, let number, _): .jumpUnlessEqualTo(left, number, target)
    case .next(let to, let list, _): .next(to: to, list: list, round: target)
    case .nextInt(let to, let upper, _): .nextInt(to: to, upper: upper, round: target)
    case .pushHandler(_, let error): .pushHandler(catch: target, error: error)
    default: self
    }
  }
}
