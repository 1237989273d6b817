import StileSyntax

/// A program without errors, with all that lints ask about it.
final class LintedProgram {
  let program: Program
  let sources: SourceMap
  /// In the order of `program.modules`.
  let modules: [LoadedModule]
  let names: NameUses

  init(program: Program, sources: SourceMap, modules: [LoadedModule], names: NameUses) {
    self.program = program
    self.sources = sources
    self.modules = modules
    self.names = names
  }

  /// It can observe and change names, which only the module `dns` does.
  var usesNames: Bool { modules.contains { $0.isStandard && $0.name == "dns" } }

  /// The files that people wrote for this program; the standard modules are not theirs to change.
  var ownModules: [Int] { modules.indices.filter { !modules[$0].isStandard } }

  /// The bodies that are plans: runbooks, and procedures outside of the standard modules.
  private(set) lazy var flows: [FunctionBody] = {
    var flows = program.runbooks.map(\.body) + program.policies
    for function in program.functions
    where function.effect == .procedure && isOwn(function.module) {
      flows.append(function.body)
    }
    return flows
  }()

  func isOwn(_ module: Int) -> Bool {
    modules.indices.contains(module) && !modules[module].isStandard
  }

  func function(_ id: FunctionID) -> Function? {
    program.functions.indices.contains(id.index) ? program.functions[id.index] : nil
  }

  func effect(of id: FunctionID) -> Effect? {
    program.functions.indices.contains(id.index) ? program.functions[id.index].effect : nil
  }

  /// The function of a standard module that goes by this name there.
  func isStandard(_ function: Function, _ module: String, _ names: Set<String>) -> Bool {
    guard modules.indices.contains(function.module) else { return false }
    let home = modules[function.module]
    return home.isStandard && home.name == module && names.contains(function.name)
  }
}
