import StileSyntax

/// Observations, changes and waits that do not go together: a window protects only what changes
/// between its observation and the wait for it.
enum Windows {
  /// The types by which people and mail find a host; other records may change at any time.
  private static let guarded: Set<String> = ["A", "AAAA", "CNAME", "MX", "NS"]

  static func find(in linted: LintedProgram) -> [Diagnostic] {
    guard linted.usesNames else { return [] }
    return linted.flows.enumerated().flatMap { index, flow in
      let events = FlowEvents(of: flow, linted).events
      let late = lateObservations(events)
      var unpaired: Set<SourceSpan> = []
      var found = late.map(\.diagnostic) + waits(events, except: late.map(\.local), &unpaired)
      // The caller of a procedure may have observed what it changes.
      if index < linted.program.runbooks.count { found += unobserved(events, except: unpaired) }
      return found
    }
  }

  /// Waits that cover no step, or only changes of something else.
  private static func waits(
    _ events: [FlowEvents.Event], except late: [LocalID?], _ unpaired: inout Set<SourceSpan>
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (place, event) in events.enumerated() {
      guard case .wait(let local, let span) = event, !late.contains(local),
        let (start, observation) = lastObservation(events[..<place], of: local)
      else { continue }
      let between = events[start..<place]
      guard between.contains(where: { if case .step = $0 { true } else { false } }) else {
        found.append(.emptyWindow(at: span))
        continue
      }
      let changes = between.compactMap(\.change)
      guard let first = changes.first, !changes.contains(where: { $0.mayConcern(observation) })
      else { continue }
      unpaired.formUnion(changes.map(\.span))
      found.append(.unpairedWindow(at: span, observed: observation.span, changed: first.span))
    }
    return found
  }

  private static func lastObservation(
    _ events: ArraySlice<FlowEvents.Event>, of local: LocalID
  ) -> (index: Int, observation: FlowEvents.Observation)? {
    for index in events.indices.reversed() {
      if case .observation(let observation) = events[index], observation.local == local {
        return (index, observation)
      }
    }
    return nil
  }

  /// Observations that stand after the change that they are of.
  private static func lateObservations(
    _ events: [FlowEvents.Event]
  ) -> [(local: LocalID?, diagnostic: Diagnostic)] {
    events.enumerated().compactMap { place, event in
      guard case .observation(let observation) = event, observation.type != nil else { return nil }
      let concerns = { (event: FlowEvents.Event) in
        event.change.map { $0.type != nil && $0.mayConcern(observation) } ?? false
      }
      guard !events[(place + 1)...].contains(where: concerns),
        let change = events[..<place].last(where: concerns)?.change
      else { return nil }
      return (
        observation.local, .lateObservation(at: observation.span, changed: change.span)
      )
    }
  }

  /// Changes in a runbook of what nobody has observed.
  private static func unobserved(
    _ events: [FlowEvents.Event], except unpaired: Set<SourceSpan>
  ) -> [Diagnostic] {
    let observations = events.compactMap { event -> FlowEvents.Observation? in
      if case .observation(let observation) = event { observation } else { nil }
    }
    var told = unpaired
    return events.compactMap { event -> Diagnostic? in
      guard let change = event.change, let type = change.type, guarded.contains(type),
        !observations.contains(where: { change.mayConcern($0) }), told.insert(change.span).inserted
      else { return nil }
      return .unobservedChange(type, at: change.span)
    }
  }
}

extension FlowEvents.Event {
  var change: FlowEvents.Change? {
    if case .change(let change) = self { change } else { nil }
  }
}
