import StileCheck
import StileSyntax

/// Compiles one body of code with locals of its own.
///
/// Registers are handed out as on a stack: locals have theirs for good, temporaries go back when
/// the statement or the operand that needed them is done.
struct FunctionCompiler {
  let assembler: Assembler
  let body: FunctionBody
  let place: DeclarationPlace
  var instructions: [Instruction] = []
  var spans: [SourceSpan] = []
  /// The span that the next instructions belong to.
  var span: SourceSpan
  /// The registers that hold the host of commands without `on`, and behind it their user.
  var seat: Register
  /// Whether the seat holds a host at all.
  var hasSeat: Bool
  var loops: [LoopScope] = []
  /// The item whose body is being compiled.
  var item: ItemScope?
  /// Stages that stand open, and handlers: a jump out of them closes them first.
  var openStages: [Int32] = []
  var openHandlers = 0
  private var nextRegister: Register
  private(set) var registerCount: Register
  /// The keys of the steps of this flow, for `undo STEP`; filled when the first one is met.
  var stepFamilies: [String: [[String]]]?

  init(_ assembler: Assembler, _ body: FunctionBody, _ place: DeclarationPlace) {
    self.assembler = assembler
    self.body = body
    self.place = place
    seat = Register(truncatingIfNeeded: body.parameterCount)
    hasSeat = body.needsSeat
    nextRegister = Register(truncatingIfNeeded: body.locals.count + Self.seatSize)
    registerCount = nextRegister
    span = SourceSpan(SourceID(-1), 0, 0)
  }

  /// A host and a user, side by side.
  static let seatSize = 2

  /// The seat's registers at the body's start: a caller fills them.
  var seatRegister: Register { Register(truncatingIfNeeded: body.parameterCount) }

  mutating func compileBody() {
    compile(body.statements)
    compileReturn(nil)
  }

  // Registers

  func register(of local: LocalID) -> Register {
    // The seat stands between the parameters and the other locals.
    Register(
      truncatingIfNeeded: local.index < body.parameterCount
        ? local.index : local.index + Self.seatSize)
  }

  mutating func allocate(_ count: Int = 1) -> Register {
    let first = nextRegister
    nextRegister += Register(truncatingIfNeeded: count)
    registerCount = max(registerCount, nextRegister)
    return first
  }

  /// Nobody reads the register yet, and those behind it are free.
  func isLastTemporary(_ register: Register) -> Bool {
    register == nextRegister - 1 && Int(register) > body.locals.count + Self.seatSize - 1
  }

  /// A register for a value that grows while other code runs: `target`, unless that is a variable,
  /// which the code may read or assign.
  mutating func place(for target: Register) -> Register {
    isLastTemporary(target) ? target : allocate()
  }

  /// Runs `compile` and takes its temporaries back.
  mutating func scratch<Result>(_ compile: (inout FunctionCompiler) -> Result) -> Result {
    let mark = nextRegister
    defer { nextRegister = mark }
    return compile(&self)
  }

  // Instructions

  var here: CodeAddress { CodeAddress(truncatingIfNeeded: instructions.count) }

  mutating func emit(_ instruction: Instruction) {
    instructions.append(instruction)
    spans.append(span)
  }

  /// Emits a jump whose target is not known yet; `land` gives it one.
  mutating func emitOpenJump(_ instruction: Instruction) -> Int {
    emit(instruction)
    return instructions.count - 1
  }

  /// Lets open jumps go to the place reached.
  mutating func land(_ jumps: Int...) { land(jumps) }

  mutating func land(_ jumps: [Int]) {
    for jump in jumps { instructions[jump] = instructions[jump].withTarget(here) }
  }

  /// Compiles with instructions that belong to `span`.
  mutating func at(_ span: SourceSpan, _ compile: (inout FunctionCompiler) -> Void) {
    let outer = self.span
    self.span = span
    compile(&self)
    self.span = outer
  }
}

/// A loop that `break` may leave.
struct LoopScope {
  var exits: [Int] = []
  let openStages: Int
  let openHandlers: Int
}

/// The item whose body is being compiled.
struct ItemScope {
  let result: Register
  /// Jumps to the end of its body.
  var exits: [Int] = []
  /// Asked again where the body ends.
  var ensure: Region?
  let openHandlers: Int
}
