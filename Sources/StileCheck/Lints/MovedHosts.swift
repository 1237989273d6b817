import StileSyntax

/// Hosts that are reached by a name that the run itself moves: afterwards the same words would lead
/// to another machine.
enum MovedHosts {
  private static let moving: Set<String> = ["A", "AAAA", "CNAME"]

  static func find(in linted: LintedProgram) -> [Diagnostic] {
    guard linted.usesNames else { return [] }
    return linted.program.runbooks.flatMap { runbook in
      let changes = FlowEvents(of: runbook.body, linted).events.compactMap(\.change).filter {
        $0.type.map(moving.contains) ?? false
      }
      var told: Set<KnownName> = []
      return hosts(of: runbook, linted).compactMap { host -> Diagnostic? in
        guard let name = reachedBy(host, linted),
          let change = changes.first(where: { $0.name == name }),
          told.insert(name).inserted
        else { return nil }
        return .movedHost(at: host.span, changed: change.span)
      }
    }
  }

  /// Every `on` of a runbook, in its order; those of what it calls were handed to it from here.
  private static func hosts(of runbook: Runbook, _ linted: LintedProgram) -> [TypedExpression] {
    var hosts: [TypedExpression] = []
    func add(_ host: TypedExpression?) { if let host { hosts.append(host) } }
    func collect(_ statement: TypedStatement) {
      switch statement.kind {
      case .item(let item, _): add(item.seat.host)
      case .region(let region): add(region.seat.host)
      case .procedure(_, _, _, let seat, _): add(seat?.host)
      default: break
      }
      statement.forEachOwnExpression { inner in
        switch inner.kind {
        case .call(_, _, let seat): add(seat?.host)
        case .execute(let execution): add(execution.seat.host)
        default: break
        }
      }
      statement.forEachStatement(collect)
    }
    add(runbook.seat.host)
    runbook.body.statements.forEach(collect)
    return hosts
  }

  /// The name under which a host is looked up; one that has an address is not.
  private static func reachedBy(_ host: TypedExpression, _ linted: LintedProgram) -> KnownName? {
    hasAddress(host, linted) ? nil : KnownName(nameOf: host, linted)
  }

  private static func hasAddress(_ host: TypedExpression, _ linted: LintedProgram) -> Bool {
    switch host.kind {
    case .record(_, let fields):
      guard fields.count > 1, case .constant(.none) = fields[1].kind else { return true }
      return false
    case .global(let id):
      guard linted.program.globals.indices.contains(id.index),
        case .let(let value) = linted.program.globals[id.index].kind
      else { return false }
      return hasAddress(value, linted)
    default: return false
    }
  }
}
