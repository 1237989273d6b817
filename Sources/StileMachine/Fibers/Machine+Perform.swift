import StileCheck
import StileSyntax

extension Machine {
  /// Carries out an instruction that neither jumps nor stops.
  func perform(
    _ instruction: Instruction, _ fiber: Fiber, _ registers: Registers, _ address: Int
  ) throws(Failure) {
    let heap = fiber.heap
    switch instruction {
    case .boolean(let to, let flag): registers[to] = .bool(flag)
    case .none(let to): registers[to] = .none
    case .unset(let to): registers[to] = .unset
    case .global(let to, let number): registers[to] = try global(Int(number))
    case .localHost(let to): registers[to] = try heap.value(HostValue.local)
    case .console(let to): registers[to] = try heap.console()
    case .closure(let to, let number):
      registers[to] = try closure(code.closures[Int(number)], registers, heap)
    case .add, .subtract, .multiply, .divide, .remainder, .equal, .notEqual, .less, .lessOrEqual,
      .greater, .greaterOrEqual:
      try operate(instruction, registers, heap)
    case .not(let to, let register): registers[to] = .bool(!Self.bool(registers[register]))
    case .negate(let to, let register): registers[to] = try Arithmetic.negated(registers[register])
    case .field(let to, let register, let number):
      registers[to] = heap.record(of: registers[register]).fields[Int(number)]
    case .isCase(let to, let register, let number):
      registers[to] = .bool(heap.enumCase(of: registers[register]).number == number)
    case .payload(let to, let register, let number):
      registers[to] = heap.enumCase(of: registers[register]).fields[Int(number)]
    case .index(let to, let list, let index):
      registers[to] = try heap.index(registers[list], registers[index])
    case .member(let to, let from, let member):
      registers[to] = try heap.member(member, registers + Int(from))
    case .startRange(let to, let bounds):
      try Heap.checkRange(registers.int(bounds), registers.int(bounds &+ 1))
      registers[to] = .int(registers.int(bounds) &- 1)
    case .range(let to, let lower, let upper):
      registers[to] = try heap.range(Self.int(registers[lower]), Self.int(registers[upper]))
    case .convert(let to, let register, let conversion):
      registers[to] = try heap.convert(conversion, registers[register])
    case .decode(let to, let register, let type):
      registers[to] = try decode(
        heap.json(of: registers[register]), as: code.decodedTypes[Int(type)], heap)
    case .share(let register): heap.share(registers[register])
    case .list, .append, .updateList, .updateMap, .appendAll, .map, .insert, .record, .enumCase,
      .text, .secretText,
      .command, .rawCommand:
      try build(instruction, registers, heap)
    default: try performFlow(instruction, fiber, registers, address)
    }
  }

  /// Carries out an operator of operands of any kind.
  private func operate(
    _ instruction: Instruction, _ registers: Registers, _ heap: Heap
  ) throws(Failure) {
    func arithmetic(
      _ binary: BinaryOperator, _ to: Register, _ left: Register, _ right: Register
    ) throws(Failure) {
      registers[to] = try heap.arithmetic(binary, registers[left], registers[right])
    }
    func comparison(
      _ binary: BinaryOperator, _ to: Register, _ left: Register, _ right: Register
    ) throws(Failure) {
      registers[to] = .bool(try heap.compare(binary, registers[left], registers[right]))
    }
    switch instruction {
    case .add(let to, let left, let right): try arithmetic(.add, to, left, right)
    case .subtract(let to, let left, let right): try arithmetic(.subtract, to, left, right)
    case .multiply(let to, let left, let right): try arithmetic(.multiply, to, left, right)
    case .divide(let to, let left, let right): try arithmetic(.divide, to, left, right)
    case .remainder(let to, let left, let right): try arithmetic(.remainder, to, left, right)
    case .equal(let to, let left, let right): try comparison(.equal, to, left, right)
    case .notEqual(let to, let left, let right): try comparison(.notEqual, to, left, right)
    case .less(let to, let left, let right): try comparison(.less, to, left, right)
    case .lessOrEqual(let to, let left, let right): try comparison(.lessOrEqual, to, left, right)
    case .greater(let to, let left, let right): try comparison(.greater, to, left, right)
    case .greaterOrEqual(let to, let left, let right):
      try comparison(.greaterOrEqual, to, left, right)
    default: preconditionFailure("every operator is here")
    }
  }

