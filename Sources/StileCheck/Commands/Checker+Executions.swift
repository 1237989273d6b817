import StileSyntax

extension Checker {
  /// `run`, `probe` or `succeeds` of a command, with its tails.
  mutating func inferExecution(
    _ execution: Execution, _ command: Expression, _ tails: [Tail], _ span: SourceSpan,
    isOutputRead: Bool
  ) -> TypedExpression {
    let word = keyword(span, execution.rawValue)
    let effect: Effect = execution == .run ? .action : .probe
    let isAllowed = demand(effect, "`\(execution.rawValue)`", at: word)
    if execution == .run { noteChange(at: word, words: "run", isOwn: true) }
    let literal = command.commandLiteral
    if execution != .run, let literal { refuseWriting(literal, execution) }
    let typed = infer(command, hint: .command)
    let value = coerce(typed, to: .command, as: .operand(execution.rawValue), written: command)
    var parts = ExecutionParts()
    for tail in tails {
      checkTail(tail, execution, &parts)
      if case .stdin(let input) = tail.kind, let literal {
        refuseProgramInput(literal, stdin: input)
      }
    }
    if parts.host == nil { needSeat(.command, at: word) }
    let result = TypedExecution(
      execution: execution, command: value, seat: Seat(host: parts.host, user: parts.user),
      directory: parts.directory, stdin: parts.stdin, within: parts.within, allowed: parts.allowed,
      reboots: parts.reboots, environment: parts.environment, isOutputRead: isOutputRead)
    if let literal, !isStandardModule {
      let isBounded = body.isBounded || parts.within != nil
      commandWords.read(literal)
      diagnostics += CommandLints.remarks(
        on: literal, commandWords, execution, isBounded: isBounded)
    }
    let type: Type = execution == .succeeds ? .bool : .output
    return TypedExpression(.execute(result), isAllowed ? type : .erroneous, span)
  }

  private struct ExecutionParts {
    var host: TypedExpression?
    var user: TypedExpression?
    var directory: TypedExpression?
    var stdin: TypedExpression?
    var within: TypedExpression?
    var allowed: [Int64] = []
    var reboots = false
    var environment: [(name: String, value: TypedExpression)] = []
  }

  private mutating func checkTail(
    _ tail: Tail, _ execution: Execution, _ parts: inout ExecutionParts
  ) {
    switch tail.kind {
    case .on(let host): parts.host = checkHost(host)
    case .as(let user): parts.user = checkUser(user)
    case .reboots:
      if execution != .run {
        let allowed = ["on", "as", "in", "env", "stdin", "within"]
        report(
          .clauseNotHere(
            "reboots", "a `\(execution.rawValue)`", allowed: allowed, at: tail.span))
      }
      parts.reboots = true
    case .in(let path): parts.directory = check(path, .path, as: .clause("in"))
    case .within(let length): parts.within = check(length, .duration, as: .clause("within"))
    case .stdin(let input): parts.stdin = checkInput(input)
    case .allow(let statuses):
      if execution == .succeeds {
        let allowed = ["on", "as", "in", "env", "stdin", "within"]
        report(.clauseNotHere("allow", "a `succeeds`", allowed: allowed, at: tail.span))
      }
      parts.allowed = exitStatuses(statuses)
    case .environment(let entries): parts.environment = checkEnvironment(entries)
    }
  }

  /// Standard input: text, bytes, what another command printed, or a secret.
  private mutating func checkInput(_ expression: Expression) -> TypedExpression {
    let value = infer(expression, hint: .string)
    switch inference.shallow(value.type) {
    case .string, .bytes, .output, .secret, .erroneous, .never: return value
    default: return coerce(value, to: .string, as: .clause("stdin"), written: expression)
    }
  }

  /// Exit statuses are part of the text that is reviewed: literals.
  private mutating func exitStatuses(_ expression: Expression) -> [Int64] {
    let inner = expression.withoutParentheses
    if case .list(let elements) = inner.kind { return elements.flatMap { exitStatuses($0) } }
    guard case .integer(let status) = inner.kind, (0...255).contains(status) else {
      report(.allowLiteral(at: expression.span))
      return []
    }
    return [status]
  }

  /// Each value becomes a text or stays a secret.
  private mutating func checkEnvironment(
    _ entries: [EnvironmentEntry]
  ) -> [(name: String, value: TypedExpression)] {
    var names: [String: SourceSpan] = [:]
    return entries.map { entry in
      if let earlier = names[entry.name.text] {
        report(.nameTaken(entry.name.text, at: entry.name.span, earlier: earlier))
      }
      names[entry.name.text] = entry.name.span
      let value = textHole(entry.value)
      switch inference.shallow(value.type) {
      case .string, .secret, .erroneous, .never: return (entry.name.text, value)
      default:
        let text = TypedExpression(.text([.hole(value)]), .string, value.span)
        return (entry.name.text, text)
      }
    }
  }
}

extension Expression {
  fileprivate var commandLiteral: CommandLiteral? {
    if case .command(let literal) = withoutParentheses.kind { literal } else { nil }
  }
}
