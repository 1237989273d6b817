import StileSyntax

/// The values of params as people give them.
extension Checker {
  /// Reads a text as a value of a param's type: scalars as plain text, the rest as a literal of the
  /// language. The value is made of constants alone.
  package static func argument(
    text: String, for type: Type, in program: Program
  ) -> Result<TypedExpression, ArgumentProblem> {
    if case .optional(let wrapped) = type {
      if text == "none" {
        return .success(TypedExpression(.constant(.none), type, span(of: text)))
      }
      return argument(text: text, for: wrapped, in: program)
    }
    if let scalar = scalar(text, type) { return scalar }
    return literal(text, type, program)
  }

  /// Nil for what is no scalar, and for a text that is written as a literal.
  private static func scalar(
    _ text: String, _ type: Type
  ) -> Result<TypedExpression, ArgumentProblem>? {
    let span = span(of: text)
    func constant(_ value: Constant?, _ problem: String) -> Result<TypedExpression, ArgumentProblem>
    {
      guard let value else { return .failure(ArgumentProblem("`\(text)` is no \(problem)")) }
      return .success(TypedExpression(.constant(value), type, span))
    }
    switch type {
    case .bool:
      return constant(
        ["true": true, "false": false][text].map { .bool($0) }, "Bool: `true` or `false`")
    case .int: return constant(Int64(text).map { .int($0) }, "Int: a number such as `42`")
    case .float:
      let number = Double(text).flatMap { $0.isFinite ? $0 : nil }
      return constant(number.map { .float($0) }, "Float: a number such as `0.5`")
    case .duration:
      return constant(quantity(text, type), "Duration: such as `30s`, `5m` or `1h30m`")
    case .size: return constant(quantity(text, type), "Size: such as `10KB` or `4GiB`")
    case .time:
      return constant(quantity(text, type), "Time: such as `2026-12-01T20:00Z`, with its zone")
    case .string: return .success(TypedExpression(.constant(.string(text)), type, span))
    case .path, .domainName, .user, .url:
      return ValidatedText.constant(text, of: type).map {
        TypedExpression(.constant($0), type, span)
      }.mapError { ArgumentProblem("`\(text)` is no \(name(of: type)): \($0.reason)") }
    case .host where !text.hasPrefix("Host("): return host(text)
    default: return nil
    }
  }

  private static func name(of type: Type) -> String { TypeTables().describe(type) }

  private static func span(of text: String) -> SourceSpan {
    SourceSpan(SourceID(-1), 0, text.utf8.count)
  }

  private static func quantity(_ text: String, _ type: Type) -> Constant? {
    let source = SourceText(id: SourceID(-1), name: "argument", bytes: Array(text.utf8))
    let (expression, diagnostics) = Parser.parseExpression(source)
    guard diagnostics.isEmpty else { return nil }
    switch (expression.kind, type) {
    case (.duration(let value), .duration): return .duration(value)
    case (.size(let value), .size): return .size(value)
    case (.time(let value), .time): return .time(value)
    default: return nil
    }
  }

  /// `[user@]name[:port]`; this machine is `local`.
  private static func host(_ text: String) -> Result<TypedExpression, ArgumentProblem> {
    let whole = span(of: text)
    if text == "local" { return .success(TypedExpression(.localHost, .host, whole)) }
    return HostText.parse(text).map { host($0, whole) }.mapError { problem in
      ArgumentProblem(
        "`\(text)` is no Host: \(problem.reason); the form is `[user@]name[:port]`, or "
          + "`Host(name: \"…\", address: \"…\", …)`")
    }
  }

  private static func host(_ text: HostText, _ span: SourceSpan) -> TypedExpression {
    let values = BuiltInRecords.all[RecordID.host.index].fields.map { field in
      let value: Constant? =
        switch field.name {
        case "name": .domainName(text.name)
        case "port": .int(text.port)
        case "user": text.user.map { .user($0) }
        default: nil
        }
      if let value { return TypedExpression(.constant(value), field.type, span) }
      return field.defaultValue ?? TypedExpression(.constant(.none), field.type, span)
    }
    return TypedExpression(.record(.host, values), .host, span)
  }

  /// A literal of the language, checked where nothing but types is in sight.
  private static func literal(
    _ text: String, _ type: Type, _ program: Program
  ) -> Result<TypedExpression, ArgumentProblem> {
    var sources = SourceMap()
    let source = sources.add(name: "argument", bytes: Array(text.utf8))
    let (expression, problems) = Parser.parseExpression(source)
    let form = TypeTables(records: program.records, enums: program.enums).describe(type)
    if let problem = problems.first {
      return .failure(ArgumentProblem("`\(text)` is no \(form): \(problem.message)"))
    }
    var checker = Checker(sources: sources, modules: [], natives: [], standardModules: [])
    checker.tables = TypeTables(records: program.records, enums: program.enums)
    checker.scopes = [scope(of: program)]
    checker.body.place = .topLevel("a param's value")
    checker.body.frames = [Frame(.function, at: expression.span)]
    let value = checker.check(expression, type, as: .text("the value"))
    if let problem = checker.diagnostics.first(where: { $0.severity == .error }) {
      return .failure(ArgumentProblem("`\(text)` is no \(form): \(problem.message)"))
    }
    guard value.isConstant else {
      return .failure(ArgumentProblem("`\(text)` is no literal: write the value itself"))
    }
    var finisher = Finisher(inference: checker.inference, seats: [], globalPositions: [])
    return .success(finisher.finish(value))
  }

  private static func scope(of program: Program) -> ModuleScope {
    var scope = ModuleScope()
    let nowhere = SourceSpan(SourceID(-1), 0, 0)
    for (index, record) in program.records.enumerated() {
      scope.types[record.name] = .init(
        value: .record(RecordID(index)), span: nowhere, isImported: false)
    }
    for (index, enumeration) in program.enums.enumerated() {
      scope.types[enumeration.name] = .init(
        value: .enumeration(EnumID(index)), span: nowhere, isImported: false)
    }
    return scope
  }
}

extension TypedExpression {
  /// It is the value itself, not something that has to be worked out.
  var isConstant: Bool {
    switch kind {
    case .constant, .localHost, .console: true
    case .list(let elements), .record(_, let elements), .enumCase(_, _, let elements):
      elements.allSatisfy(\.isConstant)
    case .map(let entries): entries.allSatisfy { $0.key.isConstant && $0.value.isConstant }
    case .convert(_, let value): value.isConstant
    default: false
    }
  }
}
