import StileCheck
import StileSyntax

/// An effect whose parts stand in registers.
struct RequestCode: Sendable {
  enum Kind: Sendable {
    case execute(ExecuteCode)
    /// The arguments stand at `from`, in the order of these names.
    case native(String, parameters: [String], from: Register)
    case window(Register)
    case wait(WaitCode)
    case notify(channels: Register, subject: Register?, text: Register, isRequired: Bool)
    case question(Question.Kind, text: Register)
    /// The families that the flow's own stages and this step add to the family of the frame.
    case undoStep([String])
  }

  let kind: Kind
  /// Where the answer goes.
  let to: Register
  let type: Type
}

struct ExecuteCode: Sendable {
  let execution: Execution
  let command: Register
  /// A host, and behind it the user or none.
  let seat: Register
  let directory: Register?
  let stdin: Register?
  let within: Register?
  let allowed: [Int64]
  let reboots: Bool
  let environment: [(name: String, value: Register)]
  let isOutputRead: Bool
}

enum WaitCode: Sendable {
  case span(Register)
  case until(Register)
  case ttl(Register)
  case window(Register)
}

/// An undo block or a mark, where it stands.
struct ArmCode: Sendable {
  enum Kind: Sendable {
    case block(UndoReference, captures: [(name: String, register: Register)], seat: Register?)
    case nothing(String)
    case wall(String)
  }

  let kind: Kind
  let isOfItem: Bool
}
