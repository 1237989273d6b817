import StileSyntax

/// What happens to names in a plan, in the order in which it stands there.
struct FlowEvents {
  /// `dns.observe`: which names, of which type.
  struct Observation {
    let local: LocalID?
    let names: [KnownName]?
    let type: String?
    let span: SourceSpan
  }

  /// A change of a record, by `dns.point`, `put` or `remove`, also through an action.
  struct Change {
    let name: KnownName?
    let zone: KnownName?
    let type: String?
    let span: SourceSpan

    /// It may be what the observation is of; what is not known may be anything.
    func mayConcern(_ observation: Observation) -> Bool {
      if let type, let other = observation.type, type != other { return false }
      guard let names = observation.names else { return true }
      if let zone, !names.contains(where: { $0.mayBeIn(zone) }) { return false }
      guard let name else { return true }
      return names.contains { $0.mayEqual(name) }
    }
  }

  enum Event {
    case observation(Observation)
    case step
    case change(Change)
    /// A `wait` for the observation that this local holds.
    case wait(LocalID, SourceSpan)
  }

  private(set) var events: [Event] = []
  private let linted: LintedProgram
  /// Which observation each window is of.
  private var windows: [LocalID: LocalID] = [:]

  init(of flow: FunctionBody, _ linted: LintedProgram) {
    self.linted = linted
    for statement in flow.statements { collect(statement, isOuter: true) }
  }

  private mutating func collect(_ statement: TypedStatement, isOuter: Bool) {
    switch statement.kind {
    case .item(let item, let local): collect(item, isOuter ? local : nil, isOuter: isOuter)
    case .procedure(_, let id, _, _, _):
      events.append(.step)
      guard let callee = linted.function(id) else { return }
      for inner in callee.body.statements { collect(inner, isOuter: false) }
    default: statement.forEachStatement { collect($0, isOuter: isOuter) }
    }
  }

  private mutating func collect(_ item: TypedItem, _ local: LocalID?, isOuter: Bool) {
    switch item.kind {
    case .step(let statements):
      events.append(.step)
      changes(of: statements).forEach { events.append(.change($0)) }
    case .probe(let value): note(value, local)
    case .wait(.ttl(let operand)), .wait(.window(let operand)):
      guard isOuter, case .local(let id) = operand.kind else { return }
      events.append(.wait(windows[id] ?? id, operand.span))
    case .manual, .undoStep: events.append(.step)
    case .verify, .wait, .notify, .confirm, .sample: break
    }
  }

  private mutating func note(_ value: TypedExpression, _ local: LocalID?) {
    guard case .call(let id, let arguments, _) = value.kind, let callee = linted.function(id) else {
      return
    }
    if linted.isStandard(callee, "dns", ["observe"]), arguments.count >= 2 {
      events.append(
        .observation(
          Observation(
            local: local, names: names(arguments[0]), type: caseName(arguments[1]),
            span: value.span)))
    } else if linted.isStandard(callee, "dns", ["window"]), let local,
      case .local(let observed)? = arguments.first?.kind
    {
      windows[local] = observed
    }
  }

  // MARK: Changes

  private func changes(of statements: [TypedStatement]) -> [Change] {
    var found: [Change] = []
    var seen: Set<FunctionID> = []
    for statement in statements { collect(statement, at: nil, &seen, &found) }
    return found
  }

  /// The changes that a statement makes, through what it calls; what an undo does does not count.
  private func collect(
    _ statement: TypedStatement, at call: SourceSpan?, _ seen: inout Set<FunctionID>,
    _ found: inout [Change]
  ) {
    if case .undo = statement.kind { return }
    statement.forEachOwnExpression { whole in
      guard case .call(let id, let arguments, _) = whole.kind,
        linted.effect(of: id) == .action, let callee = linted.function(id)
      else { return }
      let span = call ?? whole.span
      if linted.isStandard(callee, "dns", ["point", "put", "remove"]), arguments.count >= 3 {
        found.append(
          Change(
            name: KnownName(arguments[1], linted), zone: KnownName(nameOf: arguments[0], linted),
            type: caseName(arguments[2]), span: span))
      } else if seen.insert(id).inserted {
        for inner in callee.body.statements { collect(inner, at: span, &seen, &found) }
      }
    }
    statement.forEachStatement { collect($0, at: call, &seen, &found) }
  }

  // MARK: What is written down

  private func caseName(_ expression: TypedExpression) -> String? {
    guard case .enumCase(let id, let index, _) = expression.kind,
      linted.program.enums.indices.contains(id.index),
      linted.program.enums[id.index].cases.indices.contains(index)
    else { return nil }
    return linted.program.enums[id.index].cases[index].name
  }

  /// Absent when one of them is not known.
  private func names(_ list: TypedExpression) -> [KnownName]? {
    guard case .list(let elements) = list.kind else { return nil }
    let names = elements.compactMap { KnownName($0, linted) }
    return names.count == elements.count ? names : nil
  }
}
