import StileCheck
import StileSyntax

extension FunctionCompiler {
  /// The register that holds the value: a local's own, else a new one.
  mutating func operand(_ expression: TypedExpression) -> Register {
    if case .local(let local) = expression.kind {
      emitShare(of: local)
      return register(of: local)
    }
    let target = allocate()
    compile(expression, to: target)
    return target
  }

  /// As `operand`, in a register that code in `later` can't assign.
  mutating func operand(
    _ expression: TypedExpression, before later: TypedExpression
  ) -> Register {
    if !later.mayAssign { return operand(expression) }
    let target = allocate()
    compile(expression, to: target)
    return target
  }

  mutating func compile(_ expression: TypedExpression, to target: Register) {
    at(expression.span) { compiler in
      compiler.scratch { $0.compileKind(of: expression, to: target) }
    }
  }

  private mutating func compileKind(of expression: TypedExpression, to target: Register) {
    switch expression.kind {
    case .constant(let constant): compile(constant, to: target)
    case .text(let pieces): compile(pieces, isSecret: expression.type == .secret, to: target)
    case .command(let template): compile(template, to: target)
    case .local(let local):
      let source = register(of: local)
      emitShare(of: local)
      if source != target { emit(.move(to: target, source)) }
    case .global(let global):
      emit(.global(to: target, Int32(truncatingIfNeeded: global.index)))
    case .seatHost: emit(.move(to: target, seat))
    case .localHost: emit(.localHost(to: target))
    case .console: emit(.console(to: target))
    case .field(let record, let number):
      emit(.field(to: target, operand(record), Int32(truncatingIfNeeded: number)))
    case .member(let member, let receiver, let arguments):
      compile(member, of: receiver, arguments, to: target)
    case .function(let function, let arguments):
      compile(function, arguments, to: target)
    case .call(let function, let arguments, let seat):
      compileCall(function, arguments, seat, to: target)
    case .callLocal(let local, let arguments):
      compileCall(of: register(of: local), arguments, to: target)
    case .native(let name, let arguments):
      compileNative(name, arguments, expression.type, to: target)
    case .record(let id, let fields):
      let from = row(of: fields)
      emit(.record(to: target, RecordNumber(truncatingIfNeeded: id.index), from: from))
    case .enumCase(let id, let number, let payload):
      let from = row(of: payload)
      let entry = Assembler.number(
        &assembler.code.enumCases, EnumCaseCode(type: id.index, number: number))
      emit(.enumCase(to: target, entry, from: from))
    case .list(let elements): compileList(elements, to: target)
    case .map(let entries): compileMap(entries, to: target)
    case .lambda(let lambda): compile(lambda, to: target)
    case .functionValue(let function): compileFunctionValue(function, to: target)
    case .not(let operand): emit(.not(to: target, self.operand(operand)))
    case .negate(let operand): emit(.negate(to: target, self.operand(operand)))
    case .binary(let binary, let left, let right):
      compile(binary, left, right, to: target)
    case .index(let list, let index):
      let base = index.mayAssign ? operand(list, before: index) : inspected(list)
      emit(.index(to: target, base, operand(index)))
    case .if, .ifLet, .match: compileChoice(expression, into: .register(target))
    case .fail(let message): emit(.fail(operand(message)))
    case .ask(let question):
      emitRequest(.question(.ask, text: operand(question)), to: target, expression.type)
    case .execute(let execution): compile(execution, to: target)
    case .convert(let conversion, let value):
      emit(.convert(to: target, operand(value), conversion))
    case .decode(let type, let json):
      let number = Assembler.number(&assembler.code.decodedTypes, type)
      emit(.decode(to: target, operand(json), type: number))
    }
  }

  private mutating func compile(_ constant: Constant, to target: Register) {
    switch constant {
    case .none: emit(.none(to: target))
    case .bool(let flag): emit(.boolean(to: target, flag))
    case .int(let number):
      if let small = Int32(exactly: number) {
        emit(.integer(to: target, small))
      } else {
        emit(.constant(to: target, assembler.constant(constant)))
      }
    case .float, .string, .duration, .time, .size, .path, .domainName, .user, .url:
      emit(.constant(to: target, assembler.constant(constant)))
    }
  }

  private mutating func compile(_ pieces: [TextPiece], isSecret: Bool, to target: Register) {
    let from = allocate(pieces.count)
    for (position, piece) in pieces.enumerated() {
      let register = from + Register(truncatingIfNeeded: position)
      switch piece {
      case .text(let text): emit(.constant(to: register, assembler.constant(.string(text))))
      case .hole(let value): compile(value, to: register)
      }
    }
    let count = Int32(truncatingIfNeeded: pieces.count)
    emit(
      isSecret
        ? .secretText(to: target, from: from, count: count)
        : .text(to: target, from: from, count: count))
  }

  /// Values side by side in new registers; their first.
  mutating func row(of values: [TypedExpression], spare: Int = 0) -> Register {
    let first = allocate(values.count + spare)
    for (position, value) in values.enumerated() {
      compile(value, to: first + Register(truncatingIfNeeded: position))
    }
    return first
  }

  private mutating func compileList(_ elements: [TypedExpression], to target: Register) {
    let list = place(for: target)
    emit(.list(to: list))
    for element in elements {
      scratch { compiler in compiler.emit(.append(list: list, compiler.operand(element))) }
    }
    if list != target { emit(.move(to: target, list)) }
  }

  private mutating func compileMap(
    _ entries: [(key: TypedExpression, value: TypedExpression)], to target: Register
  ) {
    let map = place(for: target)
    emit(.map(to: map))
    for entry in entries {
      scratch { compiler in
        let key = compiler.operand(entry.key, before: entry.value)
        compiler.emit(.insert(map: map, key: key, compiler.operand(entry.value)))
      }
    }
    if map != target { emit(.move(to: target, map)) }
  }
}

extension TypedExpression {
  /// Statements stand in it, which may assign a variable.
  var mayAssign: Bool {
    switch kind {
    case .constant, .local, .global, .seatHost, .localHost, .console, .functionValue, .lambda: false
    case .field(let value, _), .not(let value), .negate(let value), .fail(let value),
      .ask(let value), .convert(_, let value), .decode(_, let value):
      value.mayAssign
    case .binary(_, let left, let right), .index(let left, let right):
      left.mayAssign || right.mayAssign
    case .call(_, let values, _), .callLocal(_, let values), .native(_, let values),
      .record(_, let values), .enumCase(_, _, let values), .list(let values),
      .function(_, let values):
      values.contains(where: \.mayAssign)
    case .member(_, let receiver, let values):
      receiver.mayAssign || values.contains(where: \.mayAssign)
    case .text(let pieces):
      pieces.contains { piece in
        if case .hole(let value) = piece { value.mayAssign } else { false }
      }
    case .map(let entries): entries.contains { $0.key.mayAssign || $0.value.mayAssign }
    case .command, .if, .ifLet, .match, .execute: true
    }
  }
}
