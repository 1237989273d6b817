import ArgumentParser
import StileCheck
import StileMachine

/// One `--set name=value`.
struct Setting: ExpressibleByArgument {
  let name: String
  let text: String

  init?(argument: String) {
    guard let mark = argument.firstIndex(of: "="), mark != argument.startIndex else { return nil }
    name = String(argument[..<mark])
    text = String(argument[argument.index(after: mark)...])
  }

  /// The values of all settings, each read by its param's type; an unknown name lists the params.
  static func arguments(
    _ settings: [Setting], in program: Program
  ) throws(Problem) -> [DatumField] {
    var arguments: [DatumField] = []
    for setting in settings {
      guard !arguments.contains(where: { $0.name == setting.name }) else {
        throw Problem("`--set \(setting.name)=…` is given twice")
      }
      arguments.append(DatumField(setting.name, try setting.value(in: program)))
    }
    try refuseMissing(arguments, in: program)
    return arguments
  }

  private func value(in program: Program) throws(Problem) -> Datum {
    guard let param = program.globals.first(where: { $0.name == name && $0.isParam }) else {
      throw Problem("there is no param `\(name)`\n\(Self.list(program))")
    }
    switch Checker.argument(text: text, for: param.type, in: program) {
    case .failure(let problem): throw Problem("`--set \(name)=…`: \(problem.message)")
    case .success(let expression):
      do throws(Failure) {
        return try Machine.value(of: expression, in: program)
      } catch {
        throw Problem("`--set \(name)=…`: \(error.message)")
      }
    }
  }

  private static func refuseMissing(
    _ arguments: [DatumField], in program: Program
  ) throws(Problem) {
    let missing = program.globals.filter { global in
      guard case .param(nil) = global.kind else { return false }
      return !arguments.contains { $0.name == global.name }
    }
    guard !missing.isEmpty else { return }
    let names = missing.map { "`--set \($0.name)=…`" }.joined(separator: ", ")
    throw Problem("missing: \(names)\n\(list(program))")
  }

  /// The params of a program, a line each.
  private static func list(_ program: Program) -> String {
    let lines = program.globals.filter(\.isParam).map { global in
      let summary = global.documentation?.split(separator: "\n").first.map { "  \($0)" } ?? ""
      return "  \(global.name): \(program.describe(global.type))\(summary)"
    }
    return (["the params are"] + lines).joined(separator: "\n")
  }
}

extension Global {
  var isParam: Bool {
    switch kind {
    case .param: true
    case .let, .secret: false
    }
  }
}
