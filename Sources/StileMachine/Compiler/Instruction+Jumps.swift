extension Instruction {
  /// The same instruction with its target moved.
  func movedJump(by offset: CodeAddress) -> Instruction {
    target.map { withTarget($0 &+ offset) } ?? self
  }

  private var target: CodeAddress? {
    switch self {
    case .jump(let target), .jumpIfFalse(_, let target), .jumpIfTrue(_, let target),
      .jumpIfNone(_, let target), .next(_, _, let target), .pushHandler(let target, _):
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
    case .next(let to, let list, _): .next(to: to, list: list, end: target)
    case .pushHandler(_, let error): .pushHandler(catch: target, error: error)
    default: self
    }
  }
}
