import StileSyntax

extension Checker {
  mutating func inferBinary(
    _ operation: BinaryOperator, _ operatorSpan: SourceSpan, _ left: Expression,
    _ right: Expression, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    switch operation {
    case .and, .or:
      let first = check(left, .bool, as: .operand(operation.rawValue))
      let second = check(right, .bool, as: .operand(operation.rawValue))
      return TypedExpression(.binary(operation, first, second), .bool, span)
    case .coalesce: return inferCoalesce(left, right, hint, span)
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
      return inferComparison(operation, operatorSpan, left, right, span)
    case .add, .subtract, .multiply, .divide, .remainder:
      return inferArithmetic(operation, operatorSpan, left, right, hint, span)
    }
  }

  /// `x ?? y`: the value, or what stands for an absent one.
  private mutating func inferCoalesce(
    _ left: Expression, _ right: Expression, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let first = infer(left, hint: hint.map { inference.shallow($0).madeOptional })
    let type = inference.shallow(first.type)
    let wrapped: Type
    switch type {
    case .optional(let inner): wrapped = inner
    case .variable:
      wrapped = inference.fresh(at: left.span)
      _ = inference.unify(type, .optional(wrapped))
    case .erroneous: wrapped = .erroneous
    default:
      report(.neverAbsent(describe(type), at: left.span, whole: span))
      _ = infer(right, hint: type)
      return TypedExpression(first.kind, .erroneous, span)
    }
    let second = infer(right, hint: wrapped)
    if case .optional = inference.shallow(second.type) {
      let value = coerce(second, to: type, as: .operand("??"), written: right)
      return TypedExpression(.binary(.coalesce, first, value), type, span)
    }
    let value = coerce(second, to: wrapped, as: .operand("??"), written: right)
    return TypedExpression(.binary(.coalesce, first, value), wrapped, span)
  }

  private mutating func inferComparison(
    _ operation: BinaryOperator, _ operatorSpan: SourceSpan, _ left: Expression,
    _ right: Expression, _ span: SourceSpan
  ) -> TypedExpression {
    let (first, second) = inferTogether(left, right)
    guard let type = joinTentatively(first.type, second.type) else {
      report(
        .differentTypes(
          operation.rawValue, at: operatorSpan, Label(left.span, "\(typeLabel(first))"),
          Label(right.span, "\(typeLabel(second))"),
          help: comparisonHelp(first, second)))
      return TypedExpression(.constant(.bool(false)), .bool, span)
    }
    let word = operation == .equal || operation == .notEqual ? "==" : "<"
    pending.comparisons.append(.init(type: type, word: word, span: operatorSpan))
    return TypedExpression(.binary(operation, first, second), .bool, span)
  }

  /// Infers two operands of one type, the one first that needs no hint.
  private mutating func inferTogether(
    _ left: Expression, _ right: Expression
  ) -> (TypedExpression, TypedExpression) {
    if left.takesTypeFromPlace && !right.takesTypeFromPlace {
      let second = infer(right)
      return (infer(left, hint: second.type), second)
    }
    let first = infer(left)
    return (first, infer(right, hint: first.type))
  }

  private func typeLabel(_ value: TypedExpression) -> String {
    let type = inference.shallow(value.type)
    return type == .void ? "this has no value" : "this is \(Diagnostic.withArticle(describe(type)))"
  }

  private func comparisonHelp(_ left: TypedExpression, _ right: TypedExpression) -> String? {
    let types = [inference.resolve(left.type), inference.resolve(right.type)]
    if types.contains(.output) { return "compare what it printed: `.text`, `.lines` or `.status`" }
    for (one, other) in [(types[0], types[1]), (types[1], types[0])] {
      if one == .string, BuiltInType.takesText(other) {
        return "make a `\(describe(other))` of the text: `\(describe(other))(…)`"
      }
      if case .list(let element) = one, element == other {
        return "put the single value into brackets: `[…]`"
      }
    }
    return nil
  }

  private mutating func inferArithmetic(
    _ operation: BinaryOperator, _ operatorSpan: SourceSpan, _ left: Expression,
    _ right: Expression, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let first: TypedExpression
    let isJoin = operation == .divide && hint.map { inference.shallow($0).withoutOptional } == .path
    if isJoin, case .string = left.withoutParentheses.kind {
      first = infer(left, hint: .path)
    } else {
      first = infer(left)
    }
    let second = infer(right)
    let leftType = inference.shallow(first.type)
    let rightType = inference.shallow(second.type)
    if leftType.isErroneous || rightType.isErroneous { return erroneous(span) }
    if case .variable = leftType { _ = inference.unify(leftType, rightType) }
    if case .variable = rightType { _ = inference.unify(rightType, leftType) }
    let types = (inference.shallow(first.type), inference.shallow(second.type))
    guard let result = arithmeticResult(operation, types.0, types.1) else {
      report(
        .operatorTypes(
          operation.rawValue, at: operatorSpan, Label(left.span, typeLabel(first)),
          Label(right.span, typeLabel(second)), help: arithmeticHelp(operation, types.0, types.1)))
      return erroneous(span)
    }
    return TypedExpression(.binary(operation, first, second), result, span)
  }

