import StileCheck
import StileSyntax

extension Machine {
  /// Carries out an instruction that moves through the flow, arms an undo or fails.
  func performFlow(
    _ instruction: Instruction, _ fiber: Fiber, _ registers: Registers, _ address: Int
  ) throws(Failure) {
    switch instruction {
    case .pushHandler(let target, let error):
      fiber.handlers.append(
        Handler(
          kind: .handler(address: Int(target), error: error), depth: fiber.depth,
          heapMark: fiber.heap.mark))
    case .popHandler: fiber.handlers.removeLast()
    case .ask(let number):
      fiber.handlers.append(
        Handler(
          kind: .region(number, start: address - 1), depth: fiber.depth,
          heapMark: fiber.heap.mark))
    case .condition(let register, let number):
      if !Self.bool(registers[register]) {
        let report = report(code.conditions[Int(number)], registers, fiber.heap)
        fiber.handlers[fiber.handlers.count - 1].reports.append(report)
      }
    case .number(let register):
      fiber.handlers[fiber.handlers.count - 1].numbers.append(Self.float(registers[register]))
    case .expect(let register, let message, let number):
      if !Self.bool(registers[register]) {
        throw Failure(
          .expectation, fiber.heap.string(of: registers[message]),
          details: report(code.conditions[Int(number)], registers, fiber.heap).values)
      }
    case .fail(let message):
      throw Failure(.expectation, fiber.heap.string(of: registers[message]))
    case .arm(let number): try arm(code.arms[Int(number)], fiber, registers)
    case .enterPart(let number):
      try enter(code.parts[Int(number)], fiber, registers)
    case .leavePart: fiber.parts.removeLast()
    case .enterStage(let number): try enter(code.stages[Int(number)], fiber, registers)
    case .leaveStage(let number):
      fiber.stages.removeLast()
      if code.stages[Int(number)].part != nil { fiber.parts.removeLast() }
    case .distinct(let register, let seen):
      try checkDistinct(registers[register], registers[seen], fiber.heap)
    default: preconditionFailure("every instruction is carried out somewhere")
    }
  }

  private func enter(
    _ part: PartCode, _ fiber: Fiber, _ registers: Registers
  ) throws(Failure) {
    let text = try keyText(part, registers, fiber.heap)
    fiber.parts.append(OpenPart(text: text, depth: fiber.depth))
  }

  private func enter(
    _ stage: StageCode, _ fiber: Fiber, _ registers: Registers
  ) throws(Failure) {
    if let part = stage.part { try enter(part, fiber, registers) }
    fiber.stages.append(
      OpenStage(title: fiber.heap.string(of: registers[stage.title]), tags: stage.tags))
  }

  private func arm(_ arm: ArmCode, _ fiber: Fiber, _ registers: Registers) throws(Failure) {
    if fiber.isUndo { return }
    let kind: PendingArm.Kind
    switch arm.kind {
    case .nothing(let reason): kind = .nothing(reason)
    case .wall(let reason): kind = .wall(reason)
    case .block(let reference, let captures, let seat):
      var fields: [DatumField] = []
      for capture in captures {
        let value = try fiber.heap.datum(registers[capture.register])
        try refuseCutOutput(value, capture.name)
        fields.append(DatumField(capture.name, value))
      }
      let place = try seat.map { (seat) throws(Failure) in
        try fiber.heap.seat(at: registers + Int(seat))
      }
      kind = .block(reference, captures: fields, seat: place)
    }
    fiber.arms.append(
      OpenArm(arm: PendingArm(kind: kind, isOfItem: arm.isOfItem), depth: fiber.depth))
    fiber.frames[fiber.depth].hasArms = true
  }

  /// An undo must not put back half of what was there.
  private func refuseCutOutput(_ value: Datum, _ name: String) throws(Failure) {
    if case .output(let output) = value, output.isCut {
      throw Limit.outputCut.failure("the output in `\(name)` was cut, so the undo can't keep it")
    }
  }

  /// A failing line with the values of what stands in it.
  private func report(
    _ condition: ConditionCode, _ registers: Registers, _ heap: Heap
  ) -> ConditionReport {
    var values: [String] = []
    for shown in condition.shown {
      let value: Value
      switch shown.source {
      case .register(let register): value = registers[register]
      case .global(let number): value = globals[number]
      }
      if case .unset = value { continue }
      if case .function = value { continue }
      let line = "\(shown.text) = \(heap.rendering(of: value))"
      if !values.contains(line) { values.append(line) }
    }
    return ConditionReport(text: condition.text, values: values)
  }
}
