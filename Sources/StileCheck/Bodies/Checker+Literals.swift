import StileSyntax

extension Checker {
  /// A string takes the type that its place expects, if that is one of the types made of text.
  mutating func inferString(
    _ literal: StringLiteral, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let target = textType(hint)
    if let text = literal.plainText { return plainText(text, target, span) }
    var pieces: [TextPiece] = []
    pieces.reserveCapacity(literal.segments.count)
    var isSecret = false
    for segment in literal.segments {
      switch segment {
      case .text(let text): pieces.append(.text(text))
      case .hole(let expression):
        let value = textHole(expression)
        if inference.shallow(value.type) == .secret { isSecret = true }
        pieces.append(.hole(value))
      }
    }
    if isSecret { return TypedExpression(.text(pieces), .secret, span) }
    let text = TypedExpression(.text(pieces), .string, span)
    guard let conversion = conversion(to: target) else { return text }
    return TypedExpression(.convert(conversion, text), target, span)
  }

  private func textType(_ hint: Type?) -> Type {
    guard let hint else { return .string }
    let target = inference.shallow(hint).withoutOptional
    return BuiltInType.takesText(target) ? target : .string
  }

  func conversion(to type: Type) -> Conversion? {
    switch type {
    case .path: .path
    case .domainName: .domainName
    case .user: .user
    case .url: .url
    case .host: .host
    default: nil
    }
  }

  /// A literal without holes is validated now, so that no run stops at it.
  mutating func plainText(_ text: String, _ target: Type, _ span: SourceSpan) -> TypedExpression {
    switch ValidatedText.constant(text, of: target) {
    case .success(let value):
      guard target == .host else { return constant(value, target, span) }
      return TypedExpression(.convert(.host, constant(value, .string, span)), .host, span)
    case .failure(let problem):
      report(.invalidText(text, describe(target), problem.reason, at: span))
      return erroneous(span)
    }
  }

  /// A hole takes what has one plain form as text.
  mutating func textHole(_ expression: Expression) -> TypedExpression {
    let value = infer(expression)
    let type = inference.shallow(value.type)
    if isTextual(type) { return value }
    if case .variable = type {
      _ = inference.unify(type, .string)
      return value
    }
    if type == .void {
      report(.noValue(at: expression.span))
      return erroneous(expression.span)
    }
    let help = holeHelp(type, brief(text(expression.span)))
    report(.textHole(describe(type), help: help, at: expression.span))
    return erroneous(expression.span)
  }

  /// How a value gets into a text, where there is a way.
  func holeHelp(_ type: Type, _ words: String) -> String? {
    switch type {
    case .optional: "say what else with `??`, such as `#{\(words) ?? \"none\"}`"
    case .list(.string): "join its elements: `#{\(words).join(\", \")}`"
    case .list:
      "make texts of its elements and join them: `#{\(words).map(x => \"#{x}\").join(\", \")}`"
    case .output: "read what it printed: `.text`, `.lines`, or its exit `.status`"
    case .bytes: "decode them: `.text`"
    case .json: "take a value out of it: `.string ?? …`, `.int ?? …`"
    case .record: "take one of its fields"
    default: nil
    }
  }

  mutating func inferList(
    _ elements: [Expression], _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    var element: Type?
    switch hint.map({ inference.shallow($0).withoutOptional }) {
    case .list(let expected)?: element = expected
    case .erroneous?: element = .erroneous
    default: break
    }
    var values: [TypedExpression] = []
    for expression in elements {
      guard let known = element else {
        let first = infer(expression)
        element = inference.shallow(first.type)
        values.append(first)
        continue
      }
      let value = infer(expression, hint: known)
      if let joined = joinTentatively(known, value.type) {
        element = joined
        values.append(value)
      } else {
        values.append(coerce(value, to: known, as: .element, written: expression))
      }
    }
    for value in values { refuseFunctionValue(value) }
    let type = Type.list(element ?? inference.fresh(at: span))
    return TypedExpression(.list(values), type, span)
  }

  mutating func inferMap(
    _ entries: [MapEntry], _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    var element: Type?
    if let hint, case .map(let expected) = inference.shallow(hint).withoutOptional {
      element = expected
    }
    var result: [(key: TypedExpression, value: TypedExpression)] = []
    var known: [String: SourceSpan] = [:]
    for entry in entries {
      let key = check(entry.key, .string, as: .mapKey)
      if case .constant(.string(let text)) = key.kind {
        if let earlier = known.updateValue(key.span, forKey: text) {
          report(.keyRepeated(text, at: key.span, earlier: earlier))
        }
      }
      let value: TypedExpression
      if let element {
        value = check(entry.value, element, as: .element)
      } else {
        value = infer(entry.value)
        element = inference.shallow(value.type)
      }
      refuseFunctionValue(value)
      result.append((key, value))
    }
    let type = Type.map(element ?? inference.fresh(at: span))
    return TypedExpression(.map(result), type, span)
  }

  /// The type that holds both, if there is one: equal types, or `T?` for `T` and `T?`.
  mutating func joinTentatively(_ left: Type, _ right: Type) -> Type? {
    let left = inference.shallow(left)
    let right = inference.shallow(right)
    if left == .never || left.isErroneous { return right }
    if inference.unifyTentatively(left, right) { return left }
    if case .optional(let wrapped) = left, inference.unifyTentatively(wrapped, right) {
      return left
    }
    if case .optional(let wrapped) = right, inference.unifyTentatively(left, wrapped) {
      return right
    }
    return nil
  }
}

extension ValidatedText {
  /// The constant of a type that text makes, or why the text is none.
  static func constant(_ text: String, of type: Type) -> Result<Constant, Problem> {
    switch type {
    case .path: return path(text.utf8).map { .failure($0) } ?? .success(.path(text))
    case .user: return user(text).map { .failure($0) } ?? .success(.user(text))
    case .url: return url(text).map { .failure($0) } ?? .success(.url(text))
    case .domainName: return domainName(text).map { .domainName($0) }
    case .host: return HostText.parse(text).map { _ in .string(text) }
    default: return .success(.string(text))
    }
  }
}
