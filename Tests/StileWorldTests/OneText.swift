import StileCheck
import StileMachine
import StileSyntax

/// A text of the language without modules, through the checker and the compiler.
struct OneText: SourceProvider {
  private let text: String

  init(_ text: String) { self.text = "stile 1\n\n" + text }

  func file(_ path: String) -> [UInt8]? { path == "main.stile" ? Array(text.utf8) : nil }
  func standardModule(_ name: String) -> [UInt8]? { nil }
  var standardModuleNames: [String] { [] }

  struct Mistakes: Error { let messages: [String] }

  private func checked() -> CheckResult {
    Checker.check(entry: "main.stile", provider: self, natives: NativeCallables.all)
  }

  func program() throws -> Program {
    let result = checked()
    guard let program = result.program else {
      throw Mistakes(messages: result.diagnostics.map(\.message))
    }
    return program
  }

  func code() throws -> Code { Compiler.compile(try program(), sources: checked().sources) }
}
