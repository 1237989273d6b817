/// What is wrong with the order of words.
extension Diagnostic {
  /// Something else should stand here.
  static func unexpectedToken(
    _ parser: Parser, expected: String, secondary: [Label] = []
  ) -> Diagnostic {
    Diagnostic(
      "unexpected-token", "expected \(expected), found \(parser.found)",
      at: Label(parser.tokenSpan, "not expected here"), secondary: secondary,
      help: parser.at(.fatArrow) ? restHelp(parser.kind) : nil)
  }

  /// A statement is complete, but its line goes on.
  static func unexpectedRest(_ parser: Parser) -> Diagnostic {
    let span = parser.tokenSpan
    let before = Int(span.lower) - parser.previousUpper
    if parser.at(.leftParenthesis) || parser.at(.leftBracket), before > 0 {
      let gap = SourceSpan(span.source, parser.previousUpper, Int(span.lower))
      return Diagnostic(
        "space-before-call", "the `\(parser.text)` of a call or an index touches what it follows",
        at: Label(gap, "a space stands between"),
        fixIts: [FixIt("remove the space", [TextEdit(gap, "")], isSafe: true)])
    }
    let unit = parser.kind == .name && Quantity.isUnit(parser.text)
    return Diagnostic(
      "unexpected-token", "expected the end of the line, found \(parser.found)",
      at: Label(span, "the statement is complete before it"),
      help: unit ? "a unit touches its number: `5m`" : restHelp(parser.kind))
  }

  private static func restHelp(_ kind: Token.Kind) -> String? {
    switch kind {
    case .keyword(let keyword): misplacedWordHelp(keyword)
    case .string, .name, .typeName, .integer, .command:
      "the arguments of a call stand in parentheses: `name(…)`"
    case .punctuation(.fatArrow): "one parameter of a lambda has no parentheses: `x => …`"
    default: nil
    }
  }

  private static func misplacedWordHelp(_ keyword: Keyword) -> String? {
    switch keyword {
    case .on, .as: "`on` and `as` stand behind a call, a command or the title of an item"
    case .in, .stdin, .env, .allow, .reboots:
      "`\(keyword.rawValue)` stands behind a command: `run`, `probe` or `succeeds`"
    default: nil
    }
  }

  /// An operator that begins a line was meant to carry on the one above.
  static func carriedOnHelp(_ parser: Parser) -> String? {
    guard case .punctuation(let mark) = parser.kind, mark.binaryOperator != nil,
      parser.isFirstOnLine
    else { return nil }
    return "a line that is carried on ends with its operator: put `\(mark.rawValue)` at the end "
      + "of the line above"
  }

  static func expectedExpression(_ parser: Parser) -> Diagnostic {
    var help = carriedOnHelp(parser)
    if let keyword = parser.kind.keyword {
      help =
        keyword.beginsItemValue
        ? "bind its value first: `let x = \(keyword.rawValue) …`"
        : "`\(keyword.rawValue)` is a reserved word"
    }
    let isOver = parser.kind == .newline || parser.kind == .endOfFile
    return Diagnostic(
      "expected-value", "expected a value, found \(parser.found)",
      at: Label(parser.tokenSpan, isOver ? "a value is due here" : "no value begins like this"),
      help: help)
  }

  static func expectedType(_ parser: Parser) -> Diagnostic {
    let isName = parser.kind == .name
    let better = isName ? typeSpelling(parser.text) : nil
    return Diagnostic(
      "expected-type", "expected a type, found \(parser.found)",
      at: Label(parser.tokenSpan, better.map { "`\($0)`?" } ?? "a type is due here"),
      help: isName ? "types begin with a capital letter" : nil,
      fixIts: better.map { [FixIt("write `\($0)`", [TextEdit(parser.tokenSpan, $0)])] } ?? [])
  }

