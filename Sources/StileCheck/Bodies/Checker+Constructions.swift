import StileSyntax

extension Checker {
  /// `Type(…)`: a record, or a checked type made of a text.
  mutating func inferConstruction(
    _ name: String, _ nameSpan: SourceSpan, _ arguments: [Argument], _ span: SourceSpan
  ) -> TypedExpression {
    let type = BuiltInType.simple[name] ?? lookUpType(name, in: body.module)?.type
    switch type {
    case .path?, .domainName?, .user?, .url?:
      return inferConversion(name, type ?? .erroneous, arguments, span)
    case .host? where isPlainText(arguments):
      return inferConversion(name, .host, arguments, span)
    case .record(let id)?: return inferRecord(id, name, nameSpan, arguments, span)
    case .enumeration(let id)?:
      report(.enumConstruction(name, cases: tables.enums[id.index].cases.map(\.name), at: nameSpan))
    case nil where !BuiltInType.names.contains(name):
      let known = BuiltInType.names.union(scopes[body.module].types.keys).sorted()
      let nearest = NearestName.find(name, in: known)
      report(.unknownType(Name(name, nameSpan), nearest: nearest))
    default: report(.notConstructible(name, at: nameSpan))
    }
    checkAside(arguments)
    return erroneous(span)
  }

  /// `Host(x)` of one unlabelled value makes a host of a name; with labels it is a record.
  private func isPlainText(_ arguments: [Argument]) -> Bool {
    arguments.count == 1 && arguments[0].label == nil
  }

  private mutating func inferConversion(
    _ name: String, _ type: Type, _ arguments: [Argument], _ span: SourceSpan
  ) -> TypedExpression {
    guard arguments.count == 1, arguments[0].label == nil, let argument = arguments.first else {
      let parameter = Parameter(name: "text", type: .string, defaultValue: nil, span: nil)
      _ = match(arguments, to: [parameter], of: name, at: span)
      return TypedExpression(.constant(.none), type, span)
    }
    let value = infer(argument.value, hint: type)
    let found = inference.shallow(value.type)
    if found == type, case .string = argument.value.withoutParentheses.kind {
      return TypedExpression(value.kind, type, span)
    }
    if type == .path, found == .bytes {
      return TypedExpression(.convert(.pathOfBytes, value), type, span)
    }
    if type == .host, found == .domainName {
      return host(named: value, span)
    }
    let role = Role.argument("text", of: name, declared: nil)
    let text = coerce(value, to: .string, as: role, written: argument.value)
    guard let conversion = conversion(to: type) else { return erroneous(span) }
    return TypedExpression(.convert(conversion, text), type, span)
  }

  private func host(named name: TypedExpression, _ span: SourceSpan) -> TypedExpression {
    let fields = tables.records[RecordID.host.index].fields
    let others = fields.dropFirst().compactMap(\.defaultValue)
    return TypedExpression(.record(.host, [name] + others), .host, span)
  }

  private mutating func inferRecord(
    _ id: RecordID, _ name: String, _ nameSpan: SourceSpan, _ arguments: [Argument],
    _ span: SourceSpan
  ) -> TypedExpression {
    checkDefaults(of: id)
    if let declaration = recordDeclarations[id] { body.facts.add(declaration.facts) }
    let record = tables.records[id.index]
    guard record.isConstructible else {
      report(.notConstructible(name, at: nameSpan))
      return erroneous(span)
    }
    let written = recordDeclarations[id]?.fields.flatMap { $0 } ?? []
    let parameters = record.fields.enumerated().map { index, field in
      Parameter(
        name: field.name, type: field.type, defaultValue: field.defaultValue,
        span: written.indices.contains(index) ? written[index].name.span : nil)
    }
    guard let values = match(arguments, to: parameters, of: name, at: span) else {
      return TypedExpression(.constant(.none), .record(id), span)
    }
    return TypedExpression(.record(id, values), .record(id), span)
  }

  /// `.CASE` or `.case(…)`: the place says of which enum.
  mutating func inferDotCase(
    _ name: Name, _ arguments: [Argument]?, _ hint: Type?, _ span: SourceSpan
  ) -> TypedExpression {
    let expected = hint.map { inference.shallow($0).withoutOptional }
    guard case .enumeration(let id)? = expected else {
      checkAside(arguments ?? [])
      if let expected, expected.isErroneous { return erroneous(span) }
      report(.caseWithoutType(name, enums: enumNames(with: name.text), at: span))
      return erroneous(span)
    }
    return inferCase(id, name, arguments, span)
  }

  /// The enums in sight that have such a case, for the help.
  private func enumNames(with name: String) -> [String] {
    scopes[body.module].types.compactMap { typeName, entry in
      guard case .enumeration(let id) = entry.value else { return nil }
      return tables.enums[id.index].cases.contains { $0.name == name } ? typeName : nil
    }.sorted()
  }

  /// `Type.case`.
  mutating func inferQualifiedCase(
    _ typeName: String, _ typeSpan: SourceSpan, _ name: Name, _ arguments: [Argument]?,
    _ span: SourceSpan
  ) -> TypedExpression {
    switch lookUpType(typeName, in: body.module) {
    case .enumeration(let id)?: return inferCase(id, name, arguments, span)
    case nil where BuiltInType.simple[typeName] == nil:
      let known = BuiltInType.names.union(scopes[body.module].types.keys).sorted()
      report(
        .unknownType(Name(typeName, typeSpan), nearest: NearestName.find(typeName, in: known)))
    default: report(.typeAsValue(typeName, at: typeSpan))
    }
    return erroneous(span)
  }

  private mutating func inferCase(
    _ id: EnumID, _ name: Name, _ arguments: [Argument]?, _ span: SourceSpan
  ) -> TypedExpression {
    checkDefaults(of: id)
    if let declaration = enumDeclarations[id] { body.facts.add(declaration.facts) }
    let enumeration = tables.enums[id.index]
    guard let index = enumeration.cases.firstIndex(where: { $0.name == name.text }) else {
      let names = enumeration.cases.map(\.name)
      report(
        .unknownCase(
          name, of: enumeration.name, nearest: NearestName.find(name.text, in: names), all: names))
      return TypedExpression(.constant(.none), .enumeration(id), span)
    }
    let fields = enumeration.cases[index].fields
    let parameters = fields.map {
      Parameter(name: $0.name, type: $0.type, defaultValue: $0.defaultValue, span: nil)
    }
    let callee = ".\(name.text)"
    let values = match(arguments ?? [], to: parameters, of: callee, at: span) ?? []
    return TypedExpression(.enumCase(id, index, values), .enumeration(id), span)
  }

  /// `Record.decode(json)`.
  mutating func inferDecode(
    _ typeName: String, _ typeSpan: SourceSpan, _ arguments: [Argument], _ span: SourceSpan
  ) -> TypedExpression {
    let parameter = Parameter(name: "json", type: .json, defaultValue: nil, span: nil)
    let values = match(arguments, to: [parameter], of: "\(typeName).decode", at: span)
    guard case .record(let id)? = lookUpType(typeName, in: body.module) else {
      report(.notDecodable(typeName, at: typeSpan))
      return erroneous(span)
    }
    let isUndecodable = tables.holds(.record(id)) {
      switch $0 {
      case .secret, .command, .output, .function, .observation, .window, .bytes: true
      default: false
      }
    }
    if isUndecodable { report(.notDecodable(typeName, at: typeSpan)) }
    guard let json = values?.first else { return erroneous(span) }
    return TypedExpression(.decode(.record(id), json), .record(id), span)
  }
}
