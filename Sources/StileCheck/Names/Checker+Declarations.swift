import StileSyntax

extension Checker {
  /// Enters what a file uses and declares into its scope; types and bodies come later.
  mutating func declareNames(of module: Int) {
    let tree = modules[module].tree
    for use in modules[module].uses { bring(use, into: module) }
    for declaration in tree.root.declarations { declare(declaration, in: module) }
  }

  private mutating func declare(_ declaration: Declaration, in module: Int) {
    switch declaration.kind {
    case .use: break
    case .param(let field):
      addGlobal(field.name, .param(field), declaration, in: module)
    case .secret(let secret):
      addGlobal(secret.name, .secret(secret), declaration, in: module)
    case .let(let binding):
      addGlobal(binding.name, .binding(binding), declaration, in: module)
    case .record(let record):
      let id = RecordID(tables.records.count)
      let name = uniqueTypeName(record.name.text, module)
      tables.records.append(RecordType(name: name, fields: []))
      recordDeclarations[id] = NominalDeclaration(
        module: module, span: record.name.span, fields: [distinct(record.fields)])
      enter(.record(id), as: record.name, in: module)
    case .enum(let enumeration):
      let id = EnumID(tables.enums.count)
      let name = uniqueTypeName(enumeration.name.text, module)
      tables.enums.append(EnumType(name: name, cases: []))
      refuseRepeatedCases(enumeration)
      let cases = distinctCases(enumeration)
      enumDeclarations[id] = NominalDeclaration(
        module: module, span: enumeration.name.span, fields: cases.map { distinct($0.fields) })
      enter(.enumeration(id), as: enumeration.name, in: module)
    case .callable(let callable):
      let id = FunctionID(functions.count)
      functions.append(
        FunctionEntry(
          name: callable.name, module: module, effect: callable.effect, declaration: callable))
      enter(.function(id), as: callable.name, in: module)
    case .runbook(let runbook):
      declareRunbook(titled: runbook.title, runbookName(runbook.title), in: module)
    case .policy(let policy):
      declareRunbook(titled: policy.title, runbookName(policy.title), in: module)
    case .test: break
    }
  }

  /// The fields without those whose name an earlier one has.
  private mutating func distinct(_ fields: [Field]) -> [Field] {
    var names: [String: SourceSpan] = [:]
    return fields.filter { isNew($0.name, in: &names) }
  }

  func distinctCases(_ enumeration: EnumDeclaration) -> [EnumDeclaration.Case] {
    var names: Set<String> = []
    return enumeration.cases.filter { names.insert($0.name.text).inserted }
  }

  private mutating func refuseRepeatedCases(_ enumeration: EnumDeclaration) {
    var names: [String: SourceSpan] = [:]
    for enumCase in enumeration.cases { _ = isNew(enumCase.name, in: &names) }
  }

  private mutating func isNew(_ name: Name, in names: inout [String: SourceSpan]) -> Bool {
    if let earlier = names[name.text] {
      report(.nameTaken(name.text, at: name.span, earlier: earlier))
      return false
    }
    names[name.text] = name.span
    return true
  }

  /// The word that a declaration begins with.
  private func keyword(_ declaration: Declaration) -> SourceSpan {
    let words = text(declaration.span)
    let length = words.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\n") }.count
    let lower = Int(declaration.span.lower)
    return SourceSpan(declaration.span.source, lower, lower + length)
  }

  private mutating func addGlobal(
    _ name: Name, _ kind: GlobalEntry.Declaration, _ declaration: Declaration, in module: Int
  ) {
    let id = GlobalID(globals.count)
    globals.append(
      GlobalEntry(
        name: name, module: module, declaration: kind, documentation: declaration.documentation))
    enter(.global(id), as: name, in: module)
  }

  /// Runbooks and policies are called by one kind of name.
  private mutating func declareRunbook(
    titled title: Title, _ name: String, in module: Int
  ) {
    guard !name.isEmpty else { return }
    let span = title.span
    if let earlier = scopes[module].runbooks[name] {
      report(.nameTaken(name, at: span, earlier: earlier))
    } else {
      scopes[module].runbooks[name] = span
    }
  }

  /// Two modules may have types of one name; in messages the second one says where it is from.
  private mutating func uniqueTypeName(_ name: String, _ module: Int) -> String {
    typeNames.insert(name).inserted ? name : "\(modules[module].name).\(name)"
  }

  /// Nothing is shadowed: a name that means something already is refused, and keeps its meaning.
  func enterable(_ name: Name, in module: Int) -> Diagnostic? {
    guard let earlier = scopes[module].symbols[name.text] else { return nil }
    if case .builtIn = earlier.value { return .builtInNameTaken(name) }
    return .nameTaken(name.text, at: name.span, earlier: earlier.span)
  }

  mutating func enter(
    _ symbol: Symbol, as name: Name, in module: Int, isImported: Bool = false
  ) {
    if let refusal = enterable(name, in: module) { return report(refusal) }
    scopes[module].symbols[name.text] = .init(
      value: symbol, span: name.span, isImported: isImported)
  }

  mutating func enter(
    _ symbol: TypeSymbol, as name: Name, in module: Int, isImported: Bool = false
  ) {
    if BuiltInType.names.contains(name.text) { return report(.builtInNameTaken(name)) }
    if let earlier = scopes[module].types[name.text] {
      return report(.nameTaken(name.text, at: name.span, earlier: earlier.span))
    }
    scopes[module].types[name.text] = .init(value: symbol, span: name.span, isImported: isImported)
  }
}
