import StileCheck
import StileSyntax

extension Machine {
  /// Makes the stop of an instruction; the fiber then waits for its answer.
  func stop(at instruction: Instruction, _ fiber: Fiber) throws(Failure) -> Stop {
    switch instruction {
    case .reached(let number): return try stopReached(number, fiber)
    case .header(let number): return try stopHeader(number, fiber)
    case .request(let number): return try stopRequest(number, fiber)
    case .region(let number): return try stopRegion(number, fiber)
    case .asked(let number): return stopAsked(number, fiber)
    case .fork(let number): return try stopFork(number, fiber)
    case .join: return join(fiber)
    case .ended(let number):
      let item = code.items[Int(number)]
      return try stopEnded(number, fiber, fiber.registers[item.result])
    default: preconditionFailure("no other instruction stops a fiber")
    }
  }

  private func stopReached(_ number: Int32, _ fiber: Fiber) throws(Failure) -> Stop {
    let item = code.items[Int(number)]
    let heap = fiber.heap
    let names = key(of: try keyText(item.part, fiber.registers, heap), fiber)
    var tags: [String] = []
    for tag in fiber.stages.flatMap(\.tags) + item.tags where !tags.contains(tag) {
      tags.append(tag)
    }
    fiber.item = OpenItem(
      number: number, key: names.key, restart: fiber.address + 1, exit: fiber.address,
      depth: fiber.depth, handlerCount: fiber.handlers.count, heapMark: heap.mark)
    fiber.waiting = .reached(number)
    return .reached(
      ItemReached(
        key: names.key, family: names.family, kind: item.kind,
        title: heap.string(of: fiber.registers[item.title]), tags: tags,
        stages: fiber.stages.map(\.title), isRequired: item.isRequired,
        isSafeToRepeat: item.isSafeToRepeat,
        valueType: item.type == .void ? nil : code.types.name(of: item.type), span: item.header))
  }

  private func stopHeader(_ number: Int32, _ fiber: Fiber) throws(Failure) -> Stop {
    let item = code.items[Int(number)]
    let registers = fiber.registers
    var host: HostValue?
    if let register = item.host { host = try fiber.heap.host(of: registers[register]) }
    let isToRun = item.when.map { Self.bool(registers[$0]) } ?? true
    fiber.waiting = .header(number)
    return .header(
      ItemHeader(
        host: host, within: item.within.map { Self.nanoseconds(registers[$0]) },
        retry: item.retry.map { retry in
          RetryRule(
            count: Self.int(registers[retry.count]), pause: Self.nanoseconds(registers[retry.pause])
          )
        },
        skipReason: isToRun ? nil : item.whenText))
  }

  private func stopRegion(_ number: Int32, _ fiber: Fiber) throws(Failure) -> Stop {
    let region = code.regions[Int(number)]
    let registers = fiber.registers
    fiber.waiting = .region(number)
    return .region(
      RegionHeader(
        kind: region.kind,
        title: region.title.map { fiber.heap.string(of: registers[$0]) },
        within: region.within.map { Self.nanoseconds(registers[$0]) },
        every: region.every.map { Self.nanoseconds(registers[$0]) },
        holding: region.holding.map { Self.nanoseconds(registers[$0]) }, span: region.span))
  }

  private func stopAsked(_ number: Int32, _ fiber: Fiber) -> Stop {
    let handler = fiber.handlers.removeLast()
    fiber.regionMark = handler.heapMark
    fiber.waiting = .asked(number)
    if code.regions[Int(number)].kind == .sample { return .asked(.measured(handler.numbers)) }
    return .asked(handler.reports.isEmpty ? .holds : .fails(handler.reports))
  }

  func stopEnded(_ number: Int32, _ fiber: Fiber, _ value: Value) throws(Failure) -> Stop {
    let datum = try fiber.heap.datum(value)
    if case .output(let output) = datum, output.isCut {
      throw Limit.outputCut.failure("the output that this item gives was cut")
    }
    fiber.waiting = .ended(number)
    fiber.arms.removeAll()
    return .ended(datum)
  }

  static func float(_ value: Value) -> Double {
    switch value {
    case .int(let number): return Double(number)
    case .float(let number): return number
    default: preconditionFailure("the checker promised a number")
    }
  }

  static func nanoseconds(_ value: Value) -> Int64 {
    switch value {
    case .duration(let nanoseconds), .time(let nanoseconds): return nanoseconds
    default: preconditionFailure("the checker promised a Duration or a Time")
    }
  }

  /// The outermost frame returned.
  func finish(_ fiber: Fiber) -> Stop {
    fiber.waiting = .finished
    fiber.arms.removeAll()
    do throws(Failure) {
      return .finished(.success(try fiber.heap.datum(fiber.registers[0])))
    } catch {
      return .finished(.failure(error))
    }
  }

  /// Takes a failure to where it belongs: a `catch`, a region that could not be asked, the item, or
  /// the end of the fiber. Nothing given back: the fiber goes on at a `catch`.
  func unwind(_ fiber: Fiber, _ failure: Failure) -> Stop? {
    let kept = fiber.item?.handlerCount ?? 0
    while fiber.handlers.count > kept {
      let handler = fiber.handlers.removeLast()
      fiber.unwind(to: handler.depth)
      switch handler.kind {
      case .region(let number, let start):
        // Its lines end at an `asked`, which would have taken the handler along.
        fiber.address = code.end(ofRegion: number, from: start)
        fiber.regionMark = handler.heapMark
        fiber.waiting = .asked(number)
        return .asked(.unasked(failure))
      case .handler(let address, let error):
        guard failure.kind.isDefinite,
          let record = try? fiber.heap.record(of: failure)
        else { continue }
        fiber.registers[error] = record
        fiber.address = address
        return nil
      }
    }
    guard let item = fiber.item else {
      fiber.waiting = .finished
      return .finished(.failure(failure))
    }
    fiber.unwind(to: item.depth)
    fiber.arms.removeAll()
    fiber.waiting = .failed
    return .failed(failure)
  }
}

extension Code {
  /// The instruction behind a region's `asked`.
  fileprivate func end(ofRegion number: Int32, from start: Int) -> Int {
    for address in start..<instructions.count {
      if case .asked(number) = instructions[address] { return address + 1 }
    }
    preconditionFailure("a region ends behind its lines")
  }
}

extension Failure.Kind {
  /// Something is known to have gone wrong. What could not be asked or reached, and what a person
  /// refused, no `catch` takes, and no `retry` tries again.
  package var isDefinite: Bool {
    switch self {
    case .command, .verify, .expectation, .value, .limit, .timeout, .world: true
    case .unverified, .unreachable, .refused: false
    }
  }
}

extension Heap {
  /// The `Failure` that a `catch` gets.
  fileprivate func record(of failure: Failure) throws(Failure) -> Value {
    var output = Value.none
    if let bytes = failure.output { output = try value(bytes) }
    return try record(
      BuiltInRecord.failure,
      [
        try string(failure.kind.rawValue), try string(failure.message),
        failure.status.map { .int($0) } ?? .none, output,
      ])
  }
}
