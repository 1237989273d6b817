import StileSyntax

/// `if` and `match` as values: each branch ends in an expression, and all have one type.
extension Checker {
  mutating func inferIf(_ node: IfNode, _ hint: Type?, _ span: SourceSpan) -> TypedExpression {
    guard let alternative = node.alternative else {
      report(.ifWithoutElse(at: span))
      _ = infer(node.condition)
      return erroneous(span)
    }
    var type = hint
    openScope()
    var binding: LocalID?
    let condition: TypedExpression
    if let name = node.binding {
      condition = inferOpened(node.condition)
      binding = declareLocal(name, inference.shallow(condition.type).withoutOptional)
    } else {
      condition = check(node.condition, .bool, as: .condition("if"))
      remarkKnownAnswer(of: condition)
    }
    var paths = DutyPaths(from: body.duty)
    let then = inferBranch(node.then, &type)
    endWay(then, of: &paths)
    closeScope()
    openScope()
    let otherwise = inferAlternative(alternative, &type)
    endWay(otherwise, of: &paths)
    body.duty = paths.met
    closeScope()
    let result = type ?? .never
    if let binding {
      return TypedExpression(
        .ifLet(binding, condition, then: then, otherwise: otherwise), result, span)
    }
    return TypedExpression(.if(condition, then: then, otherwise: otherwise), result, span)
  }

  private mutating func inferAlternative(
    _ alternative: IfNode.Alternative, _ type: inout Type?
  ) -> Branch {
    switch alternative {
    case .block(let block): return inferBranch(block, &type)
    case .elseIf(let node):
      let value = inferIf(node, type, node.span)
      join(value, node.span, &type)
      return Branch(statements: [], value: value)
    }
  }

  /// The operand of `if let`: a value that may be absent.
  mutating func inferOpened(_ expression: Expression) -> TypedExpression {
    let value = infer(expression)
    let type = inference.shallow(value.type)
    switch type {
    case .optional, .erroneous: return value
    case .variable:
      let wrapped = inference.fresh(at: expression.span)
      _ = inference.unify(type, .optional(wrapped))
      return value
    default:
      report(.neverAbsentBinding(describe(type), at: expression.span))
      return TypedExpression(value.kind, .erroneous, value.span)
    }
  }

  /// Statements, then the value: the last expression.
  private mutating func inferBranch(_ block: Block, _ type: inout Type?) -> Branch {
    var statements = checkStatements(block.statements.dropLast())
    guard let last = block.statements.last, let expression = last.valueExpression else {
      statements += checkStatements(block.statements.suffix(1))
      // What leaves the body here has nobody to give a value to.
      if alwaysLeaves(statements) {
        let nothing = TypedExpression(.constant(.none), .never, block.span)
        join(nothing, block.span, &type)
        return Branch(statements: statements, value: nothing)
      }
      report(.branchWithoutValue(at: block.statements.last?.span ?? block.span))
      return Branch(statements: statements, value: erroneous(block.span))
    }
    let value = infer(expression, hint: type)
    join(value, expression.span, &type)
    refuseFunctionValue(value)
    return Branch(statements: statements, value: value)
  }

  /// The type of all branches so far.
  private mutating func join(_ value: TypedExpression, _ span: SourceSpan, _ type: inout Type?) {
    if inference.shallow(value.type) == .void { report(.noValue(at: span)) }
    guard let known = type else {
      type = inference.shallow(value.type)
      return
    }
    if let joined = joinTentatively(known, value.type) {
      type = joined
    } else {
      _ = coerce(value, to: known, as: .branch)
    }
  }

  mutating func inferMatch(_ node: MatchNode, _ hint: Type?, _ span: SourceSpan) -> TypedExpression
  {
    let subject = infer(node.subject)
    var cover = Coverage(of: inference.shallow(subject.type), in: tables)
    var type = hint
    var arms: [MatchArm] = []
    var paths = DutyPaths(from: body.duty)
    for arm in node.arms {
      openScope()
      let patterns = checkPatterns(arm.patterns, subject.type, &cover)
      let branch = inferBranch(arm.body, &type)
      endWay(branch, of: &paths)
      closeScope()
      arms.append(MatchArm(patterns: patterns, branch: branch))
    }
    body.duty = paths.met
    refuseGaps(cover, node)
    return TypedExpression(.match(subject, arms), type ?? .never, span)
  }
}

extension Statement {
  /// The expression that a statement at a branch's end stands for.
  var valueExpression: Expression? {
    switch kind {
    case .expression(let expression): expression
    case .if(let node): Expression(.if(node), span)
    case .match(let node): Expression(.match(node), span)
    default: nil
    }
  }
}
