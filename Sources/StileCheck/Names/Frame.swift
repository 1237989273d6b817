import StileSyntax

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
  /// Most have no more locals.
  private static let few = 4

  let kind: Kind
  let span: SourceSpan
  private(set) var locals: [FunctionBody.Local] = []
  /// Variables of frames around it, each in the numbers of the next one.
  private(set) var captures: [(id: LocalID, variable: LocalVariable)] = []
  /// How many variables of frames around it are in sight.
  let start: Int

  init(_ kind: Kind, at span: SourceSpan, start: Int = 0) {
    self.kind = kind
    self.span = span
    self.start = start
    locals.reserveCapacity(Frame.few)
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

  /// The locals in the order that `FunctionBody` has them.
  var finishedLocals: [FunctionBody.Local] {
    if captures.isEmpty { return locals }
    let captured = captures.map {
      FunctionBody.Local(name: $0.variable.name, type: $0.variable.type)
    }
    return captured + locals
  }
}
