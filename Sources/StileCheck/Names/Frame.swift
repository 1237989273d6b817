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

/// Code with locals of its own while it is being checked: a callable, a lambda, an undo block, a
/// runbook.
///
/// Captures are found only while the body is read. So their numbers begin at `captureBase` first,
/// and finishing moves them to the front, where `FunctionBody` wants them:
///
///     raw        0 … parameters, lets        captureBase … captures
///     finished   0 … captures, parameters, lets
struct Frame {
  enum Kind {
    case function
    case lambda
    case undo
  }

  static let captureBase = 1 << 24

  let kind: Kind
  let span: SourceSpan
  private(set) var locals: [FunctionBody.Local] = []
  /// Variables of frames around it, each in the numbers of the next one.
  private(set) var captures: [(id: LocalID, variable: LocalVariable)] = []
  /// What is in sight, the innermost last.
  private(set) var variables: [LocalVariable] = []
  /// Their names.
  private var names: [String] = []
  /// The last variable of each name, once there are more than a few in sight.
  private var positions: [String: Int] = [:]
  private static let few = 8
  /// How many variables were there when each open scope began.
  private var scopes: [Int] = []

  init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }

  mutating func addLocal(_ name: String, _ type: Type, isVariable: Bool = false) -> LocalID {
    locals.append(FunctionBody.Local(name: name, type: type, isVariable: isVariable))
    return LocalID(locals.count - 1)
  }

  /// The number in this frame of a variable of the frame around it.
  mutating func capture(_ variable: LocalVariable, as id: LocalID) -> LocalID {
    if let known = captures.firstIndex(where: { $0.id == id }) {
      return LocalID(Frame.captureBase + known)
    }
    captures.append((id, variable))
    return LocalID(Frame.captureBase + captures.count - 1)
  }

  mutating func openScope() { scopes.append(variables.count) }

  mutating func closeScope() {
    if let start = scopes.popLast() { forget(from: start) }
  }

  mutating func declare(_ variable: LocalVariable) {
    if variables.isEmpty {
      variables.reserveCapacity(Frame.few)
      names.reserveCapacity(Frame.few)
    }
    variables.append(variable)
    names.append(variable.name)
    if variables.count == Frame.few + 1 {
      for index in variables.indices { enterPosition(index) }
    } else if variables.count > Frame.few {
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
      if variables.count > Frame.few {
        positions[last.name] = last.hidden
      } else if !positions.isEmpty {
        positions = [:]
      }
    }
  }

  func find(_ name: String) -> LocalVariable? {
    if variables.count > Frame.few { return positions[name].map { variables[$0] } }
    return names.lastIndex(of: name).map { variables[$0] }
  }

  /// The locals in the order that `FunctionBody` has them.
  var finishedLocals: [FunctionBody.Local] {
    if captures.isEmpty { return locals }
    let captured = captures.map {
      FunctionBody.Local(name: $0.variable.name, type: $0.variable.type)
    }
    return captured + locals
  }
}
