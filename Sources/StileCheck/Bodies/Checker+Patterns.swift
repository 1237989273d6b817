import StileSyntax

extension Checker {
  /// The patterns of one arm. What they bind is declared in the scope at hand.
  mutating func checkPatterns(
    _ patterns: [Pattern], _ subject: Type, _ cover: inout Coverage
  ) -> [TypedMatch.Pattern] {
    patterns.map { pattern in
      if patterns.count > 1, let name = pattern.firstBinding {
        report(.bindingInAlternatives(name))
      }
      return checkPattern(pattern, inference.shallow(subject), &cover)
    }
  }

  private mutating func checkPattern(
    _ pattern: Pattern, _ subject: Type, _ cover: inout Coverage
  ) -> TypedMatch.Pattern {
    if subject.isErroneous { return declareOnly(pattern) }
    switch pattern.kind {
    case .anything:
      if !cover.takeRest() { report(.unreachableArm(at: pattern.span)) }
      return .anything
    case .none:
      guard case .optional = subject else { return refuse(pattern, subject, &cover) }
      take(.none, pattern, &cover)
      return .none
    case .some(let name):
      guard case .optional(let wrapped) = subject else { return refuse(pattern, subject, &cover) }
      take(.some, pattern, &cover)
      return .some(declareLocal(name, inference.shallow(wrapped)))
    case .literal(let literal): return checkLiteral(literal, pattern, subject, &cover)
    case .enumCase(let name, let names):
      return checkCase(name, names, pattern, subject, &cover)
    }
  }

  private mutating func take(
    _ new: Coverage.Case, _ pattern: Pattern, _ cover: inout Coverage
  ) {
    if !cover.take(new) { report(.unreachableArm(at: pattern.span)) }
  }

  private mutating func checkLiteral(
    _ literal: Expression, _ pattern: Pattern, _ subject: Type, _ cover: inout Coverage
  ) -> TypedMatch.Pattern {
    let value = check(literal, subject, as: .operand("match"))
    guard let constant = value.patternConstant else {
      if !value.type.isErroneous { report(.patternNotConstant(at: literal.span)) }
      return .anything
    }
    if case .bool(let flag) = constant {
      take(.bool(flag), pattern, &cover)
    } else if !value.type.isErroneous {
      take(.constant(constant), pattern, &cover)
    }
    return .constant(constant)
  }

  private mutating func checkCase(
    _ name: Name, _ names: [Name], _ pattern: Pattern, _ subject: Type, _ cover: inout Coverage
  ) -> TypedMatch.Pattern {
    guard case .enumeration(let id) = subject else {
      _ = declareOnly(pattern)
      cover.isSpoiled = true
      return refuse(pattern, subject, &cover)
    }
    let enumeration = tables.enums[id.index]
    guard let index = enumeration.cases.firstIndex(where: { $0.name == name.text }) else {
      let all = enumeration.cases.map(\.name)
      report(
        .unknownCase(
          name, of: enumeration.name, nearest: NearestName.find(name.text, in: all), all: all))
      cover.isSpoiled = true
      return declareOnly(pattern)
    }
    take(.enumCase(index), pattern, &cover)
    let fields = enumeration.cases[index].fields
    if !names.isEmpty && names.count != fields.count {
      report(.patternFields(name, fields.map(\.name), at: pattern.span))
      return declareOnly(pattern)
    }
    let locals = zip(names, fields).map { declareLocal($0, $1.type) }
    return .enumCase(index, locals)
  }

  private mutating func refuse(
    _ pattern: Pattern, _ subject: Type, _ cover: inout Coverage
  ) -> TypedMatch.Pattern {
    cover.isSpoiled = true
    report(.patternType(text(pattern.span), describe(subject), at: pattern.span))
    if case .some(let name) = pattern.kind { _ = declareLocal(name, .erroneous) }
    return .anything
  }

  private mutating func declareOnly(_ pattern: Pattern) -> TypedMatch.Pattern {
    switch pattern.kind {
    case .some(let name): _ = declareLocal(name, .erroneous)
    case .enumCase(_, let names): for name in names { _ = declareLocal(name, .erroneous) }
    case .anything, .none, .literal: break
    }
    return .anything
  }

  /// A `match` has an arm for everything that its subject may be.
  mutating func refuseGaps(_ cover: Coverage, _ node: MatchNode) {
    guard !cover.isComplete, !cover.isSpoiled else { return }
    report(.missingCases(cover.missing, isOpen: cover.all == nil, at: node.subject.span))
  }
}

extension TypedExpression {
  /// The value that is compared with; a number may have a `-`.
  fileprivate var patternConstant: Constant? {
    switch kind {
    case .constant(let constant): constant
    case .negate(let operand):
      switch operand.kind {
      case .constant(.int(let value)): .int(0 - value)
      case .constant(.float(let value)): .float(-value)
      case .constant(.duration(let value)): .duration(0 - value)
      default: nil
      }
    default: nil
    }
  }
}

extension Pattern {
  var firstBinding: Name? {
    switch kind {
    case .some(let name): name
    case .enumCase(_, let names): names.first
    case .anything, .none, .literal: nil
    }
  }
}
