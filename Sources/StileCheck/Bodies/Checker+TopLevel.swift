import StileSyntax

extension Checker {
  /// Checks all that a file declares; what another body needed first is not checked twice.
  mutating func checkBodies(of module: Int) {
    for index in globals.indices where globals[index].module == module {
      checkGlobal(GlobalID(index))
    }
    for index in functions.indices where functions[index].module == module {
      checkFunction(FunctionID(index))
    }
    for declaration in modules[module].tree.root.declarations {
      switch declaration.kind {
      case .runbook(let runbook): checkRunbook(runbook, declaration, in: module)
      case .policy(let policy): checkPolicy(policy, declaration, in: module)
      case .test(let test): checkTest(test, in: module)
      case .use, .param, .secret, .let, .record, .enum, .callable: break
      }
    }
  }

  /// What a definition that another one needs first counts for: it may itself be deep.
  static let definitionDepth = 6

  mutating func checkGlobal(_ id: GlobalID) {
    let entry = globals[id.index]
    guard entry.state == .waiting else { return }
    globals[id.index].state = .underWay
    depth += Checker.definitionDepth
    defer { depth -= Checker.definitionDepth }
    switch entry.declaration {
    case .param(let field):
      refuseUnreadableParam(field, entry.type)
      globals[id.index].kind = .param(defaultValue: nil)
      if let expression = field.defaultValue {
        let checked = checkDefault(expression, of: field.name, type: entry.type, in: entry.module)
        globals[id.index].kind = .param(defaultValue: checked.value)
        globals[id.index].facts = checked.facts
      }
    case .secret(let secret):
      globals[id.index].kind = origin(of: secret, id, in: entry.module).map { .secret($0) }
    case .binding(let binding): checkTopLevelLet(binding, id, in: entry.module)
    }
    globals[id.index].state = .finished
  }

  private mutating func origin(
    of secret: SecretDeclaration, _ id: GlobalID, in module: Int
  ) -> SecretOrigin? {
    switch secret.origin {
    case .environment(let name): return literalText(name).map { .environment($0) }
    case .file(let path): return literalText(path).map { .file($0) }
    case .command(let command):
      let checked = checkDefault(command, of: secret.name, type: .command, in: module)
      globals[id.index].facts = checked.facts
      return .command(checked.value)
    case .prompt(let question):
      guard let question else { return .prompt(nil) }
      return literalText(question).map { .prompt($0) }
    case .missing: return nil
    }
  }

  /// The text of a literal that must have no holes.
  mutating func literalText(_ literal: StringLiteral) -> String? {
    guard let text = literal.plainText else {
      report(.holeNotHere(at: literal.span))
      return nil
    }
    return text
  }

  /// A param is given as text, so its type must be one that a text can say.
  private mutating func refuseUnreadableParam(_ field: Field, _ type: Type) {
    let isUnreadable = tables.holds(type) {
      switch $0 {
      case .command, .output, .observation, .window, .failure, .json, .bytes, .function: true
      default: false
      }
    }
    if type == .secret {
      report(.secretParam(field.name, at: field.type.span))
    } else if isUnreadable {
      report(.unreadableParam(describe(type), at: field.type.span))
    }
  }

  private mutating func checkTopLevelLet(_ binding: Binding, _ id: GlobalID, in module: Int) {
    guard case .expression(let expression) = binding.value else {
      if case .item(let item) = binding.value { report(.itemAtTopLevel(at: item.keyword)) }
      return
    }
    let declared = binding.type.map { resolve($0, in: module) }
    let saved = setBodyAside(for: module)
    body.place = .topLevel("a `let` at the top of a file")
    body.frames = [Frame(.function, at: expression.span)]
    let value: TypedExpression
    if let declared {
      value = check(expression, declared, as: .binding(binding.name))
    } else {
      value = bindable(infer(expression), at: expression.span)
    }
    globals[id.index].type = inference.resolve(declared ?? value.type)
    globals[id.index].kind = .let(withoutLocals(value, named: binding.name))
    let facts = body.facts
    takeUpAgain(saved)
    pending.unseated.append(.init(needs: facts.seats))
    globals[id.index].facts = facts
  }

  /// A default stands in the scope of its file, not of the call.
  mutating func checkDefault(
    _ expression: Expression, of name: Name, type: Type, in module: Int
  ) -> (value: TypedExpression, facts: BodyFacts) {
    let saved = setBodyAside(for: module)
    body.place = .topLevel("a default")
    body.frames = [Frame(.function, at: expression.span)]
    let value = check(expression, type, as: .binding(name))
    let result = value.isSimple ? value : ofFunction(value, named: name)
    let facts = body.facts
    takeUpAgain(saved)
    pending.unseated.append(.init(needs: facts.seats))
    return (result, facts)
  }

  /// A top-level value has no locals of its own: one that needs some becomes a function's.
  private mutating func withoutLocals(
    _ value: TypedExpression, named name: Name
  ) -> TypedExpression {
    let needsLocals = body.frames.last.map { !$0.locals.isEmpty } ?? false
    return needsLocals ? ofFunction(value, named: name) : value
  }

  /// The call of a function that is made for a value: what stands in many places stays one thing.
  private mutating func ofFunction(
    _ value: TypedExpression, named name: Name
  ) -> TypedExpression {
    guard let frame = body.frames.last else { return value }
    let id = FunctionID(functions.count)
    let entry = FunctionEntry(name: name, module: body.module, effect: .pure, declaration: nil)
    entry.result = value.type
    entry.state = .finished
    entry.facts = body.facts
    entry.body = FunctionBody(
      locals: frame.finishedLocals, parameterCount: 0,
      statements: [TypedStatement(.return(value), value.span)], needsSeat: false)
    functions.append(entry)
    body.facts.calls.insert(id)
    return TypedExpression(.call(id, [], .none), value.type, value.span)
  }
}

extension TypedExpression {
  /// As small as a name, so it may stand wherever it is needed.
  fileprivate var isSimple: Bool {
    switch kind {
    case .constant, .global, .localHost, .console: true
    case .list(let elements): elements.isEmpty
    case .enumCase(_, _, let values): values.isEmpty
    default: false
    }
  }
}
