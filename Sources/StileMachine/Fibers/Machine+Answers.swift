import StileCheck
import StileSyntax

extension Machine {
  /// Takes the answer to a stop. The fiber then goes on, unless another stop is given back.
  func take(_ answer: Answer, _ fiber: Fiber) throws(Failure) -> Stop? {
    switch fiber.waiting {
    case .reached(let number), .header(let number): try takeItem(answer, fiber, number)
    case .request(let number): try takeResult(answer, fiber, number)
    case .region(let number): return try takeRegion(answer, fiber, number)
    case .asked(let number): return try takeAsked(answer, fiber, number)
    case .ended(let number): try takeEnded(answer, fiber, number)
    case .fork(let number): try takeFork(answer, fiber, number)
    case .failed: try takeFailed(answer, fiber)
    case .start, .finished: preconditionFailure("a fiber that runs nothing takes no answer")
    }
    return nil
  }

  private func takeItem(_ answer: Answer, _ fiber: Fiber, _ number: Int32) throws(Failure) {
    switch answer {
    case .go:
      // Over the jump that leaves the item.
      fiber.address += 1
      fiber.item?.restart = fiber.address
    case .value(let datum): try leaveItem(fiber, datum)
    case .failure(let failure): throw failure
    case .again: preconditionFailure("an item that is reached is not asked again")
    }
  }

  /// Goes on behind the item with a value from elsewhere.
  private func leaveItem(_ fiber: Fiber, _ datum: Datum) throws(Failure) {
    guard let open = fiber.item else { preconditionFailure("an item is left once") }
    let item = code.items[Int(open.number)]
    fiber.unwind(to: open.depth)
    fiber.handlers.removeLast(fiber.handlers.count - open.handlerCount)
    fiber.arms.removeAll()
    let isAbsent = item.isResultUnused && datum == .none
    do throws(Failure) {
      let value = isAbsent ? .none : try fiber.heap.value(datum, as: item.type)
      fiber.registers[item.result] = value
    } catch {
      throw Failure(
        .value, "the value given for `\(open.key)` does not fit: \(error.message)",
        span: item.header)
    }
    fiber.item = nil
    fiber.address = open.exit
  }

  private func takeEnded(_ answer: Answer, _ fiber: Fiber, _ number: Int32) throws(Failure) {
    guard case .go = answer, let open = fiber.item else {
      preconditionFailure("an item that ended is told to go on")
    }
    let item = code.items[Int(number)]
    // The value is made anew, so that everything else of the item's body can go.
    let datum = try fiber.heap.datum(fiber.registers[item.result])
    fiber.handlers.removeLast(fiber.handlers.count - open.handlerCount)
    fiber.release(to: open.heapMark)
    let isAbsent = datum == .none
    fiber.registers[item.result] = isAbsent ? .none : try fiber.heap.value(datum, as: item.type)
    fiber.item = nil
    fiber.address = open.exit
  }

  private func takeFailed(_ answer: Answer, _ fiber: Fiber) throws(Failure) {
    guard let open = fiber.item else { preconditionFailure("what failed is an item") }
    switch answer {
    case .again:
      fiber.handlers.removeLast(fiber.handlers.count - open.handlerCount)
      fiber.address = open.restart
    case .value(let datum): try leaveItem(fiber, datum)
    case .failure(let failure): throw failure
    case .go: preconditionFailure("an item that failed does not just go on")
    }
  }

  // Regions

  private func takeRegion(
    _ answer: Answer, _ fiber: Fiber, _ number: Int32
  ) throws(Failure) -> Stop? {
    switch answer {
    case .go: fiber.address += 1
    case .value(.bool(true)) where code.regions[Int(number)].kind == .ensure:
      return try endAlreadySo(fiber)
    case .value(let datum): try fill(number, datum, fiber)
    case .failure(let failure): throw failure
    case .again: preconditionFailure("a region that is reached is not asked again")
    }
    return nil
  }

  private func takeAsked(
    _ answer: Answer, _ fiber: Fiber, _ number: Int32
  ) throws(Failure) -> Stop? {
    // Nothing of a region's lines is seen outside them; a poll of days must not add up.
    fiber.release(to: fiber.regionMark)
    switch answer {
    case .again: break
    case .value(.bool(true)) where code.regions[Int(number)].kind == .ensure:
      return try endAlreadySo(fiber)
    case .value(let datum):
      try fill(number, datum, fiber)
      fiber.address += 1
    case .go: fiber.address += 1
    case .failure(let failure): throw failure
    }
    return nil
  }

  /// The series of a sample; other regions have no value.
  private func fill(_ number: Int32, _ datum: Datum, _ fiber: Fiber) throws(Failure) {
    guard let result = code.regions[Int(number)].result else { return }
    fiber.registers[result] = try fiber.heap.value(datum, as: .series)
  }

  /// An `ensure` holds already: nothing of the step's body runs.
  private func endAlreadySo(_ fiber: Fiber) throws(Failure) -> Stop {
    guard let open = fiber.item else { preconditionFailure("an `ensure` stands in a step") }
    fiber.registers[code.items[Int(open.number)].result] = .none
    return try stopEnded(open.number, fiber, .none)
  }
}
