import StileSyntax

/// A file that was read and parsed, with what it takes from others.
struct LoadedModule {
  /// One `use`: the module's index, and the names that were listed, for a relative one.
  struct Use {
    enum Kind {
      case standard(Name)
      case relative([Name])
    }

    let kind: Kind
    let module: Int
  }

  /// `dns` for a standard module, else the path.
  let name: String
  let isStandard: Bool
  let tree: SyntaxTree
  var uses: [Use] = []
}

/// Reads the entry file and all that it uses, each once, and refuses cycles.
struct ModuleLoader<Provider: SourceProvider> {
  let provider: Provider
  var sources = SourceMap()
  var diagnostics: [Diagnostic] = []
  /// The entry first; the index of a module is also the number of its source.
  var modules: [LoadedModule] = []
  /// Indices, each after all that it uses.
  var order: [Int] = []
  private var indices: [String: Int] = [:]
  private var underWay: [String] = []

  init(provider: Provider) { self.provider = provider }

  /// The entry itself can't be read only if the caller did not look; that is then a message too.
  mutating func load(entry: String) {
    guard let bytes = provider.file(entry) else {
      let text = sources.add(name: entry, bytes: [])
      diagnostics.append(.unknownFile(entry, at: SourceSpan(text.id, 0, 0)))
      return
    }
    _ = load(name: entry, key: entry, bytes: bytes, isStandard: false)
  }

  private mutating func load(name: String, key: String, bytes: [UInt8], isStandard: Bool) -> Int {
    let text = sources.add(name: isStandard ? "std:\(name)" : name, bytes: bytes)
    let tree = Parser.parse(text)
    diagnostics += tree.diagnostics
    let index = modules.count
    indices[key] = index
    modules.append(LoadedModule(name: name, isStandard: isStandard, tree: tree))
    underWay.append(key)
    for declaration in tree.root.declarations {
      guard case .use(let use) = declaration.kind else { continue }
      let uses = load(use, from: name, isStandard: isStandard)
      modules[index].uses += uses
    }
    underWay.removeLast()
    order.append(index)
    return index
  }

  private mutating func load(
    _ use: UseDeclaration, from file: String, isStandard: Bool
  ) -> [LoadedModule.Use] {
    switch use {
    case .standard(let names):
      return names.compactMap { name in
        loadStandard(name).map { LoadedModule.Use(kind: .standard(name), module: $0) }
      }
    case .relative(let path, let names):
      guard let text = path.plainText, !text.isEmpty, !isStandard else {
        diagnostics.append(.unknownFile(path.literalText, at: path.span))
        return []
      }
      let resolved = RelativePath.resolve(text, from: file)
      guard let index = loadFile(resolved, written: text, at: path.span) else { return [] }
      return [LoadedModule.Use(kind: .relative(names), module: index)]
    }
  }

  private mutating func loadStandard(_ name: Name) -> Int? {
    // The parser has said that a name is missing.
    if name.text.isEmpty { return nil }
    let key = "std:\(name.text)"
    if let index = known(key, at: name.span) { return index }
    if underWay.contains(key) { return nil }
    guard let bytes = provider.standardModule(name.text) else {
      let names = provider.standardModuleNames
      diagnostics.append(.unknownModule(name, all: names.sorted()))
      return nil
    }
    return load(name: name.text, key: key, bytes: bytes, isStandard: true)
  }

  private mutating func loadFile(_ path: String, written: String, at span: SourceSpan) -> Int? {
    if let index = known(path, at: span) { return index }
    if underWay.contains(path) { return nil }
    guard let bytes = provider.file(path) else {
      diagnostics.append(.unknownFile(written, at: span))
      return nil
    }
    return load(name: path, key: path, bytes: bytes, isStandard: false)
  }

  /// A module that was read already; one that is still being read closes a cycle.
  private mutating func known(_ key: String, at span: SourceSpan) -> Int? {
    guard let index = indices[key] else { return nil }
    guard let start = underWay.firstIndex(of: key) else { return index }
    diagnostics.append(.importCycle(underWay[start...] + [key], at: span))
    return nil
  }
}
