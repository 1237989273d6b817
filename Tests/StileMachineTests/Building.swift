import StileCheck
import StileMachine
import StileSyntax

/// Programs put together by hand, for what a test wants to say without the parser and the checker.
enum Building {
  static let nowhere = SourceSpan(SourceID(-1), 0, 0)

  static func program(
    globals: [Global] = [], functions: [Function] = [], locals: [FunctionBody.Local] = [],
    host: TypedExpression? = nil, _ statements: [TypedStatement]
  ) -> Program {
    let body = FunctionBody(
      locals: locals, parameterCount: 0, statements: statements, needsSeat: host != nil)
    let runbook = Runbook(
      id: "main", title: "A test", module: 0, tags: [], seat: Seat(host: host, user: nil),
      body: body,
      documentation: nil, span: nowhere, questions: [], hosts: [], secrets: [])
    return Program(
      modules: [Module(name: "main", source: SourceID(0), isStandard: false)],
      records: BuiltInRecords.all, enums: [], globals: globals, functions: functions,
      runbooks: [runbook])
  }

  static func step(
    _ name: String, title: String? = nil, host: TypedExpression? = nil,
    when: TypedExpression? = nil, into local: LocalID? = nil, type: Type = .void,
    _ body: [TypedStatement]
  ) -> TypedStatement {
    let item = TypedItem(
      kind: .step(body), part: KeyPart(name: name, loops: []), title: text(title ?? name),
      tags: [], seat: Seat(host: host, user: nil), when: when, within: nil, isRequired: false,
      isSafeToRepeat: false,
      resultType: type, header: nowhere)
    return statement(.item(item, into: local))
  }

  static func verify(_ conditions: [TypedExpression]) -> TypedStatement {
    let region = Region(
      kind: .verify, title: nil, seat: .ofPlace, within: nil, every: nil, holding: nil,
      body: conditions.map { statement(.condition(Condition(expression: $0, text: "a line"))) })
    return statement(.region(region))
  }

  static func run(
    _ words: String..., execution: Execution = .run, seat: Seat = .ofPlace
  ) -> TypedExpression {
    let template = CommandTemplate(
      segments: [.text(words.joined(separator: " "))], holes: [],
      plainPieces: words.map { .init(part: .text($0), endsWord: true) }, hasPipe: false)
    let command = expression(.command(template), .command)
    let typed = TypedExecution(
      execution: execution, command: command, seat: seat, directory: nil, stdin: nil,
      within: nil, allowed: [], environment: [], isOutputRead: execution != .run)
    return expression(.execute(typed), execution == .succeeds ? .bool : .output)
  }

  static func statement(_ kind: TypedStatement.Kind) -> TypedStatement {
    TypedStatement(kind, nowhere)
  }

  static func expression(_ kind: TypedExpression.Kind, _ type: Type) -> TypedExpression {
    TypedExpression(kind, type, nowhere)
  }

  static func text(_ text: String) -> TypedExpression {
    expression(.constant(.string(text)), .string)
  }

  static func int(_ number: Int64) -> TypedExpression {
    expression(.constant(.int(number)), .int)
  }

  static func local(_ index: Int, _ type: Type) -> TypedExpression {
    expression(.local(LocalID(index)), type)
  }

  static let thisMachine = expression(.localHost, .host)
}