  /// Makes texts, lists, records and commands.
  private func build(
    _ instruction: Instruction, _ registers: Registers, _ heap: Heap
  ) throws(Failure) {
    switch instruction {
    case .list(let to): registers[to] = try heap.list([])
    case .append(let list, let register):
      try heap.append(registers[register], to: heap.handle(of: registers[list]))
    case .updateList(let list, let element):
      registers[list] = try heap.updated(registers[list], with: registers[element])
    case .updateMap(let map, let key, let register):
      registers[map] = try heap.updated(
        registers[map], heap.string(of: registers[key]), with: registers[register])
    case .appendAll(let list, let register):
      let handle = heap.handle(of: registers[list])
      for element in try heap.elements(of: registers[register]) {
        try heap.append(element, to: handle)
      }
    case .map(let to): registers[to] = .map(try heap.add(.map(MapBuffer(), count: 0)))
    case .insert(let map, let key, let register):
      try heap.insert(
        heap.string(of: registers[key]), registers[register],
        into: heap.handle(of: registers[map]))
    case .record(let to, let number, let from):
      let count = code.types.records[Int(number)].fields.count
      registers[to] = try heap.checkedRecord(number, Self.row(registers, from, count))
    case .enumCase(let to, let number, let from):
      let entry = code.enumCases[Int(number)]
      let count = code.types.enums[entry.type].cases[entry.number].fields.count
      registers[to] = try heap.enumCase(
        entry.type, entry.number, Self.row(registers, from, count))
    case .text(let to, let from, let count):
      registers[to] = try heap.joinedText(registers + Int(from), Int(count))
    case .secretText(let to, let from, let count):
      registers[to] = try heap.joinedSecret(Self.row(registers, from, Int(count)))
    case .command(let to, let number, let from):
      let command = code.commands[Int(number)]
      let text = try CommandAssembly.text(
        of: command, Self.row(registers, from, command.holes.count), heap)
      registers[to] = .command(try heap.add(.command(text, isRaw: false)))
    case .rawCommand(let to, let register):
      let text = CommandAssembly.raw(heap.string(of: registers[register]))
      registers[to] = .command(try heap.add(.command(text, isRaw: true)))
    default: preconditionFailure("every instruction that makes a value is here")
    }
  }

  static func row(_ registers: Registers, _ from: Register, _ count: Int) -> [Value] {
    Array(UnsafeBufferPointer(start: registers + Int(from), count: count))
  }

  /// The value of a top-level name; one that a constant expression can't read is not there.
  private func global(_ number: Int) throws(Failure) -> Value {
    guard number < code.globals.count else { throw Failure(.value, "a name is not known here") }
    if case .unset = globals[number] {
      throw Failure(.value, "`\(code.globals[number].name)` is not known here")
    }
    return globals[number]
  }

  private func closure(
    _ closure: ClosureCode, _ registers: Registers, _ heap: Heap
  ) throws(Failure) -> Value {
    let value = Closure(
      function: closure.function, captures: closure.captures.map { registers[$0] },
      host: closure.seat.map { registers[$0] } ?? .unset,
      user: closure.seat.map { registers[$0 &+ 1] } ?? .unset)
    return .function(try heap.add(.closure(value)))
  }
}

extension Heap {
  fileprivate func handle(of value: Value) -> Handle {
    switch value {
    case .list(let handle), .map(let handle): return handle
    default: preconditionFailure("what is under construction is a list or a map")
    }
  }

  /// `console: Channel`.
  fileprivate func console() throws(Failure) -> Value {
    try record(
      BuiltInRecord.channel,
      [
        try string("console"), try string(""), try string(""), try string(""), .none, .none,
        .map(try add(.map(MapBuffer(), count: 0))),
      ])
  }

  fileprivate func joinedText(_ values: Registers, _ count: Int) throws(Failure) -> Value {
    if let short = shortText(values, count) { return try string(short) }
    var joined = ""
    for position in 0..<count {
      joined += try text(of: values[position])
      try Limits.check(textBytes: joined.utf8.count)
    }
    return try string(joined)
  }

  /// A short text of texts and numbers, as most are, is written without one for each part.
  private func shortText(_ values: Registers, _ count: Int) -> String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
      var bytes = ByteWriter(buffer)
      for position in 0..<count {
        let fits =
          switch values[position] {
          case .string: bytes.append(string(of: values[position]))
          case .int(let number): bytes.append(number)
          default: false
          }
        if !fits { return nil }
      }
      return String(unsafeUninitializedCapacity: bytes.count) { text in
        text.initialize(fromContentsOf: buffer[..<bytes.count])
      }
    }
  }

  /// A text with secrets in it: they stay names.
  fileprivate func joinedSecret(_ values: [Value]) throws(Failure) -> Value {
    var pieces: [SecretText.Piece] = []
    for value in values {
      if case .secret = value {
        pieces += secret(of: value).pieces
      } else {
        pieces.append(.text(try text(of: value)))
      }
    }
    return .secret(try add(.secret(SecretText(pieces: pieces))))
  }
}
