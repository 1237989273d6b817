import StileSyntax

/// Reads a file and all that it uses, and makes a typed program of them, or says what is wrong.
///
/// The phases: load and parse the files; declare their names; resolve their types; check their
/// bodies; look at what only the whole can show (seats, recursion, order); write the finished
/// program. What a file's text gets wrong is collected, never thrown, and each mistake is told
/// once: what comes of it has the type `erroneous`, which fits everywhere. Lints are told only of a
/// program without errors: what an error hides may be what they miss.
package struct Checker {
  let sources: SourceMap
  let modules: [LoadedModule]
  let natives: [String: NativeCallable]
  let standardModules: Set<String>

  var diagnostics: [Diagnostic] = []
  var tables = TypeTables()
  var scopes: [ModuleScope] = []
  var globals: [GlobalEntry] = []
  var functions: [FunctionEntry] = []
  var runbooks: [RunbookEntry] = []
  /// The bodies of policies.
  var policies: [FunctionBody] = []
  /// The bodies of tests and models: nothing but their types is asked for at the end.
  var rehearsed: [FunctionBody] = []
  var recordDeclarations: [RecordID: NominalDeclaration] = [:]
  var enumDeclarations: [EnumID: NominalDeclaration] = [:]
  var typeNames = BuiltInType.names.union(BuiltInRecords.all.map(\.name))
  var nativeSignatures: [NativeKey: Signature] = [:]

  var inference = Inference()
  /// The unknown names that a message was given for.
  var toldNames: Set<ToldName> = []
  /// How deep expressions stand in each other, those of definitions that were needed first
  /// included.
  var depth = 0
  /// The body that is being checked.
  var body = BodyState(module: 0)
  /// Empty, with the room of those of the body before: there are many bodies.
  var spareLocals = VisibleLocals()
  /// What is asked only when all bodies are known.
  var pending = PendingChecks()
  /// The words of the command that was looked at last.
  var commandWords = CommandWords()
  /// Which names are declared in bodies, and which names are read.
  var names = NameUses()
  /// The step that was checked last changes something.
  var changesInStep = false

  /// Checks the entry file and all that it uses.
  package static func check(
    entry: String, provider: some SourceProvider, natives: [NativeCallable]
  ) -> CheckResult {
    var loader = ModuleLoader(provider: provider)
    loader.load(entry: entry)
    func result(_ diagnostics: [Diagnostic], _ program: Program? = nil) -> CheckResult {
      CheckResult(
        sources: loader.sources, trees: loader.modules.map(\.tree),
        diagnostics: sorted(diagnostics), program: program)
    }
    let hasErrors = loader.diagnostics.contains { $0.severity == .error }
    if hasErrors { return result(loader.diagnostics) }
    var checker = Checker(
      sources: loader.sources, modules: loader.modules, natives: natives,
      standardModules: provider.standardModuleNames)
    checker.diagnostics = loader.diagnostics
    let program = checker.program(order: loader.order)
    let errors = checker.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, let program else { return result(errors) }
    let linted = LintedProgram(
      program: program, sources: loader.sources, modules: checker.modules, names: checker.names)
    return result(Lints.find(in: linted, told: checker.diagnostics), program)
  }

  init(
    sources: SourceMap, modules: [LoadedModule], natives: [NativeCallable],
    standardModules: [String]
  ) {
    self.sources = sources
    self.modules = modules
    self.natives = Dictionary(
      natives.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.standardModules = Set(standardModules)
    scopes = Array(repeating: ModuleScope(), count: modules.count)
  }

  private mutating func program(order: [Int]) -> Program? {
    for module in order { declareNames(of: module) }
    for module in order { resolveTypes(of: module) }
    refuseEndlessRecords()
    checkAllDefaults()
    for module in order { checkBodies(of: module) }
    let seats = checkWhole()
    return finishedProgram(seats: seats)
  }

  /// By file, then by place, then by code; of two that are equal in all one is dropped. A name that
  /// is taken is not told again as a key.
  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let taken = Set(diagnostics.filter { $0.code == "name-taken" }.map(\.primary.span))
    var seen = Set<Diagnostic>()
    let unique = diagnostics.filter {
      !($0.code == "key-taken" && taken.contains($0.primary.span)) && seen.insert($0).inserted
    }
    return unique.enumerated().sorted { left, right in
      let first = left.element.primary.span
      let second = right.element.primary.span
      if first.source != second.source { return first.source < second.source }
      if first.lower != second.lower { return first.lower < second.lower }
      return left.offset < right.offset
    }.map(\.element)
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// An error was told since there were so many diagnostics; a lint says nothing of what follows.
  func hasErrors(since count: Int) -> Bool {
    diagnostics.dropFirst(count).contains { $0.severity == .error }
  }

  /// The words of a span, as they stand in the file.
  func text(_ span: SourceSpan) -> String { sources[span.source]?.text(span) ?? "" }

  /// A type as people write it, all that is known of it filled in.
  func describe(_ type: Type) -> String {
    tables.describe(inference.resolve(type), generics: body.generics)
  }
}
