import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compileCall(
    _ function: FunctionID, _ arguments: [TypedExpression], _ seatUse: SeatUse,
    to target: Register
  ) {
    let at = row(of: arguments, spare: 1)
    compileSeat(seatUse, to: at + Register(truncatingIfNeeded: arguments.count))
    emit(.call(Int32(truncatingIfNeeded: function.index), at: at))
    emit(.move(to: target, at))
  }

  /// Puts the host of a call's commands into the register behind its arguments.
  private mutating func compileSeat(_ seatUse: SeatUse, to target: Register) {
    switch seatUse {
    case .none: break
    case .inherited: emit(.move(to: target, seat))
    case .host(let host): compile(host, to: target)
    }
  }

  /// A call of a function that came as a parameter: it brings its captures and its seat along.
  mutating func compileCall(
    of function: Register, _ arguments: [TypedExpression], to target: Register
  ) {
    let at = row(of: arguments, spare: 1)
    emit(
      .callFunction(function, at: at, count: Int32(truncatingIfNeeded: arguments.count)))
    emit(.move(to: target, at))
  }

  mutating func compile(_ lambda: Lambda, to target: Register) {
    var compiler = FunctionCompiler(
      assembler, lambda.body, DeclarationPlace(name: place.name, isFlow: false))
    compiler.compileBody()
    let function = assembler.finish(compiler, name: "\(place.name).lambda")
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
    _ part: KeyPart, _ function: FunctionID, _ arguments: [TypedExpression], _ seatUse: SeatUse,
    into local: LocalID?
  ) {
    emit(.enterPart(Assembler.number(&assembler.code.parts, code(of: part))))
    let result = local.map { register(of: $0) } ?? allocate()
    compileCall(function, arguments, seatUse, to: result)
    emit(.leavePart)
  }

  func code(of part: KeyPart) -> PartCode {
    PartCode(name: part.name, loops: part.loops.map { register(of: $0) })
  }

  mutating func compile(
    _ function: BuiltInFunction, _ arguments: [TypedExpression], to target: Register
  ) {
    switch function {
    case .range:
      let from = allocate(2)
      if arguments.count == 1 {
        emit(.integer(to: from, 0))
        compile(arguments[0], to: from + 1)
      } else {
        for (position, argument) in arguments.prefix(2).enumerated() {
          compile(argument, to: from + Register(truncatingIfNeeded: position))
        }
      }
      emit(.range(to: target, from, from + 1))
    case .raw:
      let from = row(of: arguments, spare: 1)
      emit(.rawCommand(to: target, from))
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
