import StileSyntax

/// Defaults are checked when something asks for them first, since one may use another.
extension Checker {
  mutating func checkAllDefaults() {
    for id in recordDeclarations.keys.sorted(by: { $0.index < $1.index }) { checkDefaults(of: id) }
    for id in enumDeclarations.keys.sorted(by: { $0.index < $1.index }) { checkDefaults(of: id) }
    for index in functions.indices { checkDefaults(of: FunctionID(index)) }
  }

  mutating func checkDefaults(of id: RecordID) {
    guard let declaration = recordDeclarations[id], declaration.defaults == .waiting else { return }
    recordDeclarations[id]?.defaults = .underWay
    depth += Checker.definitionDepth
    defer { depth -= Checker.definitionDepth }
    let record = tables.records[id.index]
    let fields = withDefaults(
      record.fields, declaration.fields.flatMap { $0 }, in: declaration.module)
    recordDeclarations[id]?.facts = fields.facts
    tables.records[id.index] = RecordType(name: record.name, fields: fields.fields)
    recordDeclarations[id]?.defaults = .finished
  }

  mutating func checkDefaults(of id: EnumID) {
    guard let declaration = enumDeclarations[id], declaration.defaults == .waiting else { return }
    enumDeclarations[id]?.defaults = .underWay
    depth += Checker.definitionDepth
    defer { depth -= Checker.definitionDepth }
    let enumeration = tables.enums[id.index]
    var cases: [EnumType.Case] = []
    for (enumCase, written) in zip(enumeration.cases, declaration.fields) {
      let fields = withDefaults(enumCase.fields, written, in: declaration.module)
      cases.append(EnumType.Case(name: enumCase.name, fields: fields.fields))
      enumDeclarations[id]?.facts.add(fields.facts)
    }
    tables.enums[id.index] = EnumType(name: enumeration.name, cases: cases)
    enumDeclarations[id]?.defaults = .finished
  }

  private mutating func withDefaults(
    _ fields: [RecordType.Field], _ written: [Field], in module: Int
  ) -> (fields: [RecordType.Field], facts: BodyFacts) {
    var result: [RecordType.Field] = []
    var facts = BodyFacts()
    for (field, source) in zip(fields, written) {
      let checked = source.defaultValue.map {
        checkDefault($0, of: source.name, type: field.type, in: module)
      }
      if let checked { facts.add(checked.facts) }
      result.append(RecordType.Field(field.name, field.type, defaultValue: checked?.value))
    }
    return (result, facts)
  }

  mutating func checkDefaults(of id: FunctionID) {
    let entry = functions[id.index]
    guard let declaration = entry.declaration, entry.defaults == .waiting else { return }
    entry.defaults = .underWay
    depth += Checker.definitionDepth
    defer { depth -= Checker.definitionDepth }
    for index in declaration.parameters.indices {
      guard let expression = declaration.parameters[index].defaultValue else { continue }
      let field = declaration.parameters[index]
      let parameter = entry.parameters[index]
      let (value, facts) = checkDefault(
        expression, of: field.name, type: parameter.type, in: entry.module)
      entry.facts.add(facts)
      entry.parameters[index] = Parameter(
        name: parameter.name, type: parameter.type, defaultValue: value, span: parameter.span)
    }
    entry.defaults = .finished
  }
}
