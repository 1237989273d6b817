import StileSyntax

extension Checker {
  /// The type that a parameter is written with; a function is one only here.
  mutating func resolveParameterType(_ node: TypeNode, in module: Int, generics: [String]) -> Type {
    if case .function(let parameters, let result) = node.kind {
      return .function(
        parameters.map { resolve($0, in: module, generics: generics) },
        resolve(result, in: module, generics: generics))
    }
    return resolve(node, in: module, generics: generics)
  }

  /// The type that anything else is written with: data.
  mutating func resolve(_ node: TypeNode, in module: Int, generics: [String] = []) -> Type {
    switch node.kind {
    case .missing: return .erroneous
    case .optional(let wrapped):
      return resolve(wrapped, in: module, generics: generics).madeOptional
    case .function:
      report(.functionType(at: node.span))
      return .erroneous
    case .named(let name, let arguments):
      if let index = generics.firstIndex(of: name.text) {
        guard arguments.isEmpty else { return wrongArguments(name, 0, node) }
        return .parameter(TypeParameterID(index))
      }
      let resolved = arguments.map { resolve($0, in: module, generics: generics) }
      return named(name, resolved, node, in: module, generics: generics)
    }
  }

  private mutating func named(
    _ name: Name, _ arguments: [Type], _ node: TypeNode, in module: Int, generics: [String]
  ) -> Type {
    switch name.text {
    case "List":
      guard arguments.count == 1 else { return wrongArguments(name, 1, node) }
      return .list(arguments[0])
    case "Map":
      guard arguments.count == 2 else { return wrongArguments(name, 2, node) }
      guard arguments[0] == .string || arguments[0].isErroneous else {
        report(.mapKey(describe(arguments[0]), at: node.span))
        return .erroneous
      }
      return .map(arguments[1])
    default: break
    }
    let entry = BuiltInType.simple[name.text] ?? lookUpType(name.text, in: module)?.type
    guard let type = entry else {
      let known = BuiltInType.names.union(scopes[module].types.keys).union(generics)
      report(.unknownType(name, nearest: NearestName.find(name.text, in: known.sorted())))
      return .erroneous
    }
    return arguments.isEmpty ? type : wrongArguments(name, 0, node)
  }

  private mutating func wrongArguments(_ name: Name, _ count: Int, _ node: TypeNode) -> Type {
    report(.typeArguments(name.text, count, at: node.span))
    return .erroneous
  }
}
