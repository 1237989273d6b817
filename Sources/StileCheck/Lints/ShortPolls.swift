import StileSyntax

/// Polls that can't do what their bounds say: asked once only, or never long enough.
enum ShortPolls {
  static func find(in linted: LintedProgram) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for body in linted.ownBodies { body.statements.forEach { collect($0, &found) } }
    return found
  }

  private static func collect(_ statement: TypedStatement, _ found: inout [Diagnostic]) {
    switch statement.kind {
    case .region(let region): note(region, &found)
    case .item(let item, _): if case .verify(let region) = item.kind { note(region, &found) }
    default: break
    }
    statement.forEachStatement { collect($0, &found) }
  }

  private static func note(_ region: Region, _ found: inout [Diagnostic]) {
    guard let within = region.within, let bound = within.nanoseconds else { return }
    if let every = region.every, let pause = every.nanoseconds, pause >= bound {
      found.append(.shortPoll("every", every.span, within: within.span))
    }
    if let holding = region.holding, let span = holding.nanoseconds, span >= bound {
      found.append(.shortPoll("holding", holding.span, within: within.span))
    }
  }
}

extension TypedExpression {
  /// How long it is, if it is a duration that is written down.
  fileprivate var nanoseconds: Int64? {
    if case .constant(.duration(let length)) = kind { length } else { nil }
  }
}
