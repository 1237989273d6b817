import StileSyntax

/// Trees as short nested lists, so that a test shows at a glance what was read.
enum TreeSketch {
  static func expression(_ text: String) -> String {
    let (expression, diagnostics) = Parser.parseExpression(Sources.text(text))
    return sketch(expression) + codes(diagnostics)
  }

  /// The statements of a runbook with this body, and the codes of what is wrong.
  static func statements(_ body: String) -> String {
    let indented = body.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  \($0)" }.joined(separator: "\n")
    let tree = Sources.tree("stile 1\nrunbook \"r\" {\n\(indented)\n}\n")
    guard case .runbook(let runbook)? = tree.root.declarations.first?.kind else { return "?" }
    return runbook.body.statements.map(sketch).joined(separator: "\n") + codes(tree.diagnostics)
  }

  static func codes(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.isEmpty ? "" : " !" + diagnostics.map(\.code).joined(separator: " !")
  }

  // MARK: Expressions

  static func sketch(_ expression: Expression) -> String {
    switch expression.kind {
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .duration(let value): "duration:\(value)"
    case .size(let value): "size:\(value)"
    case .time(let value): "time:\(value)"
    case .timeOfDay(let value): "minutes:\(value)"
    case .boolean(let value): "\(value)"
    case .none: "none"
    case .string(let literal): sketch(literal)
    case .command(let literal): "`\(sketch(literal))`"
    case .name(let name): name
    case .typeName(let name): name
    case .dotCase(let name): ".\(name.text)"
    case .member(let value, let name): "(. \(sketch(value)) \(name.text))"
    case .call(let callee, let arguments): list("call", [sketch(callee)] + arguments.map(sketch))
    case .index(let value, let index): list("index", [sketch(value), sketch(index)])
    case .list(let elements): "[" + elements.map(sketch).joined(separator: " ") + "]"
    case .map(let entries):
      "{" + entries.map { "\(sketch($0.key)): \(sketch($0.value))" }.joined(separator: " ") + "}"
    case .lambda(let names, let body):
      list("=>", ["(" + names.map(\.text).joined(separator: " ") + ")", sketch(body)])
    case .some(let value): list("some", [sketch(value)])
    case .not(let value): list("not", [sketch(value)])
    case .negate(let value): list("-", [sketch(value)])
    case .binary(let symbol, _, let left, let right):
      list(symbol.rawValue, [sketch(left), sketch(right)])
    case .fail(let value): list("fail", [sketch(value)])
    case .ask(let question): list("ask", [sketch(question)])
    case .rehearse(let value): list("rehearse", [sketch(value)])
    case .execute(let execution, let command, let tails):
      list(execution.rawValue, [sketch(command)] + tails.map(sketch))
    case .seated(let call, let tails): list("seated", [sketch(call)] + tails.map(sketch))
    case .if(let node): sketch(node)
    case .match(let node): sketch(node)
    case .parenthesized(let value): list("paren", [sketch(value)])
    case .missing: "<missing>"
    }
  }

  private static func list(_ head: String, _ rest: [String]) -> String {
    "(" + ([head] + rest).joined(separator: " ") + ")"
  }

  private static func sketch(_ argument: Argument) -> String {
    (argument.label.map { "\($0.text): " } ?? "") + sketch(argument.value)
  }

  static func sketch(_ literal: StringLiteral) -> String {
    let text = literal.segments.map { segment in
      switch segment {
      case .text(let text): text
      case .hole(let expression): "#{\(sketch(expression))}"
      }
    }
    return "\"" + text.joined() + "\""
  }

  private static func sketch(_ literal: CommandLiteral) -> String {
    literal.segments.map { segment in
      switch segment {
      case .text(let text): text
      case .hole(let hole): "#{\(sketch(hole.expression))}"
      }
    }.joined()
  }

  private static func sketch(_ tail: Tail) -> String {
    switch tail.kind {
    case .on(let value): "on=\(sketch(value))"
    case .as(let value): "as=\(sketch(value))"
    case .in(let value): "in=\(sketch(value))"
    case .stdin(let value): "stdin=\(sketch(value))"
    case .within(let value): "within=\(sketch(value))"
    case .allow(let value): "allow=\(sketch(value))"
    case .reboots: "reboots"
    case .environment(let entries):
      "env={" + entries.map { "\($0.name.text): \(sketch($0.value))" }.joined(separator: " ") + "}"
    }
  }

  static func sketch(_ type: TypeNode) -> String {
    switch type.kind {
    case .named(let name, let arguments):
      name.text
        + (arguments.isEmpty ? "" : "[" + arguments.map(sketch).joined(separator: ", ") + "]")
    case .optional(let type): sketch(type) + "?"
    case .function(let parameters, let result):
      "(" + parameters.map(sketch).joined(separator: ", ") + ") -> " + sketch(result)
    case .missing: "<missing>"
    }
  }
}
