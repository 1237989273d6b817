import StileCheck
import StileJournal
import StileMachine
import StileSyntax

extension Prepared {
  /// Reads, checks and compiles a file; what the check finds is shown, and an error ends the
  /// command.
  static func file(
    _ path: String, runbook name: String?, _ options: SessionOptions
  ) throws -> (prepared: Prepared, files: FileSources) {
    let (program, sources, index, files) = try checked(path, runbook: name)
    let arguments = try ParamValues.read(options, in: program)
    return (prepared(program, sources, index, arguments), files)
  }

  /// The text of a run as it is now; a param that is gone has no value any more.
  static func edited(
    _ path: String, runbook id: String, arguments: [DatumField]
  ) throws -> Prepared {
    let (program, sources, index, _) = try checked(path, runbook: id)
    let params = program.globals.filter {
      if case .param = $0.kind { true } else { false }
    }
    let left = arguments.filter { argument in params.contains { $0.name == argument.name } }
    return prepared(program, sources, index, left)
  }

  private static func checked(
    _ path: String, runbook name: String?
  ) throws -> (program: Program, sources: SourceMap, index: Int, files: FileSources) {
    let files = FileSources(path: path)
    guard files.file(files.entry) != nil else { throw Problem("there is no file `\(path)`") }
    let result = Checker.check(entry: files.entry, provider: files, natives: NativeCallables.all)
    if !result.diagnostics.isEmpty {
      DiagnosticOutput.write(result.diagnostics, in: files.named(result.sources))
    }
    guard let program = result.program else { throw ExitStatus.untouched.error }
    let index = try choose(name, in: program, path)
    let refusals = program.runbooks[index].refusals
    if !refusals.isEmpty {
      DiagnosticOutput.write(refusals, in: files.named(result.sources))
      throw ExitStatus.untouched.error
    }
    return (program, result.sources, index, files)
  }

  /// Compiles the text that a run is pinned to.
  static func pinned(_ sources: PinnedSources, runbook id: String) throws(Problem) -> Prepared {
    let result = Checker.check(
      entry: sources.revision.entry, provider: sources, natives: NativeCallables.all)
    guard let program = result.program,
      let index = program.runbooks.firstIndex(where: { $0.id == id })
    else {
      throw Problem(
        "this `stile` can't read the text that the run was started from; use the version that "
          + "started it")
    }
    return prepared(program, result.sources, index, sources.revision.arguments)
  }

  private static func prepared(
    _ program: Program, _ sources: SourceMap, _ index: Int, _ arguments: [DatumField]
  ) -> Prepared {
    Prepared(
      program: program, sources: sources,
      code: Compiler.compile(program, sources: sources), index: index, arguments: arguments)
  }

  /// The runbook by its id, or the only one of the entry file.
  private static func choose(
    _ name: String?, in program: Program, _ path: String
  ) throws(Problem) -> Int {
    let own = program.runbooks.indices.filter { program.runbooks[$0].module == 0 }
    let names = own.map { "`\(program.runbooks[$0].id)`" }.joined(separator: ", ")
    if let name {
      guard let index = own.first(where: { program.runbooks[$0].id == name }) else {
        throw Problem("`\(path)` has no runbook `\(name)`; it has \(names)")
      }
      return index
    }
    guard let index = own.first else { throw Problem("`\(path)` has no runbook") }
    guard own.count == 1 else {
      throw Problem("`\(path)` has several runbooks, name one of them: \(names)")
    }
    return index
  }
}
