import StileSyntax

/// The name of a fiber in its machine.
package struct FiberID: Hashable, Sendable {
  /// The number of its machine, where a run has several.
  package let machine: Int
  let index: Int
}

/// One thread of a program: its frames, what it stopped at, and where it stands in the flow.
///
/// A class because its stacks are memory of its own. It holds no reference to the outside, so it
/// can stop at any effect for as long as it takes.
final class Fiber {
  let heap: Heap
  /// Code that takes something back: nothing arms in it.
  let isUndo: Bool
  var waiting = Waiting.start
  /// The next instruction, while it is stopped.
  var address: Int
  /// How much code may run before the next stop; a `catch` does not renew it.
  var stepsLeft = 0
  /// The frame at hand; 0 is the outermost.
  var depth = 0
  let frames: UnsafeMutablePointer<Frame>
  private(set) var stack: UnsafeMutablePointer<Value>
  private(set) var capacity = 1024

  /// Procedures and stages with an id around the place, outermost first.
  var parts: [OpenPart] = []
  var stages: [OpenStage] = []
  var item: OpenItem?
  var handlers: [Handler] = []
  /// Objects that were made before the lines of the region that was asked last.
  var regionMark = HeapMark.start
  /// Undo blocks that stand before the next act, outermost first.
  var arms: [OpenArm] = []
  /// The fork that it is a branch of.
  var branch: OpenBranch?
  /// What the branches of the fork that it stopped at have left so far.
  var branchResults: [Int: [Datum]] = [:]

  init(heap: Heap, isUndo: Bool, function: FunctionEntry) {
    self.heap = heap
    self.isUndo = isUndo
    address = Int(function.address)
    frames = .allocate(capacity: Limits.callDepth + 1)
    stack = .allocate(capacity: capacity)
    stack.initialize(repeating: .unset, count: capacity)
    frames.initialize(to: Frame(base: 0, returnAddress: 0))
    reserve(Int(function.registerCount))
  }

  deinit {
    // Frames and values are trivial.
    frames.deallocate()
    stack.deallocate()
  }

  /// The registers of the frame at hand.
  var registers: UnsafeMutablePointer<Value> { stack + frames[depth].base }

  /// Makes room for `count` registers from the bottom of the stack.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    let larger = max(count, capacity * 2)
    let stack = UnsafeMutablePointer<Value>.allocate(capacity: larger)
    stack.moveInitialize(from: self.stack, count: capacity)
    (stack + capacity).initialize(repeating: .unset, count: larger - capacity)
    self.stack.deallocate()
    self.stack = stack
    capacity = larger
  }
}

/// What a stopped fiber waits for: the answer to that entry of the code's tables.
enum Waiting {
  case start
  case reached(Int32)
  case header(Int32)
  case request(Int32)
  case region(Int32)
  case asked(Int32)
  case ended(Int32)
  case fork(Int32)
  case failed
  case finished
}

/// A call under way. Trivial, so that calls cost no reference counting.
struct Frame {
  /// Its first register, from the bottom of the stack.
  let base: Int
  /// Where its caller goes on.
  let returnAddress: Int32
  /// Undo blocks were put before an act in it.
  var hasArms = false
}

/// A function as calls need it.
struct FunctionEntry {
  let address: CodeAddress
  /// The seat's registers included.
  let registerCount: Int32
  let parameterCount: Int32

  init(address: Int, registerCount: Int) {
    self.address = CodeAddress(truncatingIfNeeded: address)
    self.registerCount = Int32(truncatingIfNeeded: registerCount)
    parameterCount = 0
  }

  init(_ code: FunctionCode) {
    address = CodeAddress(truncatingIfNeeded: code.entry)
    registerCount = Int32(
      truncatingIfNeeded: max(
        code.registerCount, code.parameterCount + FunctionCompiler.seatSize))
    parameterCount = Int32(truncatingIfNeeded: code.parameterCount)
  }
}

/// A part of a key: with loop values, and without.
struct KeyText {
  let key: String
  let family: String
}

/// A part of the keys of what stands in it, and the frame that opened it.
struct OpenPart {
  let text: KeyText
  let depth: Int
}

struct OpenStage {
  let title: String
  let tags: [String]
}

/// The item whose clauses or body are running.
struct OpenItem {
  let number: Int32
  let key: String
  /// Where its body, or before the header its clauses, begin again.
  var restart: Int
  /// The jump behind `reached`: the way out with a value from elsewhere.
  let exit: Int
  let depth: Int
  let handlerCount: Int
  /// Objects that were made before it.
  var heapMark: HeapMark
}

/// Where a failure goes.
struct Handler {
  enum Kind {
    /// A `catch`: the failure is put into the register.
    case handler(address: Int, error: Register)
    /// A region's lines: what failed could not be asked.
    case region(Int32, start: Int)
  }

  let kind: Kind
  let depth: Int
  var heapMark: HeapMark
  /// The lines of a region that do not hold, so far.
  var reports: [ConditionReport] = []
  /// What the lines of a sample gave, so far.
  var numbers: [Double] = []
}

/// The place of a branch in the fork of another fiber.
struct OpenBranch {
  let parent: FiberID
  let number: Int
  let results: [ForkResult]
}

struct OpenArm {
  let arm: PendingArm
  let depth: Int
}
