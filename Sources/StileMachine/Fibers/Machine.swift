package import StileCheck
import StileSyntax

/// Runs the fibers of one program. It is pure: all that it learns of the world comes as answers.
///
/// A class because fibers and their memory have one owner.
package final class Machine {
  let code: Code
  /// Constants and the values of top-level names; each fiber starts with a copy.
  let heap: Heap
  let instructions: UnsafeMutablePointer<Instruction>
  let functions: UnsafeMutablePointer<FunctionEntry>
  let constants: UnsafeMutablePointer<Value>
  let globals: UnsafeMutablePointer<Value>
  /// Those that are not finished.
  private var fibers: [FiberID: Fiber] = [:]
  private var fiberCount = 0
  private let pureSteps: Int
  /// Tells its fibers from those of another machine.
  private let number: Int

  /// Evaluates every top-level name in order; `arguments` are the run's params by `Global.name`.
  package convenience init(
    code: Code, arguments: [String: Datum], number: Int = 0, allowance: Allowance = Allowance()
  ) throws(Failure) {
    try self.init(code, number, allowance)
    for name in arguments.keys where !code.globals.contains(where: { $0.isParam(name) }) {
      throw Failure(.value, "no param is called `\(name)`")
    }
    for (number, global) in code.globals.enumerated() {
      do throws(Failure) {
        globals[number] = try value(of: global, arguments)
      } catch {
        throw Failure(
          error.kind, "`\(global.name)`: \(error.message)", details: error.details,
          span: error.span ?? global.span)
      }
    }
  }

  private init(_ code: Code, _ number: Int, _ allowance: Allowance) throws(Failure) {
    self.code = code
    self.number = number
    pureSteps = allowance.pureSteps
    heap = Heap(types: code.types, allowance)
    instructions = .allocate(capacity: max(1, code.instructions.count))
    instructions.initialize(from: code.instructions, count: code.instructions.count)
    functions = .allocate(capacity: max(1, code.functions.count))
    for (number, function) in code.functions.enumerated() {
      (functions + number).initialize(to: FunctionEntry(function))
    }
    constants = .allocate(capacity: max(1, code.constants.count))
    constants.initialize(repeating: .unset, count: code.constants.count)
    globals = .allocate(capacity: max(1, code.globals.count))
    globals.initialize(repeating: .unset, count: code.globals.count)
    for (number, constant) in code.constants.enumerated() {
      constants[number] = try heap.value(of: constant)
    }
  }

  deinit {
    // Everything in them is trivial.
    instructions.deallocate()
    functions.deallocate()
    constants.deallocate()
    globals.deallocate()
  }

  /// The value of a constant expression, as `--set` gives them.
  package static func value(
    of expression: TypedExpression, in program: Program
  ) throws(Failure) -> Datum {
    var program = program
    let global = Global(
      name: "value", type: expression.type, kind: .let(expression), documentation: nil,
      span: expression.span)
    program.globals.append(global)
    program.runbooks = []
    let machine = try Machine(Compiler.compile(program, sources: SourceMap()), 0, Allowance())
    guard let last = machine.code.globals.last else {
      preconditionFailure("a program keeps its globals")
    }
    return try machine.heap.datum(try machine.value(of: last, [:]))
  }

  /// The value of a top-level name; nil where there is none, or it is no data.
  package func value(of global: String) -> Datum? {
    guard let number = code.globals.firstIndex(where: { $0.name == global }) else { return nil }
    return try? heap.datum(globals[number])
  }

  /// The command whose output is the secret of this name.
  package func command(ofSecret name: String) throws(Failure) -> CommandText? {
    guard let function = code.secretCommands[name] else { return nil }
    return heap.command(of: try result(of: function)).text
  }

  private func value(
    of global: GlobalCode, _ arguments: [String: Datum]
  ) throws(Failure) -> Value {
    switch global.origin {
    case .secret:
      return .secret(try heap.add(.secret(SecretText(pieces: [.secret(global.name)]))))
    case .code(let function): return try result(of: function)
    case .param(let defaultFunction):
      if let argument = arguments[global.name] {
        return try heap.value(argument, as: global.type)
      }
      guard let defaultFunction else {
        throw Failure(.value, "the run gives it no value, and it has no default")
      }
      return try result(of: defaultFunction)
    }
  }

  /// Runs pure code to its end; its objects stay in the machine's heap.
  func result(of function: Int, in heap: Heap? = nil) throws(Failure) -> Value {
    let heap = heap ?? self.heap
    let fiber = Fiber(heap: heap, isUndo: false, function: functions[function])
    let floor = heap.floor
    heap.floor = heap.count
    defer { heap.floor = floor }
    switch run(fiber) {
    case .finished(.success): return fiber.stack[0]
    case .finished(.failure(let failure)): throw failure
    case .reached, .header, .request, .region, .asked, .fork, .ended, .failed:
      throw Failure(.limit, "a top-level value asks nothing of the world")
    }
  }

  // Fibers

  /// A fiber that will run a runbook, by its number in the program.
  package func begin(runbook: Int) -> FiberID {
    precondition(code.runbooks.indices.contains(runbook), "a runbook has a number of its program")
    return add(
      Fiber(
        heap: Heap(copying: heap), isUndo: false, function: functions[code.runbooks[runbook]]))
  }

  /// A fiber that will run an undo block with the values of the moment when it was armed.
  package func begin(
    undo reference: UndoReference, captures: [DatumField], seat: SeatValue?
  ) throws(Failure) -> FiberID {
    guard let undo = code.undos[reference] else {
      throw Failure(
        .value, "the program has no undo \(reference.ordinal) in `\(reference.declaration)`")
    }
    let entry = functions[undo.function]
    let fiber = Fiber(heap: Heap(copying: heap), isUndo: true, function: entry)
    for (position, local) in undo.captures.enumerated() {
      guard let capture = captures.first(where: { $0.name == local.name }) else {
        throw Failure(.value, "the undo was armed without a value for `\(local.name)`")
      }
      fiber.stack[position] = try fiber.heap.value(capture.value, as: local.type)
    }
    if let seat {
      try fiber.heap.put(seat, at: fiber.stack + Int(entry.parameterCount))
    } else if undo.needsSeat {
      throw Failure(.value, "the undo in `\(reference.declaration)` was armed without its host")
    }
    return add(fiber)
  }

  func add(_ fiber: Fiber) -> FiberID {
    let id = FiberID(machine: number, index: fiberCount)
    fiberCount += 1
    fibers[id] = fiber
    return id
  }

  func fiber(_ id: FiberID) -> Fiber {
    guard let fiber = fibers[id] else { preconditionFailure("what is finished is over") }
    return fiber
  }

  /// Runs a new fiber to its first stop.
  package func start(_ id: FiberID) -> Stop {
    let fiber = fiber(id)
    guard case .start = fiber.waiting else { preconditionFailure("a fiber starts once") }
    return release(id, after: run(fiber))
  }

  /// Gives a stopped fiber its answer, and runs it to the next stop.
  package func advance(_ id: FiberID, _ answer: Answer) -> Stop {
    let fiber = fiber(id)
    do throws(Failure) {
      if let stop = try take(answer, fiber) { return stop }
    } catch {
      if let stop = unwind(fiber, error) { return release(id, after: stop) }
    }
    return release(id, after: run(fiber))
  }

  /// A fiber that is finished gives its memory back.
  private func release(_ id: FiberID, after stop: Stop) -> Stop {
    if case .finished = stop { fibers[id] = nil }
    return stop
  }

  /// Runs until the fiber stops.
  private func run(_ fiber: Fiber) -> Stop {
    fiber.stepsLeft = pureSteps
    while true {
      do throws(Failure) {
        return try execute(fiber)
      } catch {
        if let stop = unwind(fiber, error.located(at: code.spans[max(0, fiber.address - 1)])) {
          return stop
        }
      }
    }
  }
}

extension GlobalCode {
  fileprivate func isParam(_ name: String) -> Bool {
    if case .param = origin { return self.name == name }
    return false
  }
}

extension Failure {
  /// The failure with a place, unless it has one.
  func located(at span: SourceSpan) -> Failure {
    if self.span != nil { return self }
    return Failure(
      kind, message, details: details, status: status, output: output,
      span: span.source.rawValue < 0 ? nil : span)
  }
}
