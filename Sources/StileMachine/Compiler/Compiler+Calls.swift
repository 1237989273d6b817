import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compileCall(
    _ function: FunctionID, _ arguments: [TypedExpression], _ seat: Seat?,
    to target: Register
  ) {
    let at = frame(of: arguments, to: target)
    if let seat { compile(seat, to: at + Register(truncatingIfNeeded: arguments.count)) }
    emit(.call(Int32(truncatingIfNeeded: function.index), at: at))
    if at != target { emit(.move(to: target, at)) }
  }

  /// The arguments side by side, with room for the seat. The frame begins in `target` itself, if
  /// that is the last temporary: the value is then where it is wanted.
  private mutating func frame(of arguments: [TypedExpression], to target: Register) -> Register {
    guard isLastTemporary(target) else { return row(of: arguments, spare: Self.seatSize) }
    _ = allocate(arguments.count + Self.seatSize - 1)
    for (position, argument) in arguments.enumerated() {
      compile(argument, to: target + Register(truncatingIfNeeded: position))
    }
    return target
  }

  /// Puts a host and a user into two registers; `on` alone means who logs in there.
  mutating func compile(_ seat: Seat, to target: Register) {
    if let host = seat.host {
      compile(host, to: target)
    } else {
      emit(.move(to: target, self.seat))
    }
    if let user = seat.user {
      compile(user, to: target + 1)
    } else if seat.host != nil {
      emit(.none(to: target + 1))
    } else {
      emit(.move(to: target + 1, self.seat + 1))
    }
  }

  /// Compiles what has a seat of its own, and afterwards has the one of the place again.
  mutating func compile(under seat: Seat, _ compile: (inout FunctionCompiler) -> Void) {
    let outer = (self.seat, hasSeat)
    sit(on: seat)
    compile(&self)
    (self.seat, hasSeat) = outer
  }

  /// What is compiled from here on runs there.
  mutating func sit(on seat: Seat) {
    self.seat = registers(of: seat)
    hasSeat = hasSeat || seat.host != nil
  }

  /// The registers of the place itself, unless `on` or `as` say something else.
  mutating func registers(of seat: Seat) -> Register {
    if seat.host == nil && seat.user == nil { return self.seat }
    let registers = allocate(Self.seatSize)
    compile(seat, to: registers)
    return registers
  }

  /// A call of a function that came as a parameter: it brings its captures and its seat along.
  mutating func compileCall(
    of function: Register, _ arguments: [TypedExpression], to target: Register
  ) {
    let at = frame(of: arguments, to: target)
    emit(
      .callFunction(function, at: at, count: Int32(truncatingIfNeeded: arguments.count)))
    if at != target { emit(.move(to: target, at)) }
  }

  mutating func compile(_ lambda: Lambda, to target: Register) {
    var compiler = FunctionCompiler(
      assembler, lambda.body, DeclarationPlace(name: place.name, isFlow: false))
    compiler.compileBody()
    let function = assembler.finish(compiler, name: "\(place.name).lambda")
    for local in lambda.captures { emitShare(of: local) }
    let code = ClosureCode(
      function: function, captures: lambda.captures.map { register(of: $0) },
      seat: hasSeat ? seat : nil)
    emit(.closure(to: target, Assembler.number(&assembler.code.closures, code)))
  }

  mutating func compileFunctionValue(_ function: FunctionID, to target: Register) {
    let code = ClosureCode(
      function: function.index, captures: [], seat: hasSeat ? seat : nil)
    emit(.closure(to: target, Assembler.number(&assembler.code.closures, code)))
  }

  /// The items of a procedure have its part in their keys.
  mutating func compileProcedure(
    _ part: KeyPart, _ function: FunctionID, _ arguments: [TypedExpression], _ seat: Seat?,
    into local: LocalID?
  ) {
    if let hosts = seat?.host, hosts.type == .list(.host) {
      let type = local.map { body.locals[$0.index].type } ?? .void
      compileFanOut(hosts, type, into: local) {
        $0.compileProcedure(
          part, at: $1, function, arguments, Seat(host: nil, user: seat?.user), to: $2)
      }
    } else {
      let result = local.map { register(of: $0) } ?? allocate()
      compileProcedure(part, at: nil, function, arguments, seat, to: result)
    }
  }

  private mutating func compileProcedure(
    _ part: KeyPart, at host: Register?, _ function: FunctionID, _ arguments: [TypedExpression],
    _ seat: Seat?, to result: Register
  ) {
    emit(.enterPart(Assembler.number(&assembler.code.parts, code(of: part, at: host))))
    compileCall(function, arguments, seat, to: result)
    emit(.leavePart)
  }

  func code(of part: KeyPart, at host: Register? = nil) -> PartCode {
    PartCode(name: part.name, loops: part.loops.map { register(of: $0) }, host: host)
  }

  mutating func compile(
    _ function: BuiltInFunction, _ arguments: [TypedExpression], to target: Register
  ) {
    switch function {
    case .range:
      let from = allocate(2)
      compileBounds(arguments, to: from)
      emit(.range(to: target, from, from + 1))
    case .raw:
      let from = row(of: arguments, spare: 1)
      emit(.rawCommand(to: target, from))
    }
  }

  /// The lower and the upper bound of a range, in two registers.
  mutating func compileBounds(_ arguments: [TypedExpression], to first: Register) {
    if arguments.count == 1 { emit(.integer(to: first, 0)) }
    for (position, argument) in arguments.suffix(2).enumerated() {
      let offset = arguments.count == 1 ? 1 : position
      compile(argument, to: first + Register(truncatingIfNeeded: offset))
    }
  }

  mutating func compileNative(
    _ name: String, _ arguments: [TypedExpression], _ type: Type, to target: Register
  ) {
    let from = row(of: arguments)
    let kind: RequestCode.Kind
    if name == NativeCallables.window {
      kind = .window(from)
    } else {
      kind = .native(name, parameters: NativeCallables.parameterNames(of: name), from: from)
    }
    emitRequest(kind, to: target, type)
  }

  mutating func emitRequest(_ kind: RequestCode.Kind, to target: Register, _ type: Type) {
    let code = RequestCode(kind: kind, to: target, type: type)
    emit(.request(Assembler.number(&assembler.code.requests, code)))
  }
}
