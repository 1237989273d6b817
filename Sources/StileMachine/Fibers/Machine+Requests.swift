import StileCheck
import StileSyntax

extension Machine {
  func stopRequest(_ number: Int32, _ fiber: Fiber) throws(Failure) -> Stop {
    let request = try effect(code.requests[Int(number)].kind, fiber)
    fiber.waiting = .request(number)
    guard request.isAct else { return .request(request, arms: []) }
    let arms = fiber.arms.map(\.arm)
    fiber.arms.removeAll()
    return .request(request, arms: arms)
  }

  private func effect(_ kind: RequestCode.Kind, _ fiber: Fiber) throws(Failure) -> EffectRequest {
    let heap = fiber.heap
    let registers = fiber.registers
    switch kind {
    case .execute(let execute): return .command(try command(execute, registers, heap))
    case .native(let name, let parameters, let from):
      var arguments: [DatumField] = []
      for (position, parameter) in parameters.enumerated() {
        let value = try heap.datum(registers[Int(from) + position])
        arguments.append(DatumField(parameter, value))
      }
      return .native(NativeRequest(name: name, arguments: arguments))
    case .window(let observation):
      return .window(observation: try heap.datum(registers[observation]))
    case .wait(let wait): return .wait(try rule(wait, registers, heap))
    case .notify(let channels, let subject, let text, let isRequired):
      return .notify(
        Notice(
          channels: try data(of: registers[channels], heap),
          subject: subject.map { heap.string(of: registers[$0]) },
          text: heap.string(of: registers[text]), isRequired: isRequired))
    case .question(let kind, let text):
      return .question(Question(kind, text: heap.string(of: registers[text])))
    case .undoStep(let names): return .undoStep(family: family(of: names, fiber))
    }
  }

  /// One channel, or a list of them.
  private func data(of value: Value, _ heap: Heap) throws(Failure) -> [Datum] {
    let datum = try heap.datum(value)
    if case .list(let channels) = datum { return channels }
    return [datum]
  }

  private func rule(
    _ wait: WaitCode, _ registers: Registers, _ heap: Heap
  ) throws(Failure) -> WaitRule {
    switch wait {
    case .span(let register): .span(Self.nanoseconds(registers[register]))
    case .until(let register): .until(Self.nanoseconds(registers[register]))
    case .ttl(let register): .ttl(observation: try heap.datum(registers[register]))
    case .window(let register): .window(try heap.datum(registers[register]))
    }
  }

  // Commands

  private func command(
    _ execute: ExecuteCode, _ registers: Registers, _ heap: Heap
  ) throws(Failure) -> CommandRequest {
    var environment: [CommandRequest.Variable] = []
    for variable in execute.environment {
      let value = try text(registers[variable.value], heap)
      if case .plain(let bytes) = value, bytes.contains(0) {
        throw Failure(.value, "the value of `\(variable.name)` holds a NUL byte")
      }
      environment.append(CommandRequest.Variable(name: variable.name, value: value))
    }
    var directory: [UInt8]?
    if let register = execute.directory { directory = heap.bytes(of: registers[register]) }
    var stdin: CommandRequest.Text?
    if let register = execute.stdin { stdin = try text(registers[register], heap) }
    let seat = try heap.seat(at: registers + Int(execute.seat))
    return CommandRequest(
      execution: execute.execution, host: seat.host,
      command: heap.command(of: registers[execute.command]).text, user: seat.user,
      directory: directory, stdin: stdin, environment: environment,
      within: execute.within.map { Self.nanoseconds(registers[$0]) }, allowed: execute.allowed,
      reboots: execute.reboots,
      isOutputRead: execute.isOutputRead)
  }

  /// Bytes for a command's input or environment; an Output gives what it wrote.
  private func text(_ value: Value, _ heap: Heap) throws(Failure) -> CommandRequest.Text {
    switch value {
    case .secret: return .secret(heap.secret(of: value))
    case .bytes, .path: return .plain(heap.bytes(of: value))
    case .record where heap.record(of: value).number == BuiltInRecord.output:
      return .plain(try heap.wholeOutput(of: value).stdout)
    default: return .plain(Array(try heap.text(of: value).utf8))
    }
  }

  // Results

  func takeResult(_ answer: Answer, _ fiber: Fiber, _ number: Int32) throws(Failure) {
    let request = code.requests[Int(number)]
    switch answer {
    case .value(let datum):
      fiber.registers[request.to] = try result(datum, of: request, fiber)
    case .failure(let failure): throw failure.located(at: code.spans[fiber.address - 1])
    case .go, .again: preconditionFailure("a request is answered by a value or a failure")
    }
  }

  private func result(
    _ datum: Datum, of request: RequestCode, _ fiber: Fiber
  ) throws(Failure) -> Value {
    let span = code.spans[fiber.address - 1]
    do throws(Failure) {
      guard case .execute(let execute) = request.kind else {
        return try fiber.heap.value(datum, as: request.type)
      }
      guard case .output(let output) = datum else {
        preconditionFailure("a command is answered by its output")
      }
      if execute.execution == .succeeds { return .bool(output.status == 0) }
      let text = fiber.heap.command(of: fiber.registers[execute.command]).text
      try output.check(execute, text)
      return try fiber.heap.value(output)
    } catch {
      throw error.located(at: span)
    }
  }
}

extension CommandOutput {
  /// A status that is not allowed stops the item; so does an output that was cut and is read.
  fileprivate func check(_ execute: ExecuteCode, _ text: CommandText) throws(Failure) {
    let name = Heap.shortened(text.rendering, to: 80)
    if status != 0, !execute.allowed.contains(status) {
      throw Failure(
        .command, "`\(name)` ended with status \(status)", details: lastLines, status: status,
        output: self)
    }
    if isCut, execute.isOutputRead {
      throw Limit.outputCut.failure(
        "`\(name)` wrote more than is kept of an output that code reads", output: self)
    }
  }

  /// The end of what it said, for people: of its errors, else of its output.
  private var lastLines: [String] {
    let bytes = stderr.allSatisfy { $0 == 10 || $0 == 32 } ? stdout : stderr
    let lines = bytes.suffix(4000).split(separator: 10).suffix(5)
    return lines.map {
      Heap.shortened(VisibleText.line(String(decoding: $0, as: UTF8.self)), to: 300)
    }
  }
}

extension Heap {
  /// An Output whose bytes are all there.
  func wholeOutput(of value: Value) throws(Failure) -> CommandOutput {
    let output = output(of: value)
    if output.isCut { throw Limit.outputCut.failure("this output was cut, so it can't be read") }
    return output
  }
}

extension Question {
  /// What a script asks a person.
  fileprivate init(_ kind: Kind, text: String) {
    let choices: [Choice]
    switch kind {
    case .confirm:
      choices = [
        Choice(word: "yes", meaning: "go on", asks: nil),
        Choice(word: "no", meaning: "park here", asks: nil),
      ]
    case .manual:
      choices = [
        Choice(word: "done", meaning: "it is done", asks: nil),
        Choice(word: "failed", meaning: "it can't be done", asks: "why"),
      ]
    case .ask, .choice: choices = []
    }
    self.init(kind: kind, text: text, choices: choices)
  }
}
