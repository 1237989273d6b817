import StileSyntax

extension Checker {
  /// Where an id would be written, and what there is to say if the key is missing or taken.
  struct KeySource {
    /// The word or the name that a message points at.
    let span: SourceSpan
    /// Where `NAME ` would be put in; absent for what is named by a `let`.
    let idPlace: Int?
    let what: String
  }

  /// Gives an item of the flow its part of the key, and refuses one that another item has.
  ///
  /// Inside a body an item needs none: its effects are counted.
  mutating func keyPart(_ name: String, _ source: KeySource) -> KeyPart {
    guard let loops = body.flow?.loops, body.place == .flow else {
      return KeyPart(name: name, loops: [])
    }
    let part = KeyPart(name: name, loops: loops)
    body.flow?.itemCount += 1
    if name.isEmpty {
      report(.keyMissing(source.what, at: source.span, idPlace: source.idPlace))
    } else if let earlier = body.flow?.take(part, at: source.span), let flow = body.flow {
      report(
        .keyTaken(
          name, source.what, at: source.span, earlier: earlier, idPlace: source.idPlace,
          free: freeName(name, flow)))
    }
    return part
  }

  private func freeName(_ name: String, _ flow: Flow) -> String {
    var number = 2
    while flow.keys[flow.signature(KeyPart(name: "\(name)_\(number)", loops: flow.loops))] != nil {
      number += 1
    }
    return "\(name)_\(number)"
  }

  // A loop counts from its head on; what it adds to a key ends with it.

  mutating func enterLoop(_ key: LocalID) {
    if body.place == .flow { body.flow?.loops.append(key) }
  }

  mutating func leaveLoop() {
    if body.place == .flow { body.flow?.loops.removeLast() }
  }

  mutating func beginItems() -> Int { body.flow?.itemCount ?? 0 }

  mutating func endItems(_ marker: Int) -> Bool {
    body.place == .flow && (body.flow?.itemCount ?? 0) > marker
  }

  /// A record names its round by its field `name`.
  mutating func keyField(
    of element: Type, _ variable: LocalID, _ span: SourceSpan
  ) -> TypedExpression? {
    guard element != .host, case .record = element,
      let field = field("name", of: element), isLoopKey(field.type)
    else { return nil }
    let record = TypedExpression(.local(variable), element, span)
    return TypedExpression(.field(record, field.index), field.type, span)
  }

  mutating func refuseLoopKey(_ type: Type, _ loop: ForStatement) {
    let type = inference.shallow(type)
    if case .variable = type { return }
    if !isLoopKey(type) {
      report(.loopKey(loop.variable, describe(type), at: loop.by?.span ?? loop.sequence.span))
    }
  }

  private func isLoopKey(_ type: Type) -> Bool {
    switch type {
    case .bool, .int, .string, .host, .user, .path, .domainName, .erroneous: true
    case .enumeration(let id): tables.enums[id.index].cases.allSatisfy { $0.fields.isEmpty }
    default: false
    }
  }
}
