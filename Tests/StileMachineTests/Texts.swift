import StileCheck
import StileMachine
import StileSyntax

/// Real texts, through the parser, the checker and the compiler.
struct Texts: SourceProvider {
  /// Standard modules by name, for tests of natives and of library code.
  var modules: [String: String] = [:]

  func file(_ path: String) -> [UInt8]? { path == "main.stile" ? Array(text.utf8) : nil }
  func standardModule(_ name: String) -> [UInt8]? { modules[name].map { Array($0.utf8) } }
  var standardModuleNames: [String] { modules.keys.sorted() }

  private let text: String

  init(_ text: String, modules: [String: String] = [:]) {
    self.text = "stile 1\n\n" + text
    self.modules = modules.mapValues { "stile 1\n\n" + $0 }
  }

  struct Mistakes: Error, CustomStringConvertible {
    let description: String
  }

  func program() throws -> Program { try checked().program }

  func code() throws -> Code {
    let (program, sources) = try checked()
    return Compiler.compile(program, sources: sources)
  }

  private func checked() throws -> (program: Program, sources: SourceMap) {
    let result = Checker.check(entry: "main.stile", provider: self, natives: NativeCallables.all)
    guard let program = result.program else {
      let errors = result.diagnostics.filter { $0.severity == .error }
      throw Mistakes(
        description: errors.map { "\($0.code): \($0.message) \($0.primary.text)" }
          .joined(separator: "\n"))
    }
    return (program, result.sources)
  }

  func machine(
    _ arguments: [String: Datum] = [:], allowance: Allowance = Allowance()
  ) throws -> Machine {
    try Machine(code: try code(), arguments: arguments, allowance: allowance)
  }

  /// The story of the first runbook.
  func story(_ arguments: [String: Datum] = [:]) throws -> Story {
    let machine = try machine(arguments)
    return Story(machine, machine.begin(runbook: 0))
  }

  /// What an expression gives, as a top-level value.
  static func value(_ expression: String, _ declarations: String = "") throws -> String {
    let machine = try Texts("\(declarations)\nlet value = \(expression)\n").machine()
    guard let value = machine.value(of: "value") else { return "no data" }
    return Story.line(value)
  }

  /// Why an expression gives nothing.
  static func failure(_ expression: String, _ declarations: String = "") throws -> String {
    do {
      return "a value: \(try value(expression, declarations))"
    } catch let failure as Failure {
      return failure.message
    }
  }
}
