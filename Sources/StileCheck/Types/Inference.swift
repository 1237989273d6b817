import StileSyntax

/// The unknown types of the bodies that are being checked, and what is known of them so far.
struct Inference {
  private(set) var solutions: [Type?] = []
  /// The unknowns that were solved since the attempt at hand began, so that it can be taken back
  /// without a copy of them all.
  private var solved: [TypeVariableID] = []
  /// Where each unknown came from.
  private(set) var origins: [SourceSpan] = []

  mutating func fresh(at span: SourceSpan) -> Type {
    solutions.append(nil)
    origins.append(span)
    return .variable(TypeVariableID(solutions.count - 1))
  }

  /// The type with its outermost unknown replaced, if that is known.
  @inline(__always)
  func shallow(_ type: Type) -> Type {
    switch type {
    case .variable, .optional: replaced(type)
    default: type
    }
  }

  private func replaced(_ type: Type) -> Type {
    switch type {
    case .variable(let id): return solutions[id.index].map(shallow) ?? type
    case .optional(.variable(let id)):
      guard let solution = solutions[id.index] else { return type }
      let inner = shallow(solution)
      if case .optional = inner { return inner }
      return .optional(inner)
    default: return type
    }
  }

  /// The type with all unknowns replaced that are known.
  func resolve(_ type: Type) -> Type {
    guard type.hasUnknown else { return type }
    return switch shallow(type) {
    case .list(let element): .list(resolve(element))
    case .map(let element): .map(resolve(element))
    case .optional(let wrapped): .optional(resolve(wrapped))
    case .function(let parameters, let result):
      .function(parameters.map(resolve), resolve(result))
    case let other: other
    }
  }

  /// Makes two types equal, if they can be.
  mutating func unify(_ left: Type, _ right: Type) -> Bool {
    let left = shallow(left)
    let right = shallow(right)
    switch (left, right) {
    case (.erroneous, _), (_, .erroneous), (.never, _), (_, .never): return true
    case (.variable(let first), .variable(let second)) where first == second: return true
    case (.variable(let id), let other), (let other, .variable(let id)):
      guard !occurs(id, in: other) else { return false }
      solutions[id.index] = other
      solved.append(id)
      return true
    case (.list(let first), .list(let second)), (.map(let first), .map(let second)),
      (.optional(let first), .optional(let second)):
      return unify(first, second)
    case (.function(let firstIn, let firstOut), .function(let secondIn, let secondOut)):
      guard firstIn.count == secondIn.count else { return false }
      for (first, second) in zip(firstIn, secondIn) where !unify(first, second) { return false }
      return unify(firstOut, secondOut)
    default: return left == right
    }
  }

  /// Unifies, or leaves everything as it was.
  mutating func unifyTentatively(_ left: Type, _ right: Type) -> Bool {
    solved.removeAll(keepingCapacity: true)
    if unify(left, right) { return true }
    for id in solved { solutions[id.index] = nil }
    return false
  }

  private func occurs(_ id: TypeVariableID, in type: Type) -> Bool {
    switch shallow(type) {
    case .variable(let other): id == other
    case .list(let inner), .map(let inner), .optional(let inner): occurs(id, in: inner)
    case .function(let parameters, let result):
      parameters.contains { occurs(id, in: $0) } || occurs(id, in: result)
    default: false
    }
  }
}

extension Type {
  /// The type with its type parameters replaced, by position.
  func replacingParameters(_ arguments: [Type]) -> Type {
    if arguments.isEmpty { return self }
    return switch self {
    case .parameter(let id): arguments.indices.contains(id.index) ? arguments[id.index] : self
    case .list(let inner): .list(inner.replacingParameters(arguments))
    case .map(let inner): .map(inner.replacingParameters(arguments))
    case .optional(let inner): .optional(inner.replacingParameters(arguments))
    case .function(let parameters, let result):
      .function(
        parameters.map { $0.replacingParameters(arguments) }, result.replacingParameters(arguments))
    default: self
    }
  }

  /// An unknown stands in it, solved or not.
  var hasUnknown: Bool {
    switch self {
    case .variable: true
    case .list(let inner), .map(let inner), .optional(let inner): inner.hasUnknown
    case .function(let parameters, let result):
      result.hasUnknown || parameters.contains { $0.hasUnknown }
    default: false
    }
  }

  /// The number of type parameters that stand in it.
  var parameterCount: Int {
    switch self {
    case .parameter(let id): id.index + 1
    case .list(let inner), .map(let inner), .optional(let inner): inner.parameterCount
    case .function(let parameters, let result):
      max(parameters.map(\.parameterCount).max() ?? 0, result.parameterCount)
    default: 0
    }
  }

  /// Lists of lists of lists …: more levels than any data has.
  func isDeeper(than limit: Int, _ inference: Inference) -> Bool {
    guard hasParts || hasUnknown else { return false }
    var open = [(type: self, depth: 0)]
    while let next = open.popLast() {
      if next.depth > limit { return true }
      switch inference.shallow(next.type) {
      case .list(let inner), .map(let inner), .optional(let inner):
        open.append((inner, next.depth + 1))
      default: continue
      }
    }
    return false
  }
}
