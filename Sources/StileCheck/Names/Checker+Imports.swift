import StileSyntax

extension Checker {
  /// Brings the names of one `use` into a file: a standard module as itself with its types, from a
  /// relative one the names that are listed.
  mutating func bring(_ use: LoadedModule.Use, into module: Int) {
    switch use.kind {
    case .standard(let name):
      let isTaken = scopes[module].symbols[name.text] != nil
      enter(.module(use.module), as: name, in: module, isImported: true)
      if isTaken { return }
      for (typeName, entry) in scopes[use.module].types.sorted(by: { $0.key < $1.key })
      where !entry.isImported && !typeName.hasPrefix("_") {
        enter(entry.value, as: Name(typeName, name.span), in: module, isImported: true)
      }
    case .relative(let names):
      for name in names { bring(name, from: use.module, into: module) }
    }
  }

  private mutating func bring(_ name: Name, from other: Int, into module: Int) {
    let scope = scopes[other]
    let file = modules[other].name
    if let entry = scope.types[name.text], !entry.isImported {
      return enter(entry.value, as: name, in: module, isImported: true)
    }
    if let entry = scope.symbols[name.text], !entry.isImported {
      if name.text.hasPrefix("_") {
        return report(.privateName(name, of: file, declared: entry.span))
      }
      return enter(entry.value, as: name, in: module, isImported: true)
    }
    let own =
      scope.symbols.filter { !$0.value.isImported && !$0.key.hasPrefix("_") }.map(\.key)
      + scope.types.filter { !$0.value.isImported }.map(\.key)
    report(
      .unknownImport(
        name, of: file, nearest: NearestName.find(name.text, in: own), all: own.sorted()))
  }
}
