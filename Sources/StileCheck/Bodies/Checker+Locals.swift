import StileSyntax

/// What a bare name stands for.
enum ResolvedName {
  /// A variable, with its number in the frame at hand.
  case local(LocalVariable, LocalID)
  case symbol(Symbol)
}

extension Checker {
  /// Looks a name up, innermost first. A local of a frame around the one at hand is captured on the
  /// way.
  mutating func lookUp(_ name: String) -> ResolvedName? {
    if let position = body.visible.position(of: name) {
      let variable = body.visible.variables[position]
      var id = variable.id
      for inner in body.frames.indices where body.frames[inner].start > position {
        body.isOpen = true
        id = body.frames[inner].capture(variable, as: id)
      }
      names.read(variable.span)
      return .local(variable, id)
    }
    guard let entry = scopes[body.module].symbols[name] else { return nil }
    names.read(entry.span)
    return .symbol(entry.value)
  }

  /// The type of this name that a file declares or brought in.
  mutating func lookUpType(_ name: String, in module: Int) -> TypeSymbol? {
    guard let entry = scopes[module].types[name] else { return nil }
    names.read(entry.span)
    return entry.value
  }

  /// All names that could have been meant at this place, sorted.
  var visibleNames: [String] {
    let globals = scopes[body.module].symbols.filter { name, entry in
      (name != "world" || isStandardModule) && !isBeingDefined(entry.value)
    }
    return (body.visible.variables.map(\.name) + globals.keys).sorted()
  }

  /// A value can't be made of itself.
  private func isBeingDefined(_ symbol: Symbol) -> Bool {
    if case .global(let id) = symbol { globals[id.index].state == .underWay } else { false }
  }

  var isStandardModule: Bool {
    modules.indices.contains(body.module) && modules[body.module].isStandard
  }

  /// Declares a local in the innermost scope. A taken name is told, and then means the new thing,
  /// so that nothing more is said.
  mutating func declareLocal(
    _ name: Name, _ type: Type, isVariable: Bool = false, isMadeSecret: Bool = false
  ) -> LocalID {
    let top = body.frames.count - 1
    let id = body.frames[top].addLocal(name.text, type, isVariable: isVariable)
    guard name.text != "_" else { return id }
    if let refusal = takenName(name) { report(refusal) }
    let variable = LocalVariable(
      id: id, name: name.text, type: type, span: name.span, isVariable: isVariable,
      region: body.region, isMadeSecret: isMadeSecret)
    body.visible.declare(variable)
    return id
  }

  private func takenName(_ name: Name) -> Diagnostic? {
    if let position = body.visible.position(of: name.text) {
      let earlier = body.visible.variables[position]
      return .nameTaken(name.text, at: name.span, earlier: earlier.span)
    }
    return enterable(name, in: body.module)
  }

  /// A local without a name that a person wrote.
  mutating func hiddenLocal(_ name: String, _ type: Type) -> LocalID {
    body.frames[body.frames.count - 1].addLocal(name, type)
  }

  mutating func openScope() { body.visible.openScope() }

  mutating func closeScope() { body.visible.closeScope() }

  /// Begins code with locals of its own, inside of other code.
  mutating func openFrame(_ kind: Frame.Kind, at span: SourceSpan) {
    body.frames.append(Frame(kind, at: span, start: body.visible.variables.count))
  }

  mutating func closeFrame() -> Frame {
    let frame = body.frames.removeLast()
    body.visible.forget(from: frame.start)
    return frame
  }

  /// Begins a stretch of code that may not assign the `var`s around it; gives what `leaveRegion`
  /// wants.
  mutating func enterRegion() -> Int {
    let saved = body.region
    body.regionCount += 1
    body.region = body.regionCount
    return saved
  }

  mutating func leaveRegion(_ saved: Int) { body.region = saved }
}
