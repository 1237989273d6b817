/// What is wrong with blocks, brackets, clauses and the place of a construct.
extension Diagnostic {
  static func expectedDeclaration(_ parser: Parser) -> Diagnostic {
    if parser.kind == .name,
      let word = Spelling.nearest(to: parser.text, among: Spelling.declarationWords)
    {
      return .misspeltWord(parser, meant: word)
    }
    var help =
      carriedOnHelp(parser)
      ?? "a file holds declarations such as `use`, `param`, `let`, `fn` and `runbook`"
    if let keyword = parser.kind.keyword, keyword.beginsOnlyStatement {
      help = "`\(keyword.rawValue)` stands inside a `runbook` or a `procedure`"
    }
    return Diagnostic(
      "expected-declaration", "expected a declaration, found \(parser.found)",
      at: Label(parser.tokenSpan, "no declaration begins like this"), help: help)
  }

  static func misspeltWord(_ parser: Parser, meant word: String) -> Diagnostic {
    Diagnostic(
      "misspelt-word", "`\(parser.text)` is no word of the language",
      at: Label(parser.tokenSpan, "did you mean `\(word)`?"),
      fixIts: [FixIt("write `\(word)`", [TextEdit(parser.tokenSpan, word)])])
  }

  static func indentedDeclaration(_ parser: Parser) -> Diagnostic {
    Diagnostic(
      "indented-declaration", "a declaration stands at the beginning of a line",
      at: Label(parser.tokenSpan, "this one is indented"),
      help: "move `\(parser.text)` to the first column, outside of every block")
  }

  static func strayWord(_ parser: Parser) -> Diagnostic {
    Diagnostic(
      "unexpected-token", "`\(parser.text)` follows nothing that it could belong to",
      at: Label(parser.tokenSpan, "no statement begins with it"))
  }

  // MARK: Blocks and brackets

  static func expectedBlock(_ parser: Parser) -> Diagnostic {
    if parser.kind == .name,
      let word = Spelling.nearest(to: parser.text, among: Spelling.clauseWords)
    {
      return .misspeltWord(parser, meant: word)
    }
    if let keyword = parser.kind.keyword, [.on, .as, .in, .stdin, .env, .within].contains(keyword) {
      return Diagnostic(
        "misplaced-clause", "`\(keyword.rawValue)` can't stand in a condition without parentheses",
        at: Label(parser.tokenSpan, "a block is due here"),
        help: "put the call or the command and its clauses in parentheses")
    }
    var help: String?
    if parser.at(.assign) { help = "two values are compared with `==`" }
    if parser.at(.comma) { help = "several values stand in brackets: `[a, b]`" }
    return Diagnostic(
      "expected-block", "expected `{`, found \(parser.found)",
      at: Label(parser.tokenSpan, "a block is due here"), help: help)
  }

  static func missingBrace(_ opening: SourceSpan, shownBy label: Label?) -> Diagnostic {
    Diagnostic(
      "missing-brace", "this `{` is not closed", at: Label(opening, "opened here"),
      secondary: label.map { [$0] } ?? [],
      help: label == nil ? "add the missing `}`" : "add the missing `}` above that line")
  }

  static func unclosedBracket(_ opening: SourceSpan, in parser: Parser) -> Diagnostic {
    let bracket = parser.source.text(opening)
    let closing = bracket == "(" ? ")" : bracket == "[" ? "]" : "}"
    return Diagnostic(
      "unclosed-bracket", "this `\(bracket)` is not closed", at: Label(opening, "opened here"),
      help: "close it with `\(closing)`")
  }

  static func strayClosing(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "stray-closing", "this `}` closes nothing", at: Label(span, "there is one too many"),
      fixIts: [FixIt("remove it", [TextEdit(span, "")])])
  }

  // MARK: Clauses

  static func repeatedClause(
    _ keyword: Keyword, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "repeated-clause", "the clause `\(keyword.rawValue)` stands twice",
      at: Label(span, "a second time"), secondary: [Label(first, "first here")])
  }

  static func misplacedClause(_ keyword: Keyword, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      switch keyword {
      case .in, .env, .stdin, .allow, .reboots:
        "it stands behind a command: `run`, `probe` or `succeeds`"
      case .by: "it stands behind the list of a `for`"
      case .subject: "it stands before the text of a `notify`"
      default: nil
      }
    return Diagnostic(
      "misplaced-clause", "`\(keyword.rawValue)` is no clause of an item",
      at: Label(span, "can't stand here"), help: help)
  }

  static func tailWithoutCall(_ parser: Parser, behind span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "misplaced-clause", "`\(parser.text)` stands behind a call or a command only",
      at: Label(parser.tokenSpan, "says where something runs"),
      secondary: [Label(span, "this runs nothing")])
  }

  // MARK: Operators and patterns

  static func comparisonChain(at span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      "comparison-chain", "comparisons can't be chained", at: Label(span, "a second comparison"),
      secondary: [Label(first, "the first")], help: "join two comparisons with `and`")
  }

  static func misplacedNot(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "misplaced-not", "`not` binds looser than the operator before it",
      at: Label(span, "can't stand here"), help: "put `not` and its operand in parentheses")
  }

  static func patternDot(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "pattern-dot", "a pattern names its case without a dot", at: Label(span, "not needed"),
      fixIts: [FixIt("remove the dot", [TextEdit(span, "")], isSafe: true)])
  }
}
