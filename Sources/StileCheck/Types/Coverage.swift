/// Which values of a `match` the arms so far have not taken.
struct Coverage {
  enum Case: Hashable {
    case enumCase(Int)
    case bool(Bool)
    case none
    case some
    case constant(Constant)
  }

  /// The cases that there are; absent where there are too many to name.
  let all: [(case: Case, name: String)]?
  private(set) var taken: Set<Case> = []
  private(set) var takesAll = false
  /// A pattern was wrong, so what is missing can't be told.
  var isSpoiled = false

  init(of type: Type, in tables: TypeTables) {
    switch type {
    case .bool: all = [(.bool(true), "true"), (.bool(false), "false")]
    case .optional: all = [(.none, "none"), (.some, "some x")]
    case .enumeration(let id):
      all = tables.enums[id.index].cases.enumerated().map { (.enumCase($0), $1.name) }
    default: all = nil
    }
    isSpoiled = type.isErroneous
  }

  /// Gives false if nothing is left that the pattern could take.
  mutating func take(_ new: Case) -> Bool {
    if isSpoiled { return true }
    if isComplete { return false }
    return taken.insert(new).inserted
  }

  mutating func takeRest() -> Bool {
    if isSpoiled { return true }
    if isComplete { return false }
    takesAll = true
    return true
  }

  var isComplete: Bool {
    if takesAll { return true }
    guard let all else { return false }
    return all.allSatisfy { taken.contains($0.case) }
  }

  var missing: [String] {
    (all ?? []).filter { !taken.contains($0.case) }.map(\.name)
  }
}
