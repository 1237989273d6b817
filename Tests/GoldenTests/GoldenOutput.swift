import StileCheck
import StileMachine
import StileSyntax

/// What a fence of each kind is compared with.
enum GoldenOutput {
  static let kinds: Set<String> = ["diagnostics", "edit", "failure", "formatted", "refusals"]

  static func text(of kind: String, for golden: GoldenCase) throws -> String {
    switch kind {
    case "diagnostics": diagnostics(golden)
    case "edit": try GoldenEdit.text(of: golden)
    case "failure": GoldenFailure.text(FencedSources(golden.fences))
    case "refusals": refusals(FencedSources(golden.fences))
    case "formatted":
      formatted(FencedSources(golden.fences).file(FencedSources.entry) ?? [])
    default: ""
    }
  }

  /// Nothing for a text with mistakes, which is refused.
  static func formatted(_ bytes: [UInt8]) -> String {
    var sources = SourceMap()
    let tree = Parser.parse(sources.add(name: FencedSources.entry, bytes: bytes))
    return Formatter.format(tree) ?? ""
  }

  /// Cases below `syntax` are about the parser alone; all others go through the checker.
  private static func diagnostics(_ golden: GoldenCase) -> String {
    let provider = FencedSources(golden.fences)
    guard golden.path.hasPrefix("Tests/Golden/syntax/") else {
      return checked(provider)
    }
    var sources = SourceMap()
    let text = sources.add(
      name: FencedSources.entry, bytes: provider.file(FencedSources.entry) ?? [])
    return rendered(Parser.parse(text).diagnostics, in: sources)
  }

  /// What a run of each runbook is refused for.
  private static func refusals(_ provider: FencedSources) -> String {
    let result = Checker.check(
      entry: FencedSources.entry, provider: provider, natives: NativeCallables.all)
    return rendered(result.refusals, in: result.sources)
  }

  static func checked(_ provider: FencedSources) -> String {
    let result = Checker.check(
      entry: FencedSources.entry, provider: provider, natives: NativeCallables.all)
    return rendered(result.diagnostics, in: result.sources)
  }

  /// What keeps the program from running; lints don't.
  static func errors(_ provider: FencedSources) -> String {
    let result = Checker.check(
      entry: FencedSources.entry, provider: provider, natives: NativeCallables.all)
    return rendered(result.diagnostics.filter { $0.severity == .error }, in: result.sources)
  }

  static func rendered(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    DiagnosticRenderer(sources: sources).render(diagnostics)
  }
}

extension CheckResult {
  /// What runs of its runbooks are refused for.
  var refusals: [Diagnostic] { program?.runbooks.flatMap(\.refusals) ?? [] }
}
