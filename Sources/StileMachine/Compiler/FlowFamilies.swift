import StileCheck

/// Where the steps of a flow stand: for each name, the names of the stages with an id around it,
/// and itself.
enum FlowFamilies {
  static func steps(in statements: [TypedStatement]) -> [String: [[String]]] {
    var families: [String: [[String]]] = [:]
    collect(statements, [], &families)
    return families
  }

  private static func collect(
    _ statements: [TypedStatement], _ stages: [String], _ families: inout [String: [[String]]]
  ) {
    for statement in statements {
      switch statement.kind {
      case .item(let item, _):
        switch item.kind {
        case .step, .manual: families[item.part.name, default: []].append(stages + [item.part.name])
        default: break
        }
      case .stage(let stage):
        collect(stage.body, stages + (stage.part.map { [$0.name] } ?? []), &families)
      case .forEach(let loop): collect(loop.body, stages, &families)
      case .parallel(let branches): for branch in branches { collect(branch, stages, &families) }
      case .if(_, let then, let otherwise), .ifLet(_, _, let then, let otherwise):
        collect(then, stages, &families)
        collect(otherwise, stages, &families)
      case .match(let match): for arm in match.arms { collect(arm.body, stages, &families) }
      case .try(let body, _, let handler):
        collect(body, stages, &families)
        collect(handler, stages, &families)
      default: break
      }
    }
  }
}
