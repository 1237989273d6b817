import StileSyntax

extension Checker {
  /// Resolves the types that the declarations of a file are written with.
  mutating func resolveTypes(of module: Int) {
    for declaration in modules[module].tree.root.declarations {
      switch declaration.kind {
      case .record(let record): resolveRecord(record, in: module)
      case .enum(let enumeration): resolveEnum(enumeration, in: module)
      default: break
      }
    }
    for index in globals.indices where globals[index].module == module {
      if case .param(let field) = globals[index].declaration {
        globals[index].type = resolve(field.type, in: module)
      } else if case .secret = globals[index].declaration {
        globals[index].type = .secret
      }
    }
    for index in functions.indices where functions[index].module == module {
      resolveSignature(FunctionID(index))
    }
  }

  private mutating func resolveRecord(_ record: RecordDeclaration, in module: Int) {
    guard case .record(let id)? = ownType(record.name, in: module),
      let declaration = recordDeclarations[id]
    else { return }
    let fields = resolveFields(declaration.fields.flatMap { $0 }, in: module)
    tables.records[id.index] = RecordType(name: tables.records[id.index].name, fields: fields)
  }

  private mutating func resolveEnum(_ enumeration: EnumDeclaration, in module: Int) {
    guard case .enumeration(let id)? = ownType(enumeration.name, in: module),
      let declaration = enumDeclarations[id]
    else { return }
    let cases = zip(distinctCases(enumeration), declaration.fields).map { enumCase, fields in
      EnumType.Case(name: enumCase.name.text, fields: resolveFields(fields, in: module))
    }
    tables.enums[id.index] = EnumType(name: tables.enums[id.index].name, cases: cases)
  }

  /// Absent when the declaration's name was taken.
  private func ownType(_ name: Name, in module: Int) -> TypeSymbol? {
    guard let entry = scopes[module].types[name.text], entry.span == name.span else { return nil }
    return entry.value
  }

  private mutating func resolveFields(_ fields: [Field], in module: Int) -> [RecordType.Field] {
    fields.map { RecordType.Field($0.name.text, resolve($0.type, in: module)) }
  }

  private mutating func resolveSignature(_ id: FunctionID) {
    let entry = functions[id.index]
    guard let declaration = entry.declaration else { return }
    let generics = declaration.generics.map(\.text)
    if !generics.isEmpty && entry.effect > .probe {
      report(.genericEffect(entry.effect, at: declaration.generics[0].span))
    }
    for name in declaration.generics
    where BuiltInType.names.contains(name.text) || scopes[entry.module].types[name.text] != nil {
      report(.builtInNameTaken(name))
    }
    var parameters: [Parameter] = []
    parameters.reserveCapacity(declaration.parameters.count)
    for index in declaration.parameters.indices {
      let name = declaration.parameters[index].name
      let type = resolveParameterType(
        declaration.parameters[index].type, in: entry.module, generics: generics)
      parameters.append(
        Parameter(name: name.text, type: type, defaultValue: nil, span: name.span))
    }
    entry.generics = generics
    entry.parameters = parameters
    if let node = declaration.returnType {
      entry.result = resolve(node, in: entry.module, generics: generics)
    } else if case .block = declaration.body {
      entry.result = .void
    }
  }

  /// A record that needs one of itself to be made can't be made.
  mutating func refuseEndlessRecords() {
    var known: Set<RecordID> = []
    for id in recordDeclarations.keys.sorted(by: { $0.index < $1.index }) {
      var seen: Set<RecordID> = [id]
      var open = [id]
      while let current = open.popLast() {
        for field in tables.records[current.index].fields {
          guard case .record(let inner) = field.type else { continue }
          if inner == id, let declaration = recordDeclarations[id] {
            report(.endlessRecord(tables.records[id.index].name, at: declaration.span))
            open = []
            break
          }
          if !known.contains(inner), seen.insert(inner).inserted { open.append(inner) }
        }
      }
      known.formUnion(seen)
    }
  }
}