  private static func typeSpelling(_ name: String) -> String {
    switch name {
    case "str", "string": "String"
    case "integer", "int": "Int"
    case "boolean", "bool": "Bool"
    default: name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
  }

  static func expectedTypeName(_ parser: Parser, role: String) -> Diagnostic {
    Diagnostic(
      "expected-type", "expected \(role), found \(parser.found)",
      at: Label(parser.tokenSpan, "a name with a capital letter is due here"))
  }

  static func expectedName(_ parser: Parser, role: String) -> Diagnostic {
    Diagnostic(
      "unexpected-token", "expected \(role), found \(parser.found)",
      at: Label(parser.tokenSpan, "a name is due here"))
  }

  static func reservedWord(_ parser: Parser, role: String) -> Diagnostic {
    Diagnostic(
      "reserved-word", "`\(parser.text)` is a reserved word and can't be \(role)",
      at: Label(parser.tokenSpan, "\(role) is due here"), help: "choose another name")
  }

  static func expectedTitle(_ parser: Parser, of keyword: String) -> Diagnostic {
    let hasConditions = keyword == "verify" || keyword == "ensure"
    return Diagnostic(
      "expected-title",
      hasConditions
        ? "a `\(keyword)` with a name has a title" : "a `\(keyword)` has a title",
      at: Label(parser.tokenSpan, "the title is due here"),
      help: hasConditions
        ? "the conditions stand in braces: `\(keyword) { … }`"
        : "say in quotes what it does: `\(keyword) \"…\"`")
  }

  static func expectedString(_ parser: Parser, role: String) -> Diagnostic {
    Diagnostic(
      "unexpected-token", "expected \(role) in quotes, found \(parser.found)",
      at: Label(parser.tokenSpan, "a string is due here"))
  }

  static func expectedOrigin(_ parser: Parser) -> Diagnostic {
    Diagnostic(
      "unexpected-token", "expected `from`, found \(parser.found)",
      at: Label(parser.tokenSpan, "where the secret is fetched from is due here"),
      help: "a secret never stands in a file of Stile: write `from env \"NAME\"`, or `file`, "
        + "`command` or `prompt`")
  }

  static func expectedPeriod(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unexpected-token", "expected how often the policy runs",
      at: Label(span, "a period is due here"),
      help: "write `every 6h`, `every day at 03:15`, `every monday at 09:00` or "
        + "`every month on 1 at 04:00`")
  }

  static func missingType(_ parser: Parser, of name: Name) -> Diagnostic {
    Diagnostic(
      "missing-type", "`\(name.text)` has no type", at: Label(name.span, "declared here"),
      help: "write its type behind it: `\(name.text): String`")
  }

  /// `isNumbered` tells that the number stands there, without its word.
  static func missingEdition(at span: SourceSpan, isNumbered: Bool) -> Diagnostic {
    Diagnostic(
      "missing-edition", "the first line of a file names its edition",
      at: Label(span, "the file begins here"), help: "begin the file with `stile 1`",
      fixIts: [
        isNumbered
          ? FixIt("add `stile`", [TextEdit(span, "stile ")], isSafe: true)
          : FixIt("add `stile 1`", [TextEdit(span, "stile 1\n\n")], isSafe: true)
      ])
  }

  static func unknownEdition(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unknown-edition", "this version of Stile knows no edition \(text)",
      at: Label(span, "the only edition is 1"))
  }

  static func emptyHole(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-hole", "this hole has no value in it", at: Label(span, "nothing stands in it"),
      help: "text that only looks like a hole is written `\\#{`")
  }
}

extension Parser {
  /// The next token as messages name it.
  var found: String {
    switch kind {
    case .newline: return "the end of the line"
    case .endOfFile: return isAtFileEnd ? "the end" : "another declaration"
    case .string: return "a string"
    case .command: return "a command"
    default: return "`\(text)`"
    }
  }

  private var isAtFileEnd: Bool { segmentEnd >= tokens.count - 1 }
}