  /// What an operator makes of two types; nil where it makes nothing.
  private func arithmeticResult(_ operation: BinaryOperator, _ left: Type, _ right: Type) -> Type? {
    switch (left, operation, right) {
    case (.never, _, let type), (let type, _, .never): type
    case (.int, _, .int): .int
    case (.float, _, .float): .float
    case (.duration, .add, .duration), (.duration, .subtract, .duration): .duration
    case (.duration, .multiply, .int), (.int, .multiply, .duration), (.duration, .divide, .int):
      .duration
    case (.duration, .divide, .duration): .int
    case (.time, .subtract, .time): .duration
    case (.time, .add, .duration), (.time, .subtract, .duration): .time
    case (.size, .add, .size), (.size, .subtract, .size): .size
    case (.size, .multiply, .int), (.int, .multiply, .size), (.size, .divide, .int): .size
    case (.size, .divide, .size): .int
    case (.path, .divide, .string): .path
    default: nil
    }
  }

  private func arithmeticHelp(_ operation: BinaryOperator, _ left: Type, _ right: Type) -> String? {
    switch (left, operation, right) {
    case (.string, .add, _), (_, .add, .string):
      "texts are put together by holes: `\"#{a}#{b}\"`"
    case (.list, .add, .list): "lists are put together by `.plus(…)`"
    case (.list, .add, _): "`.with(x)` is the list with one more element"
    case (.string, .divide, .string): "a path is joined: `Path(…) / \"name\"`"
    case (.optional, _, _), (_, _, .optional):
      "a value that may be absent is opened first: `(x ?? 0)`"
    case (.int, _, .float), (.float, _, .int): "write both as `Float`, such as `2.0`"
    default: nil
    }
  }

  mutating func inferNegate(_ operand: Expression, _ span: SourceSpan) -> TypedExpression {
    let value = infer(operand)
    if case .constant(let number) = value.kind {
      switch number {
      case .int(let number): return constant(.int(0 &- number), .int, span)
      case .float(let number): return constant(.float(-number), .float, span)
      case .duration(let number): return constant(.duration(0 &- number), .duration, span)
      default: break
      }
    }
    switch inference.shallow(value.type) {
    case .int, .float, .duration, .erroneous, .never: break
    case .variable: _ = inference.unify(value.type, .int)
    case let type:
      report(.negated(describe(type), at: operand.span))
      return erroneous(span)
    }
    return TypedExpression(.negate(value), value.type, span)
  }

  /// `xs[i]`, `m[k]`: may be absent, so an optional. Json indexes to Json.
  mutating func inferIndex(
    _ receiver: Expression, _ index: Expression, _ span: SourceSpan
  ) -> TypedExpression {
    let value = infer(receiver)
    let type = inference.shallow(value.type)
    switch type {
    case .list(let element):
      let position = check(index, .int, as: .operand("[…]"))
      return TypedExpression(.index(value, position), inference.shallow(element).madeOptional, span)
    case .map(let element):
      let key = check(index, .string, as: .mapKey)
      return TypedExpression(.index(value, key), inference.shallow(element).madeOptional, span)
    case .json:
      let key = infer(index)
      let keyType = inference.shallow(key.type)
      if keyType != .int && keyType != .string && !keyType.isErroneous {
        report(mismatch(key, .string, .mapKey, index))
      }
      return TypedExpression(.index(value, key), .json, span)
    case .erroneous: _ = infer(index)
    case .variable: report(.typeUnknown(at: receiver.span))
    default: report(.notIndexable(describe(type), at: receiver.span))
    }
    return erroneous(span)
  }
}

extension Expression {
  /// Its type comes from its place where that expects one: texts, `.case`, `none`, empty brackets.
  var takesTypeFromPlace: Bool {
    switch kind {
    case .string, .dotCase, .none: true
    case .list(let elements): elements.allSatisfy(\.takesTypeFromPlace)
    case .map(let entries): entries.isEmpty
    case .parenthesized(let inner): inner.takesTypeFromPlace
    case .call(let callee, _): if case .dotCase = callee.kind { true } else { false }
    default: false
    }
  }
}
