import StileSyntax

/// A local name; one object, since each use of it looks at it.
final class LocalVariable {
  /// In the numbers of the frame that declares it; see `Frame`.
  let id: LocalID
  let name: String
  let type: Type
  let span: SourceSpan
  /// `var`: may be assigned by the code that declared it.
  let isVariable: Bool
  /// The stretch of code that declared it: a step, an undo, a region or a lambda is one of its own.
  let region: Int
  /// A Secret that was made here, which no item may keep.
  let isMadeSecret: Bool
  /// The position in `variables` of one of the same name, which is a mistake that was told.
  fileprivate var hidden: Int?

  init(
    id: LocalID, name: String, type: Type, span: SourceSpan, isVariable: Bool, region: Int,
    isMadeSecret: Bool
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.span = span
    self.isVariable = isVariable
    self.region = region
    self.isMadeSecret = isMadeSecret
  }
}

/// The local names in sight, those of all frames, the innermost last.
struct VisibleLocals {
  private(set) var variables: [LocalVariable] = []
  private var names: [String] = []
  /// The last variable of each name, once there are more than a few: before that it takes less to
  /// look at all of them than to hash a name.
  private var positions: [String: Int] = [:]
  private static let few = 8
  /// How many variables were there when each open scope began.
  private var scopes: [Int] = []

  mutating func openScope() {
    if scopes.capacity == 0 { scopes.reserveCapacity(VisibleLocals.few) }
    scopes.append(variables.count)
  }

  mutating func closeScope() {
    if let start = scopes.popLast() { forget(from: start) }
  }

  mutating func declare(_ variable: LocalVariable) {
    if variables.capacity == 0 {
      variables.reserveCapacity(VisibleLocals.few)
      names.reserveCapacity(VisibleLocals.few)
    }
    variables.append(variable)
    names.append(variable.name)
    if variables.count == VisibleLocals.few + 1 {
      for index in variables.indices { enterPosition(index) }
    } else if variables.count > VisibleLocals.few {
      enterPosition(variables.count - 1)
    }
  }

  private mutating func enterPosition(_ index: Int) {
    let variable = variables[index]
    variable.hidden = positions.updateValue(index, forKey: variable.name)
  }

  /// Takes the variables from a position on out of sight.
  mutating func forget(from start: Int) {
    while variables.count > start, let last = variables.popLast() {
      names.removeLast()
      if variables.count > VisibleLocals.few {
        positions[last.name] = last.hidden
      } else if !positions.isEmpty {
        positions = [:]
      }
    }
  }

  /// Forgets all variables and scopes, and keeps their room.
  mutating func removeAll() {
    forget(from: 0)
    scopes.removeAll(keepingCapacity: true)
  }

  /// The position of the innermost one of this name.
  func position(of name: String) -> Int? {
    names.count > VisibleLocals.few ? positions[name] : names.lastIndex(of: name)
  }
}
