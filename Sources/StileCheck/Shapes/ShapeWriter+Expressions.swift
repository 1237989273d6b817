import StileSyntax

extension ShapeWriter {
  mutating func write(_ expressions: [TypedExpression]) {
    for expression in expressions { write(expression) }
  }

  mutating func write(_ expression: TypedExpression) {
    switch expression.kind {
    case .constant(let constant): text("\(constant)")
    case .text(let pieces):
      list("text") {
        for piece in pieces {
          switch piece {
          case .text(let text): $0.text(text)
          case .hole(let hole): $0.write(hole)
          }
        }
      }
    case .command(let template): write(template)
    case .local(let local): name(local)
    case .global(let global): name(global)
    case .seatHost: word("host")
    case .localHost: word("local")
    case .console: word("console")
    case .execute(let execution): write(execution)
    case .if, .ifLet, .match: writeBranches(expression)
    case .field, .member, .function, .call, .callLocal, .native: writeUse(expression)
    case .record, .enumCase, .list, .map, .lambda, .functionValue: writeValue(expression)
    case .not, .negate, .binary, .index, .fail, .ask, .convert, .decode: writeOperation(expression)
    }
  }

  private mutating func writeUse(_ expression: TypedExpression) {
    switch expression.kind {
    case .field(let record, let number):
      list("field\(number)") { $0.write(record) }
    case .member(let member, let subject, let arguments):
      list(member.rawValue) { $0.write([subject] + arguments) }
    case .function(let function, let arguments):
      list(function.rawValue) { $0.write(arguments) }
    case .call(let function, let arguments, let seat):
      list("call") {
        $0.name(function)
        $0.write(arguments)
        $0.write(seat)
      }
    case .callLocal(let local, let arguments):
      list("apply") {
        $0.name(local)
        $0.write(arguments)
      }
    case .native(let name, let arguments):
      list("world") {
        $0.text(name)
        $0.write(arguments)
      }
    default: preconditionFailure("every use of something declared is here")
    }
  }

  private mutating func writeValue(_ expression: TypedExpression) {
    switch expression.kind {
    case .record(let id, let fields):
      list("record") {
        $0.text($0.program.records[id.index].name)
        $0.write(fields)
      }
    case .enumCase(let id, let number, let fields):
      let type = program.enums[id.index]
      list("case") {
        $0.text("\(type.name).\(type.cases[number].name)")
        $0.write(fields)
      }
    case .list(let elements): list("list") { $0.write(elements) }
    case .map(let entries):
      list("map") { for entry in entries { $0.write([entry.key, entry.value]) } }
    case .lambda(let lambda):
      list("lambda") { $0.body(lambda.body, capturing: lambda.captures) }
    case .functionValue(let function): list("callable") { $0.name(function) }
    default: preconditionFailure("every value that is put together is here")
    }
  }

  private mutating func writeOperation(_ expression: TypedExpression) {
    switch expression.kind {
    case .not(let operand): list("not") { $0.write(operand) }
    case .negate(let operand): list("negate") { $0.write(operand) }
    case .binary(let sign, let left, let right):
      list(sign.rawValue) { $0.write([left, right]) }
    case .index(let whole, let index): list("index") { $0.write([whole, index]) }
    case .fail(let message): list("fail") { $0.write(message) }
    case .ask(let question):
      list("person") {
        $0.text($0.program.describe(expression.type))
        $0.write(question)
      }
    case .convert(let conversion, let value): list("\(conversion)") { $0.write(value) }
    case .decode(let type, let value):
      list("decode") {
        $0.text($0.program.describe(type))
        $0.write(value)
      }
    default: preconditionFailure("every operation is here")
    }
  }

  private mutating func writeBranches(_ expression: TypedExpression) {
    switch expression.kind {
    case .if(let condition, let then, let otherwise):
      list("if") {
        $0.write(condition)
        $0.write(then)
        $0.write(otherwise)
      }
    case .ifLet(let local, let value, let then, let otherwise):
      list("iflet") {
        $0.write(value)
        $0.declare(local)
        $0.write(then)
        $0.write(otherwise)
      }
    case .match(let subject, let arms):
      list("match") {
        $0.write(subject)
        for arm in arms {
          for pattern in arm.patterns { $0.write(pattern) }
          $0.write(arm.branch)
        }
      }
    default: preconditionFailure("every choice between values is here")
    }
  }

  private mutating func write(_ branch: Branch) {
    list("branch") {
      $0.write(branch.statements)
      $0.write(branch.value)
    }
  }
}

// MARK: - Commands

extension ShapeWriter {
  mutating func write(_ seat: Seat?) {
    guard let seat else { return word("-") }
    if let host = seat.host { list("on") { $0.write(host) } } else { word("here") }
    write(user: seat.user)
  }

  mutating func write(user: TypedExpression?) {
    if let user { list("as") { $0.write(user) } }
  }

  private mutating func write(_ template: CommandTemplate) {
    list("command") {
      for segment in template.segments {
        switch segment {
        case .text(let text): $0.text(text)
        case .hole(let number): $0.write(template.holes[number].value)
        }
      }
    }
  }

  private mutating func write(_ execution: TypedExecution) {
    list(execution.execution.rawValue) {
      $0.write(execution.command)
      $0.write(execution.seat)
      for value in [execution.directory, execution.stdin, execution.within] {
        if let value { $0.write(value) } else { $0.word("-") }
      }
      for status in execution.allowed { $0.word(String(status)) }
      if execution.reboots { $0.word("reboots") }
      for variable in execution.environment {
        $0.text(variable.name)
        $0.write(variable.value)
      }
    }
  }
}
