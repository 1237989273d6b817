import StileSyntax

/// Polls that can't do what their bounds say: asked once only, or never long enough.
extension Checker {
  mutating func remarkShortPoll(_ header: HeaderClauses) {
    guard !isStandardModule, let within = header.within, let bound = within.nanoseconds else {
      return
    }
    if let every = header.every, let pause = every.nanoseconds, pause >= bound {
      report(.shortPoll("every", every.span, within: within.span))
    }
    if let holding = header.holding, let span = holding.nanoseconds, span >= bound {
      report(.shortPoll("holding", holding.span, within: within.span))
    }
  }
}

extension TypedExpression {
  /// How long it is, if it is a duration that is written down.
  fileprivate var nanoseconds: Int64? {
    if case .constant(.duration(let length)) = kind { length } else { nil }
  }
}
