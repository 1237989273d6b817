import StileSyntax

extension Checker {
  /// A command literal: its holes take what is one word, or a list of words.
  mutating func inferCommand(_ literal: CommandLiteral, _ span: SourceSpan) -> TypedExpression {
    var holes: [CommandTemplate.Hole] = []
    var segments: [CommandTemplate.Segment] = []
    segments.reserveCapacity(literal.segments.count)
    for segment in literal.segments {
      switch segment {
      case .text(let text): segments.append(.text(text))
      case .hole(let hole):
        segments.append(.hole(holes.count))
        let value = commandHole(hole)
        holes.append(
          CommandTemplate.Hole(
            value: value, quoting: hole.quoting, isGlued: hole.isGlued,
            mayBeOption: hole.mayBeOption, isCommandPosition: hole.isCommandPosition))
      }
    }
    if !holes.isEmpty {
      refuseProgramArguments(literal)
      refuseProgramInput(literal)
    }
    let template = CommandTemplate(
      segments: segments, holes: holes, plainPieces: literal.plainPieces, hasPipe: literal.hasPipe)
    return TypedExpression(.command(template), .command, span)
  }

  private mutating func commandHole(_ hole: CommandLiteral.Hole) -> TypedExpression {
    let value = infer(hole.expression)
    let span = hole.expression.span
    let type = inference.shallow(value.type)
    if hole.quoting == .arithmetic, type != .int, !type.isErroneous {
      report(.arithmeticHole(describe(type), at: span))
      return erroneous(span)
    }
    switch type {
    case .string, .int, .bytes, .path, .domainName, .user, .url, .host, .erroneous, .never:
      return value
    case .variable:
      _ = inference.unify(type, .string)
      return value
    case .list(let element): return listHole(value, inference.shallow(element), hole)
    case .command:
      if hole.isGlued || hole.quoting != .bare { report(.gluedCommand(at: span)) }
      return value
    case .secret:
      report(.secretInCommand(at: span))
      return erroneous(span)
    case .void:
      report(.noValue(at: span))
      return erroneous(span)
    default:
      let help = commandHoleHelp(type, brief(text(span)))
      report(.commandHole(describe(type), help: help, at: span))
      return erroneous(span)
    }
  }

  /// A list is one word an element, so it stands for itself.
  private mutating func listHole(
    _ value: TypedExpression, _ element: Type, _ hole: CommandLiteral.Hole
  ) -> TypedExpression {
    let span = hole.expression.span
    switch element {
    case .string, .int, .bytes, .path, .domainName, .user, .url, .host, .erroneous, .variable:
      if hole.isGlued || hole.quoting != .bare { report(.gluedList(at: span)) }
      return value
    case .secret: report(.secretInCommand(at: span))
    default: report(.commandHole(describe(value.type), help: nil, at: span))
    }
    return erroneous(span)
  }

  private func commandHoleHelp(_ type: Type, _ words: String) -> String? {
    switch type {
    case .optional: "say what else with `??`, such as `#{\(words) ?? fail \"why\"}`"
    case .duration: "say in which unit: `#{\(words).seconds}`"
    case .bool, .float, .time, .size: "put it into a text first: `#{\"#{\(words)}\"}`"
    default: holeHelp(type, words)
    }
  }

  /// A probe only reads: it writes no file, and runs nothing that is known to change things.
  mutating func refuseWriting(_ literal: CommandLiteral, _ execution: Execution) {
    if let redirection = literal.outputRedirection {
      report(.probeWrites(execution.rawValue, at: redirection))
    }
    commandWords.read(literal)
    for command in commandWords.commands {
      guard let name = KnownCommands.changer(in: commandWords[command]) else { continue }
      report(.probeChanges(name, execution.rawValue, at: literal.span))
      return
    }
  }
}
