import StileSyntax

extension Checker {
  /// Notes that something with an effect stands here, and refuses it where it may not. Gives
  /// false after a message.
  @discardableResult
  mutating func demand(
    _ effect: Effect, _ subject: @autoclosure () -> String, at span: SourceSpan
  ) -> Bool {
    body.effect = max(body.effect, effect)
    guard effect > body.place.allowed else { return true }
    switch effect {
    case .pure: break
    case .probe: report(.probeNotAllowed(subject(), in: outermostPlace, at: span))
    case .action: refuseChange(subject(), at: span)
    case .procedure: report(.procedureNotHere(subject(), at: span))
    }
    return false
  }

  private mutating func refuseChange(_ subject: String, at span: SourceSpan) {
    switch outermostPlace {
    case .flow, .flowLet, .condition: report(.changeBetweenSteps(subject, at: span))
    default: report(.changeNotAllowed(subject, in: outermostPlace, at: span))
    }
  }

  /// The place that decides: a lambda may do what the code around it may.
  private var outermostPlace: Place {
    var place = body.place
    while case .lambda(let outer) = place {
      if outer.isChanging { return place }
      place = outer
    }
    return place
  }

  /// Notes a call of an action, or a command that changes things. One that stands where nothing may
  /// be changed obliges nobody to an undo.
  mutating func noteChange(at span: SourceSpan, words: String, isOwn: Bool) {
    body.facts.changes = true
    guard body.duty != nil, body.place.isChanging else { return }
    body.duty?.changes = true
    if isOwn, body.duty?.firstChange == nil {
      body.duty?.firstChange = UndoDuty.Change(span: span, words: words)
    }
  }

  /// Notes something that is checked, and that a run refuses.
  mutating func noteUnbuilt(_ construct: String, at span: SourceSpan) {
    body.facts.unbuilt.append(Unbuilt(construct: construct, span: span))
  }

  /// Notes something that needs the host of the place that it stands in.
  mutating func needSeat(_ cause: SeatNeed.Cause, at span: SourceSpan) {
    body.facts.seats.append(SeatNeed(cause: cause, span: span, item: body.item))
  }
}
