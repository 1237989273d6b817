import StileCheck
import StileSyntax

/// A register of the frame at hand, counted from its base.
///
///     base ▼
///       │ parameters │ host │ user │ other locals │ temporaries … │ callee's frame …
typealias Register = Int32

/// A place in the code of a program.
typealias CodeAddress = Int32

/// One instruction. `to` is the register that is filled; the others are read.
///
/// At most twelve bytes beside its kind: dispatch costs what it takes to take one apart.
///
/// The instructions that stop for an answer (`reached`, `header`, `region`, `asked`) are followed
/// by a `jump`: `.go` steps over it, another answer takes it. Behind a `fork` stand the jump to the
/// code behind its branches, and one to each of them.
enum Instruction {
  // Values

  case constant(to: Register, Int32)
  case integer(to: Register, Int32)
  case boolean(to: Register, Bool)
  case none(to: Register)
  /// Marks a register whose value a report may show, before the code that may fill it.
  case unset(to: Register)
  case move(to: Register, Register)
  case global(to: Register, Int32)
  /// `local: Host` and `console: Channel`.
  case localHost(to: Register)
  case console(to: Register)

  // Flow

  case jump(CodeAddress)
  case jumpIfFalse(Register, CodeAddress)
  case jumpIfTrue(Register, CodeAddress)
  case jumpIfNone(Register, CodeAddress)
  /// The jumps that compare are of Ints.
  case jumpIfLess(Register, Register, CodeAddress)
  case jumpUnlessLess(Register, Register, CodeAddress)
  case jumpIfLessThan(Register, Int32, CodeAddress)
  case jumpUnlessLessThan(Register, Int32, CodeAddress)
  case jumpIfEqual(Register, Register, CodeAddress)
  case jumpUnlessEqual(Register, Register, CodeAddress)
  case jumpIfEqualTo(Register, Int32, CodeAddress)
  case jumpUnlessEqualTo(Register, Int32, CodeAddress)
  /// Fills `to` with the next element of the list in `list`, counts in the register behind it and
  /// goes to `round`; behind the last element the loop is over.
  case next(to: Register, list: Register, round: CodeAddress)
  /// Counts `to` up and goes to `round`; the loop is over at the integer in `upper`.
  case nextInt(to: Register, upper: Register, round: CodeAddress)
  /// Puts the integer before the first of a range into `to`; refuses too long a range. Its bounds
  /// stand in two registers.
  case startRange(to: Register, Register)
  /// The arguments stand at `at`, then the seat; the callee's frame begins there, and its value is
  /// left there.
  ///
  ///     caller │ … │ argument 0 │ argument 1 │ host │ user │
  ///                  ▲ at = callee's base = the result
  case call(Int32, at: Register)
  /// As `call`; the captured values are put before the `count` arguments.
  case callFunction(Register, at: Register, count: Int32)
  /// Makes a function value with the captures and the seat that its code entry names.
  case closure(to: Register, Int32)
  case returnValue(Register)
  case pushHandler(catch: CodeAddress, error: Register)
  case popHandler

  // Arithmetic and comparison

  case addInt(to: Register, Register, Register)
  case addInteger(to: Register, Register, Int32)
  case subtractInt(to: Register, Register, Register)
  case multiplyInt(to: Register, Register, Register)
  case divideInt(to: Register, Register, Register)
  case remainderInt(to: Register, Register, Register)
  case lessInt(to: Register, Register, Register)
  case lessOrEqualInt(to: Register, Register, Register)
  case equalInt(to: Register, Register, Register)
  case remainderInteger(to: Register, Register, Int32)
  /// From here to `not` the kinds of the operands decide what it means.
  case add(to: Register, Register, Register)
  case subtract(to: Register, Register, Register)
  case multiply(to: Register, Register, Register)
  case divide(to: Register, Register, Register)
  case remainder(to: Register, Register, Register)
  case equal(to: Register, Register, Register)
  case notEqual(to: Register, Register, Register)
  case less(to: Register, Register, Register)
  case lessOrEqual(to: Register, Register, Register)
  case greater(to: Register, Register, Register)
  case greaterOrEqual(to: Register, Register, Register)
  case not(to: Register, Register)
  case negate(to: Register, Register)

  // Data

  /// An empty list, to be filled by `append`.
  case list(to: Register)
  case append(list: Register, Register)
  /// Before another register holds the list or map of a variable, which then can't change in place.
  case share(Register)
  /// `xs = xs.with(…)`
  case updateList(Register, Register)
  /// `m = m.with(…, …)`
  case updateMap(Register, key: Register, Register)
  /// Appends every element of a list.
  case appendAll(list: Register, Register)
  /// An empty map, to be filled by `insert`.
  case map(to: Register)
  case insert(map: Register, key: Register, Register)
  /// Every field stands at `from`, in order.
  case record(to: Register, RecordNumber, from: Register)
  /// The entry names the case; its payload stands at `from`.
  case enumCase(to: Register, Int32, from: Register)
  case field(to: Register, Register, Int32)
  /// Whether a value is that case of its enum.
  case isCase(to: Register, Register, Int32)
  case payload(to: Register, Register, Int32)
  case index(to: Register, Register, Register)
  /// Joins the texts of `count` registers.
  case text(to: Register, from: Register, count: Int32)
  /// The same with secrets among them: the result holds their names.
  case secretText(to: Register, from: Register, count: Int32)
  /// The receiver stands at `from`, its arguments behind it.
  case member(to: Register, from: Register, BuiltInMember)
  case range(to: Register, Register, Register)
  case convert(to: Register, Register, Conversion)
  case decode(to: Register, Register, type: Int32)
  /// Fills a command's holes from the registers that begin at `from`.
  case command(to: Register, Int32, from: Register)
  case rawCommand(to: Register, Register)

  // Failing

  case fail(Register)
  /// Fails with the text in `message` unless the condition holds; the entry says what to show.
  case expect(Register, message: Register, Int32)

  // The world

  case request(Int32)
  /// Puts an undo block or a mark on the fiber, with what it captures.
  case arm(Int32)

  // Flow between steps

  case enterPart(Int32)
  case leavePart
  case enterStage(Int32)
  case leaveStage(Int32)
  /// Stops before two rounds of one loop could have one key: adds the key value to the set in
  /// `seen`.
  case distinct(Register, seen: Register)
  case reached(Int32)
  case header(Int32)
  /// The item's body ended; the register of its entry holds its value.
  case ended(Int32)
  case region(Int32)
  /// From here to `asked` a failure means that the region could not be asked.
  case ask(Int32)
  case condition(Register, Int32)
  /// One number of a sample.
  case number(Register)
  case asked(Int32)
  case fork(Int32)
  /// A branch is at its end.
  case join
}
