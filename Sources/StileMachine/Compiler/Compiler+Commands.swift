import StileCheck
import StileSyntax

extension FunctionCompiler {
  mutating func compile(_ template: CommandTemplate, to target: Register) {
    let from = row(of: template.holes.map(\.value))
    let code = CommandCode(
      segments: template.segments,
      holes: template.holes.map {
        CommandCode.Hole(
          quoting: $0.quoting, isGlued: $0.isGlued, mayBeOption: $0.mayBeOption,
          isCommandPosition: $0.isCommandPosition)
      },
      plainWords: template.plainWords, hasPipe: template.hasPipe)
    emit(.command(to: target, Assembler.number(&assembler.code.commands, code), from: from))
  }

  mutating func compile(_ execution: TypedExecution, to target: Register) {
    let place = registers(of: execution.seat)
    let command = ownOperand(execution.command)
    let directory = execution.directory.map { ownOperand($0) }
    let stdin = execution.stdin.map { ownOperand($0) }
    let within = execution.within.map { ownOperand($0) }
    let environment = execution.environment.map { (name: $0.name, value: ownOperand($0.value)) }
    let code = ExecuteCode(
      execution: execution.execution, command: command, seat: place, directory: directory,
      stdin: stdin, within: within, allowed: execution.allowed, reboots: execution.reboots,
      environment: environment,
      isOutputRead: execution.isOutputRead)
    emitRequest(.execute(code), to: target, execution.execution == .succeeds ? .bool : .output)
  }

  /// A register of its own, which no later operand can change.
  private mutating func ownOperand(_ expression: TypedExpression) -> Register {
    let target = allocate()
    compile(expression, to: target)
    return target
  }
}
