import StileCheck
import StileSyntax

/// A compiled program: instructions, and what they refer to by number. Plain data, shared by
/// machines.
package struct Code: Sendable {
  var types: TypeTables
  var instructions: [Instruction] = []
  /// One for each instruction.
  var spans: [SourceSpan] = []
  var constants: [Constant] = []
  var functions: [FunctionCode] = []
  var globals: [GlobalCode] = []
  var runbooks: [Int] = []
  var undos: [UndoReference: UndoCode] = [:]

  var enumCases: [EnumCaseCode] = []
  var closures: [ClosureCode] = []
  var commands: [CommandCode] = []
  var requests: [RequestCode] = []
  var arms: [ArmCode] = []
  var parts: [PartCode] = []
  var stages: [StageCode] = []
  var items: [ItemCode] = []
  var forks: [ForkCode] = []
  var regions: [RegionCode] = []
  var conditions: [ConditionCode] = []
  /// The functions that give the commands whose output is a secret, by its name.
  var secretCommands: [String: Int] = [:]
  /// The types that `decode` makes.
  var decodedTypes: [Type] = []
  /// The functions that give a record's fields their defaults, for `decode`.
  var fieldDefaults: [FieldKey: Int] = [:]

  init(types: TypeTables) { self.types = types }
}

struct FieldKey: Hashable {
  let record: Int
  let field: Int
}

struct FunctionCode: Sendable {
  let name: String
  /// The first of its instructions.
  let entry: Int
  let registerCount: Int
  /// Captured values and parameters; the seat's registers are the next two.
  let parameterCount: Int
}

struct GlobalCode: Sendable {
  enum Origin: Sendable {
    case code(Int)
    /// Given by the run, else made by this function, if there is one.
    case param(defaultFunction: Int?)
    case secret
  }

  let name: String
  let type: Type
  let origin: Origin
  let span: SourceSpan
}

struct EnumCaseCode: Sendable {
  let type: Int
  let number: Int
}

struct ClosureCode: Sendable {
  let function: Int
  let captures: [Register]
  let seat: Register?
}

struct UndoCode: Sendable {
  let function: Int
  /// The names and types of what it captures, in the order of its first locals.
  let captures: [FunctionBody.Local]
  let needsSeat: Bool
}

/// A command's text and what stands in its holes, apart from the values.
struct CommandCode: Sendable {
  struct Hole: Sendable {
    let quoting: CommandLiteral.Quoting
    let isGlued: Bool
    let mayBeOption: Bool
    let isCommandPosition: Bool
  }

  let segments: [CommandTemplate.Segment]
  let holes: [Hole]
  let plainWords: [[CommandLiteral.WordPart]]?
  let hasPipe: Bool
}
